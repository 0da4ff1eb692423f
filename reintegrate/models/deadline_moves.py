"""What an edited rule or calendar day does to deadlines: asked before it is saved, done after.

Only what is still owed moves: what was met or dropped keeps the rule and days it was counted by.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, or_, select

from reintegrate.db import db
from reintegrate.models import deadline
from reintegrate.models.act import STANDS, Act, ActKind
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.clock import Start, midnight, reckon, whole_day
from reintegrate.models.deadline_row import IS_OPEN as OWED
from reintegrate.models.deadline_row import STILL_COUNTS, Deadline, Dropped
from reintegrate.models.step_rule import TERM_END, Rule, StepRule, as_rule
from reintegrate.models.transition import regime_code_for
from reintegrate.models.user import User
from reintegrate.models.working_calendar import (
    CalendarYear,
    Marked,
    WorkingCalendar,
    current,
)

FAR = timedelta(days=40)


class Move(NamedTuple):
    """One date that moves. `was` None: it begins now. `now` None: nothing is owed any more."""

    case_id: int
    step: str
    was: datetime | None
    now: datetime | None
    by_hours: bool


def moves_of_rule(revised: StepRule) -> list[Move]:
    """What would move if this revision, not yet entered, counted."""
    rule = as_rule(revised)
    found = [_moved(one, rule, current()) for one in db.session.scalars(_counted_by(rule))]
    begins = [_begins(case, start, rule) for case, start, _ in _starts(rule)]
    return [move for move in (*found, *begins) if move is not None]


def enter_rule(revised: StepRule, *, by: User) -> None:
    """Let it count, and let what is owed follow."""
    revised.enter(by=by)
    rule = as_rule(revised)
    for one in list(db.session.scalars(_counted_by(rule))):
        if rule.is_counted:
            one.recount(rule, by=by)
        else:
            one.drop(Dropped.OTHER_RULES, by=by)
        deadline.settle(one.case)
    for case, _, act in list(_starts(rule)):
        if act is None:
            deadline.term_changed(case, by=by)
        else:
            deadline.begin(act, by=by)
            deadline.settle(case)


def _counted_by(rule: Rule) -> Select[Deadline]:
    """Owed by an earlier revision, from starts that this one claims."""
    of_rule = (
        select(Deadline)
        .join(StepRule)
        .where(
            OWED,
            StepRule.regime_code == rule.regime_code,
            StepRule.step == rule.step,
            StepRule.revision < rule.revision,
            Deadline.begun_at >= midnight(max(rule.in_force_from, date(1900, 1, 1))),
        )
    )
    return of_rule.order_by(Deadline.due_at, Deadline.id)


def _starts(rule: Rule) -> Iterable[tuple[Case, Start, Act | None]]:
    """Where nothing is owed yet that this revision asks for, since the one before named no number:
    the case, the start, and the act unless the end of the term is the start."""
    if not rule.is_counted:
        return
    first = max(rule.in_force_from, date(1900, 1, 1))
    owed = select(Deadline.id).where(
        Deadline.case_id == Case.id, Deadline.step == rule.step, STILL_COUNTS
    )
    if rule.starts_on == TERM_END:
        ending = select(Case).where(IS_OPEN, Case.term_to >= first, ~owed.exists())
        for case in db.session.scalars(ending.order_by(Case.term_to, Case.id)).unique():
            if _is_under(case, case.term_to, rule) and not deadline.end_is_unknown(case):
                yield case, whole_day(case.term_to), None
        return
    begun = Act.kind == rule.starts_on
    acts = select(Act).join(Case).where(begun, STANDS, Act.at >= midnight(first), IS_OPEN)
    for act in db.session.scalars(acts.where(~owed.exists()).order_by(Act.at, Act.id)):
        if _is_under(act.case, act.day, rule) and not act.case.has_act(ActKind(rule.fulfilled_by)):
            yield act.case, Start(act.at, act.whole_day), act


def _is_under(case: Case, day: date, rule: Rule) -> bool:
    return regime_code_for(case, day) == rule.regime_code


def _begins(case: Case, start: Start, rule: Rule) -> Move:
    counted = reckon(rule.number, rule.unit, start)
    return Move(case.id, rule.step, None, counted.due_at, counted.by_hours)


def _moved(one: Deadline, rule: Rule, calendar: WorkingCalendar) -> Move | None:
    if not rule.is_counted:
        return Move(one.case_id, one.step, one.due_at, None, one.by_hours)
    counted = reckon(rule.number, rule.unit, one.start, calendar)
    if (counted.due_at, counted.opens_on) == (one.due_at, one.opens_on):
        return None
    return Move(one.case_id, one.step, one.due_at, counted.due_at, counted.by_hours)


def moves_of_days(changed: Mapping[date, Marked | None]) -> list[Move]:
    """What would move if these days were written otherwise (None: left to the rule)."""
    calendar = current().with_days(changed)
    found = (_moved(one, as_rule(one.rule), calendar) for one in _over(changed))
    return [move for move in found if move is not None]


def mark_day(year: CalendarYear, day: date, mark: Marked, *, by: User) -> None:
    """Write the day, and let what is owed follow. Raises NotInThatYear, SameAsTheRule."""
    year.mark(day, mark, by=by)
    _follow([day], by=by)


def unmark_day(year: CalendarYear, day: date, *, by: User) -> None:
    """Raises NoSuchRow."""
    year.unmark(day, by=by)
    _follow([day], by=by)


def take_over(year: int, *, by: User) -> CalendarYear:
    """The proposal is what was counted by before, so nothing moves."""
    return CalendarYear.take_over(year, by=by)


def _follow(days: Iterable[date], *, by: User) -> None:
    for one in _over(days):
        if one.recount(as_rule(one.rule), by=by):
            deadline.settle(one.case)


def _over(days: Iterable[date]) -> list[Deadline]:
    """What is owed and was counted over one of these days, or comes to rest beside it."""
    over: list[Any] = []
    for day in days:
        begins, ends = midnight(day), midnight(day + timedelta(days=1))
        forward = and_(Deadline.due_on >= day, Deadline.begun_at < ends)
        window = and_(Deadline.opens_on <= day + FAR, Deadline.begun_at >= begins)
        back = Deadline.due_on.between(day - FAR, day + FAR)
        over += [and_(Deadline.opens_on.is_(None), or_(forward, back)), window]
    found = select(Deadline).where(OWED, Deadline.by_hours.is_(False), or_(*over))
    return list(db.session.scalars(found.order_by(Deadline.due_at, Deadline.id)))
