"""The rules in force, the calendar by year, and what an edit would move: numbers, never names."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, select

from reintegrate.access.scope import visible
from reintegrate.access.scope_clock import numbered_cases
from reintegrate.db import db
from reintegrate.models.case import Case
from reintegrate.models.deadline_moves import Move
from reintegrate.models.regime import Regime
from reintegrate.models.step_rule import StepRule
from reintegrate.models.transition import Transition
from reintegrate.models.user import User
from reintegrate.models.working_calendar import CalendarDay, CalendarYear

SHOWN_AT_MOST = 100
AT_ONCE = 500


class Moved(NamedTuple):
    """A move with the case's number and ward."""

    number: str
    ward: str
    move: Move


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


def transitions(viewer: User) -> list[Transition]:
    return list(db.session.scalars(visible(viewer, Transition).order_by(Transition.on)))


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


def numbered(viewer: User, moves: Sequence[Move]) -> tuple[list[Moved], list[tuple[str, int]]]:
    """The first of them by case number, and how many there are in each ward."""
    ids = sorted({move.case_id for move in moves})
    known: dict[int, Any] = {}
    for begin in range(0, len(ids), AT_ONCE):
        some = numbered_cases(viewer).where(Case.id.in_(ids[begin : begin + AT_ONCE]))
        known |= {row[0]: row for row in db.session.execute(some)}
    found = [
        Moved(known[m.case_id][1], known[m.case_id][2], m) for m in moves if m.case_id in known
    ]
    found.sort(key=lambda one: one.number)
    return found[:SHOWN_AT_MOST], sorted(Counter(one.ward for one in found).items())
