"""The rules in force, the calendar by year."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.regime import Regime
from reintegrate.models.step_rule import StepRule
from reintegrate.models.user import User
from reintegrate.models.working_calendar import CalendarDay, CalendarYear


def rules(viewer: User) -> list[StepRule]:
    """Every step's newest revision, in the order they were first written."""
    newest = select(StepRule.regime_code, StepRule.step, func.max(StepRule.revision)).group_by(
        StepRule.regime_code, StepRule.step
    )
    last = {(code, step): revision for code, step, revision in db.session.execute(newest)}
    found = db.session.scalars(visible(viewer, StepRule).order_by(StepRule.id))
    by_step: dict[tuple[str, str], StepRule] = {}
    for rule in found:
        by_step.setdefault((rule.regime_code, rule.step), rule)
        if rule.revision == last[rule.regime_code, rule.step]:
            by_step[rule.regime_code, rule.step] = rule
    return list(by_step.values())


def revisions(viewer: User, rule: StepRule) -> list[StepRule]:
    """All of this step, the newest on top."""
    same = visible(viewer, StepRule).where(
        StepRule.regime_code == rule.regime_code, StepRule.step == rule.step
    )
    return list(db.session.scalars(same.order_by(StepRule.revision.desc())))


def regimes(viewer: User) -> list[Regime]:
    """The newest first: it is what is asked about."""
    return list(db.session.scalars(select(Regime).order_by(Regime.valid_from.desc())))


def years(viewer: User) -> list[int]:
    return list(
        db.session.scalars(
            visible(viewer, CalendarYear)
            .order_by(CalendarYear.id)
            .with_only_columns(CalendarYear.id)
        )
    )


def year(viewer: User, number: int, *, for_change: bool = False) -> CalendarYear | None:
    found = visible(viewer, CalendarYear).where(CalendarYear.id == number)
    return db.session.scalar(found.with_for_update() if for_change else found)


def days(viewer: User, number: int) -> Sequence[CalendarDay]:
    span = CalendarDay.day.between(date(number, 1, 1), date(number, 12, 31))
    return db.session.scalars(
        visible(viewer, CalendarDay).where(span).order_by(CalendarDay.day)
    ).all()
