"""Rules, days and moves in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from flask import url_for

from reintegrate.access.moved import Moved
from reintegrate.models.deadline_moves import Move
from reintegrate.models.life_revision import MANAGED, LifeTopic
from reintegrate.models.regime import Regime, spans
from reintegrate.models.step_rule import StepRule
from reintegrate.models.transition import Passing, Stage
from reintegrate.models.working_calendar import DayKind, Marked
from reintegrate.web.ui.filters import day
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.revised import MoveLine, instant
from reintegrate.web.ui.rule_words import begins_with, cited, full_day, within


class RuleLine(NamedTuple):
    id: int
    what: str
    within: str
    begins: str
    who: str
    law: str
    told: str
    note: str


class Part(NamedTuple):
    name: str
    law: str
    span: str
    rules: list[RuleLine]


class DayLine(NamedTuple):
    iso: str
    when: str
    kind: str
    tone: str
    name: str
    source: str
    confirmed: bool


@dataclass(frozen=True)
class YearLink:
    url: str
    label: str
    current: bool
    count: None = None


def parts(regimes: Sequence[Regime], rules: Sequence[StepRule]) -> list[Part]:
    return [
        Part(
            regime.name_in(language()),
            f"{regime.law}, {regime.decree}",
            span_of(regime.code),
            [rule_line(rule, regime) for rule in rules if rule.regime_code == regime.code],
        )
        for regime in regimes
    ]


def span_of(code: str) -> str:
    _code, first, last = next(span for span in spans() if span.code == code)
    if last == date.max:
        return _("in force since %(day)s", day=day(first))
    return f"{day(first)} – {day(last)}"


def rule_line(rule: StepRule, regime: Regime) -> RuleLine:
    law = ", ".join(part for part in (cited(regime, rule.article), rule.form) if part)
    told = ""
    if rule.escalate_to is not None:
        who, hours = label(rule.escalate_to), rule.escalate_after_hours
        told = _("%(who)s, %(n)s hours after", who=who, n=hours) if hours else who
    return RuleLine(
        rule.id,
        rule.name_in(language()),
        within(rule.amount, rule.unit),
        begins_with(rule.starts_on),
        label(rule.responsible),
        law,
        told,
        rule.note_in(language()),
    )


def change_url(one: Passing) -> str:
    """Empty: whoever is still in rehabilitation is under no rules yet, so none are changed."""
    place = f"{one.to_code}-{LifeTopic.START}-{MANAGED}"
    return url_for("life_rules.show", place=place) if one.who == Stage.MANAGED else ""


def year_links(held: Sequence[int], shown: int) -> list[YearLink]:
    """Those that are held, the one shown, and the next to be held."""
    years = sorted({*held, shown, max(held, default=shown - 1) + 1})
    return [YearLink(url_for("rules.calendar", year_id=y), str(y), y == shown) for y in years]


def days_in_words(marks: Mapping[date, Marked]) -> list[DayLine]:
    return [
        DayLine(
            on.isoformat(),
            full_day(on),
            label(mark.kind),
            "ok" if mark.kind == DayKind.OFF else "info",
            mark.name_in(language()),
            mark.source,
            mark.confirmed,
        )
        for on, mark in sorted(marks.items())
    ]


def moves_in_words(moved: Sequence[Moved[Move]]) -> list[MoveLine]:
    return [
        MoveLine(
            one.number,
            one.ward,
            instant(one.move.was, one.move.by_hours) or _("Not owed yet"),
            instant(one.move.now, one.move.by_hours) or _("No longer owed"),
        )
        for one in moved
    ]
