"""Why a condition holds, does not, or is not known: the fact, in words."""

from collections.abc import Callable, Mapping
from typing import Any

from reintegrate.models.catalogue import RehabilitationKind, names
from reintegrate.models.eligibility import Finding
from reintegrate.models.support_scheme import Rule
from reintegrate.web.ui.filters import day, moment
from reintegrate.web.ui.i18n import gettext

Facts = Mapping[str, Any]


def because(finding: Finding, locale: str) -> str:
    return WORDS[finding.condition.rule](finding.facts, locale)


def _age(facts: Facts, locale: str) -> str:
    if facts["youngest"] == facts["oldest"]:
        return gettext("%(n)s years old", n=facts["youngest"])
    return gettext(
        "%(low)s or %(high)s years old: only the year of birth is known",
        low=facts["youngest"],
        high=facts["oldest"],
    )


def _completed(facts: Facts, locale: str) -> str:
    kind = names(RehabilitationKind, locale).get(facts["kind"], facts["kind"])
    return gettext("%(kind)s, completed on %(day)s", kind=kind, day=day(facts["on"]))


def _years(facts: Facts, locale: str) -> str:
    if not facts:
        return gettext("The case has no decision with its date yet.")
    return gettext(
        "Decision of %(day)s: until %(until)s",
        day=day(facts["decided_on"]),
        until=day(facts["until"]),
    )


def _management(facts: Facts, locale: str) -> str:
    return gettext("The term ends on %(day)s.", day=day(facts["term_to"]))


def _asked(facts: Facts, locale: str) -> str:
    if not facts:
        return gettext("The record cannot know this: ask.")
    return gettext("Written down on %(day)s", day=moment(facts["said_at"]))


WORDS: dict[Rule, Callable[[Facts, str], str]] = {
    Rule.AGE_FROM: _age,
    Rule.AGE_UNDER: _age,
    Rule.COMPLETED: _completed,
    Rule.YEARS_SINCE_DECISION: _years,
    Rule.UNDER_MANAGEMENT: _management,
    Rule.ASKED: _asked,
}
