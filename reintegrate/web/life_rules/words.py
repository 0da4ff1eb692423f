"""Rules about a case's life in words, and the terms an edit would move."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from flask import url_for

from reintegrate.access.moved import Moved
from reintegrate.db import db
from reintegrate.models.catalogue import ClosureOutcome, RehabilitationKind, names
from reintegrate.models.life_moves import TermMove
from reintegrate.models.life_revision import AS_READ, LifeRevision, LifeTopic
from reintegrate.models.life_rule import PauseKind, SettingName
from reintegrate.models.regime import Regime
from reintegrate.models.regime_start import StartMove
from reintegrate.models.step_rule import words_of_steps
from reintegrate.models.transition import KEEPS
from reintegrate.web.life_rules.queries import Place
from reintegrate.web.ui.filters import day
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.revised import MoveLine, instant


class RuleLine(NamedTuple):
    url: str
    what: str
    says: str
    law: str
    changed: str


class Part(NamedTuple):
    name: str
    topics: list[tuple[str, list[RuleLine]]]


def parts(regimes: Sequence[Regime], rules: dict[Place, LifeRevision]) -> list[Part]:
    return [
        Part(
            regime.name_in(language()),
            [(label(topic), lines(rules, regime.code, topic)) for topic in LifeTopic],
        )
        for regime in regimes
    ]


def lines(rules: dict[Place, LifeRevision], regime_code: str, topic: LifeTopic) -> list[RuleLine]:
    return [
        RuleLine(
            url_for("life_rules.show", place="-".join(place)),
            what(rule),
            says(rule),
            law(rule),
            changed(rule),
        )
        for place, rule in rules.items()
        if place[:2] == (regime_code, topic)
    ]


def what(rule: LifeRevision) -> str:
    if rule.topic == LifeTopic.TERM:
        kind, _dash, age = rule.code.partition("-")
        words = names(RehabilitationKind, language()).get(kind, kind)
        of_age = {"minor": _("aged 12 to under 18 then"), "adult": _("of age then")}.get(age)
        return f"{words}, {of_age}" if of_age else words
    if rule.topic == LifeTopic.PAUSE:
        return label(PauseKind(rule.code))
    if rule.topic == LifeTopic.SETTING:
        return label(SettingName(rule.code))
    if rule.topic == LifeTopic.START:
        return _("First day in force, and those managed then")
    return names(ClosureOutcome, language()).get(rule.code, rule.code)


def law(rule: LifeRevision) -> str:
    """Articles of a term are those of its regime's law."""
    if rule.topic != LifeTopic.TERM:
        return rule.article
    of = db.session.get_one(Regime, rule.regime_code).law
    return _("Law %(law)s, Article %(article)s", law=of, article=rule.article)


def says(rule: LifeRevision) -> str:
    if rule.topic == LifeTopic.TERM:
        stated = _("The decision says how long.")
        return _("%(n)s months from completion", n=rule.value) if rule.value else stated
    if rule.topic == LifeTopic.SETTING:
        return str(rule.value)
    if rule.topic == LifeTopic.START:
        return f"{day(rule.in_force_from)}; {label(KEEPS[rule.value])}"
    if rule.topic == LifeTopic.GROUND:
        return _("A case may end so") if rule.value else _("No case may end so")
    said = _("counts to the term") if rule.value else _("does not count: added at the end")
    return " · ".join([said, *limits(rule)])


def limits(rule: LifeRevision) -> Iterable[str]:
    if rule.most_days:
        yield _("at most %(n)s days at a time", n=rule.most_days)
    if rule.most_part:
        yield _("all together at most one part in %(n)s of the term", n=rule.most_part)
    if rule.ask_above_days:
        yield _("consent above %(n)s days", n=rule.ask_above_days)


def changed(rule: LifeRevision) -> str:
    if rule.revision == AS_READ:
        return ""
    if rule.topic == LifeTopic.START:
        return _("Changed here")
    return _("Changed here, from %(day)s on", day=day(rule.in_force_from))


def history(rules: Sequence[LifeRevision]) -> list[str]:
    """The newest on top; the last is the rule as it was read."""
    return [
        " · ".join(p for p in (changed(r) or _("As it was read"), says(r), law(r), r.because) if p)
        for r in rules
    ]


def starts_in_words(moved: Sequence[Moved[StartMove]]) -> list[MoveLine]:
    """Each line says what moves: the rules the case is under, its end, or a date owed."""
    return [
        MoveLine(number, ward, _standing(move, move.was), _standing(move, move.now))
        for number, ward, move in moved
    ]


def _standing(move: StartMove, value: Any) -> str:
    if move.rule_id is not None:
        step = _in_language(words_of_steps()[move.rule_id])
        said = instant(value, move.by_hours) if value else _("not owed")
        return f"{step}: {said}"
    if isinstance(value, date):
        return _("End of the term: %(day)s", day=day(value))
    return db.session.get_one(Regime, value).name_in(language())


def _in_language(words: tuple[str, str]) -> str:
    return words[language().startswith("en")]


def moves_in_words(moved: Sequence[Moved[TermMove]]) -> list[MoveLine]:
    found = []
    for number, ward, move in moved:
        now = day(move.now)
        if move.runs:
            now = _("%(day)s; they are away now, and more follows from that", day=now)
        found.append(MoveLine(number, ward, day(move.was), now))
    return found
