"""Who sees what is owed by when, and the rules it is counted by. Part of `scope.py`."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, false, func, select

from reintegrate.access.reach import statutory, wards_of
from reintegrate.db import utcnow
from reintegrate.models.area import Area
from reintegrate.models.case import Case
from reintegrate.models.deadline_row import IS_OPEN, Deadline
from reintegrate.models.step_rule import StepRule
from reintegrate.models.transition import RegimeSwitch, Transition
from reintegrate.models.user import Role, User
from reintegrate.models.working_calendar import CalendarDay, CalendarYear


def public(model: Any) -> Callable[[User], Select[Any]]:
    """Law and calendar: everybody may read what their dates are counted by."""

    def scope(viewer: User) -> Select[Any]:
        return select(model)

    return scope


CLOCK_SCOPES: dict[Any, Callable[[User], Select[Any]]] = {
    CalendarDay: public(CalendarDay),
    CalendarYear: public(CalendarYear),
    Deadline: statutory(Deadline),
    RegimeSwitch: statutory(RegimeSwitch),
    StepRule: public(StepRule),
    Transition: public(Transition),
}


def numbered_cases(viewer: User) -> Any:
    """Exception: whoever keeps the rules reads which cases' dates would move, by number and ward
    alone."""
    cases: Select[Any] = select(Case).join(Area, Area.id == Case.area_id)
    numbers = cases.with_only_columns(Case.id, Case.number, Area.name)
    return numbers if viewer.role == Role.ADMINISTRATOR else numbers.where(false())


def counted_deadlines(viewer: User) -> Any:
    """Exception: what the wards of the province owe and have not done in time, as numbers only:
    the ward, how many are owed, how many are late, of how many the next person was told."""
    late = func.count().filter(Deadline.due_at <= utcnow())
    told = func.count().filter(Deadline.escalated_at.is_not(None))
    deadlines: Select[Any] = select(Deadline).join(Area, Area.id == Deadline.area_id)
    counts = deadlines.with_only_columns(Area.name, func.count(), late, told)
    owed = counts.where(IS_OPEN).group_by(Area.id, Area.name).order_by(Area.name, Area.id)
    if viewer.role != Role.COORDINATOR:
        return owed.where(false())
    return owed.where(Deadline.area_id.in_(wards_of(viewer)))
