"""The arithmetic of deadlines: from a start and a rule's amount to the instant that is too late.

Days are days in Vietnam. Hours run through nights, weekends and holidays; working days do not.
"""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from reintegrate.db import HERE
from reintegrate.models.step_rule import StepUnit
from reintegrate.models.working_calendar import Passed, WorkingCalendar, current

ONE = timedelta(days=1)


class Start(NamedTuple):
    """What a term is counted from. `whole_day`: at some hour of that day that nobody wrote down."""

    at: datetime
    whole_day: bool

    @property
    def day(self) -> date:
        return self.at.astimezone(HERE).date()


class Reckoning(NamedTuple):
    """What was counted. Late is whoever comes at `due_at` or after; of whole days that is the
    midnight that ends `due_on`. `opens_on`: the first day on which it may be done, where the law
    names a window. `walked`: every day looked at, in the order it was, counted or skipped."""

    opens_on: date | None
    due_on: date
    due_at: datetime
    by_hours: bool
    walked: tuple[Passed, ...]

    @property
    def skipped(self) -> list[Passed]:
        return [passed for passed in self.walked if not passed.counted]


def midnight(day: date) -> datetime:
    """When this day begins in Vietnam."""
    return datetime.combine(day, time(), HERE)


def whole_day(day: date) -> Start:
    return Start(midnight(day), True)


def reckon(
    amount: int, unit: StepUnit, start: Start, calendar: WorkingCalendar | None = None
) -> Reckoning:
    """Count `amount` of `unit` from `start`: forward from an act, or back from an end."""
    return COUNTED[unit](amount, start, calendar or current())


def _hours(amount: int, start: Start, calendar: WorkingCalendar) -> Reckoning:
    """Where only the day is known, from its end: the hour may have been the last."""
    begun = midnight(start.day + ONE) if start.whole_day else start.at
    due_at = begun + timedelta(hours=amount)
    last = (due_at.astimezone(HERE) - timedelta(microseconds=1)).date()
    return Reckoning(None, last, due_at, True, ())


def _working_days(amount: int, start: Start, calendar: WorkingCalendar) -> Reckoning:
    walked = calendar.after(start.day, amount)
    return _whole(walked[-1].day, tuple(walked))


def _days(amount: int, start: Start, calendar: WorkingCalendar) -> Reckoning:
    """A last day that is off gives way to the next that is worked (Civil Code Art. 148(5))."""
    last = start.day + amount * ONE
    beyond = calendar.next_worked(last)
    first = () if not beyond else (Passed(last, False, calendar.mark_of(last)),)
    return _whole(beyond[-1].day if beyond else last, (*first, *beyond))


def _at_least_days_before(amount: int, end: Start, calendar: WorkingCalendar) -> Reckoning:
    """On that day or earlier; where it is off, on the last worked day before it."""
    last = end.day - amount * ONE
    if calendar.is_working_day(last):
        return _whole(last, ())
    back = calendar.before(last, 1)
    return _whole(back[-1].day, (Passed(last, False, calendar.mark_of(last)), *back))


def _within_working_days_before(amount: int, end: Start, calendar: WorkingCalendar) -> Reckoning:
    """A window: from the `amount`th working day before the end to the last one before it. Whether
    the end itself still counts is open; without it, nobody comes too late."""
    walked = calendar.before(end.day, amount)
    last = next(passed.day for passed in walked if passed.counted)
    return _whole(last, tuple(walked))._replace(opens_on=walked[-1].day)


def _within_hours_before(amount: int, end: Start, calendar: WorkingCalendar) -> Reckoning:
    due_at = end.at
    opens = (due_at - timedelta(hours=amount)).astimezone(HERE).date()
    last = (due_at.astimezone(HERE) - timedelta(microseconds=1)).date()
    return Reckoning(opens, last, due_at, True, ())


def _whole(last: date, walked: tuple[Passed, ...]) -> Reckoning:
    return Reckoning(None, last, midnight(last + ONE), False, walked)


COUNTED = {
    StepUnit.HOURS: _hours,
    StepUnit.WORKING_DAYS: _working_days,
    StepUnit.DAYS: _days,
    StepUnit.AT_LEAST_DAYS_BEFORE: _at_least_days_before,
    StepUnit.WITHIN_WORKING_DAYS_BEFORE: _within_working_days_before,
    StepUnit.WITHIN_HOURS_BEFORE: _within_hours_before,
}
