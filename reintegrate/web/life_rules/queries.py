"""The rules about a case's life as they stand, and their revisions."""

from typing import Any

from sqlalchemy import select

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.life_revision import AS_READ, MANAGED, LifeRevision, LifeTopic
from reintegrate.models.life_rule import ClosureGround, PauseRule, RegimeSetting, SettingName
from reintegrate.models.regime import Regime, TermRule
from reintegrate.models.step_rule import FIRST_DAY
from reintegrate.models.transition import KEEPS, Stage, Transition
from reintegrate.models.user import User

KEPT_ELSEWHERE = {SettingName.NOTICE_DAYS}
"""A step of the deadlines' rules says it."""

Place = tuple[str, LifeTopic, str]
"""Regime, topic, code."""


def regimes(viewer: User) -> list[Regime]:
    """The newest first: it is what is asked about."""
    return list(db.session.scalars(select(Regime).order_by(Regime.valid_from.desc())))


def regime_named(viewer: User, code: str, language: str) -> str:
    return db.session.get_one(Regime, code).name_in(language)


def as_read(viewer: User) -> dict[Place, LifeRevision]:
    """Every rule as it came with the system, as its first revision, in no session."""
    found: dict[Place, LifeRevision] = {}
    for term in db.session.scalars(select(TermRule).order_by(TermRule.id)):
        row = _first(term, LifeTopic.TERM, term.code, term.months or 0)
        found[term.regime_code, LifeTopic.TERM, term.code] = row
    for pause in db.session.scalars(select(PauseRule).order_by(PauseRule.id)):
        row = _first(pause, LifeTopic.PAUSE, pause.kind, int(pause.counts))
        row.most_days, row.most_part = pause.most_days, pause.most_part
        row.ask_above_days, row.because = pause.ask_above_days, pause.note or ""
        found[pause.regime_code, LifeTopic.PAUSE, pause.kind] = row
    for ground in db.session.scalars(select(ClosureGround).order_by(ClosureGround.id)):
        code = ground.outcome_code
        found[ground.regime_code, LifeTopic.GROUND, code] = _first(
            ground, LifeTopic.GROUND, code, 1
        )
    for setting in db.session.scalars(select(RegimeSetting).order_by(RegimeSetting.id)):
        if setting.name not in KEPT_ELSEWHERE:
            row = _first(setting, LifeTopic.SETTING, setting.name, setting.number)
            found[setting.regime_code, LifeTopic.SETTING, setting.name] = row
    managed = select(Transition).where(Transition.who == Stage.MANAGED).order_by(Transition.on)
    for passing in db.session.scalars(managed):
        start = LifeRevision(
            regime_code=passing.to_code,
            topic=LifeTopic.START,
            code=MANAGED,
            revision=AS_READ,
            in_force_from=passing.on,
            value=KEEPS.index(passing.keeps),
            article=passing.article,
            because="",
        )
        found[passing.to_code, LifeTopic.START, MANAGED] = start
    return found


def _first(rule: Any, topic: LifeTopic, code: str, value: int) -> LifeRevision:
    article, because = rule.article or "", ""
    said = {"topic": topic, "code": code, "value": value, "article": article, "because": because}
    return LifeRevision(
        regime_code=rule.regime_code, revision=AS_READ, in_force_from=FIRST_DAY, **said
    )


def newest(viewer: User) -> dict[Place, LifeRevision]:
    """Each rule's newest revision, also where its first day is still to come."""
    found = as_read(viewer)
    rows = visible(viewer, LifeRevision).order_by(LifeRevision.revision)
    for row in db.session.scalars(rows):
        found[row.regime_code, row.topic, row.code] = row
    return found


def revisions(viewer: User, place: Place) -> list[LifeRevision]:
    """The newest on top, the rule as it was read at the end; empty where there is no such rule."""
    read = as_read(viewer).get(place)
    if read is None:
        return []
    regime_code, topic, code = place
    same = visible(viewer, LifeRevision).where(
        LifeRevision.regime_code == regime_code,
        LifeRevision.topic == topic,
        LifeRevision.code == code,
    )
    made = db.session.scalars(same.order_by(LifeRevision.revision.desc()))
    return [*made, read]
