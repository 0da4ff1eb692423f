"""The arithmetic of deadlines: hours run on, days do not; every date can say how it came about."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reintegrate.db import HERE
from reintegrate.models.clock import Start, midnight, reckon, whole_day
from reintegrate.models.step_rule import StepUnit
from reintegrate.models.working_calendar import is_working_day

pytestmark = pytest.mark.either_database
MOMENTS = st.datetimes(datetime(2021, 1, 1), datetime(2031, 12, 31)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=HERE)
)
QUICK = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=HERE)


def test_twenty_four_hours_run_through_a_weekend(app):
    """Saturday evening to Sunday evening: an hour clock knows no weekend."""
    counted = reckon(24, StepUnit.HOURS, Start(at(2026, 11, 21, 18, 30), False))

    assert counted.due_at == at(2026, 11, 22, 18, 30)
    assert counted.due_on == date(2026, 11, 22)
    assert counted.by_hours
    assert counted.skipped == []


def test_hours_from_a_day_whose_hour_nobody_knows_run_from_its_end(app):
    counted = reckon(24, StepUnit.HOURS, whole_day(date(2026, 11, 20)))

    assert counted.due_at == at(2026, 11, 22)
    assert counted.due_on == date(2026, 11, 21)


def test_working_days_end_with_the_last_of_them(app):
    counted = reckon(2, StepUnit.WORKING_DAYS, Start(at(2026, 11, 20, 16, 0), False))

    assert counted.due_on == date(2026, 11, 24)
    assert counted.due_at == at(2026, 11, 25)
    assert [passed.day.day for passed in counted.skipped] == [21, 22]


def test_the_day_of_the_start_is_the_day_in_vietnam(app):
    late_evening = at(2026, 11, 20, 23, 30)  # in UTC it is still 16:30, and past midnight nowhere
    early_morning = at(2026, 11, 21, 0, 30)  # in UTC it is still the 20th

    assert reckon(1, StepUnit.DAYS, Start(late_evening, False)).due_on == date(2026, 11, 23)
    assert reckon(2, StepUnit.DAYS, Start(early_morning, False)).due_on == date(2026, 11, 23)


def test_a_last_day_that_is_off_gives_way_to_the_next_worked_one(app):
    counted = reckon(5, StepUnit.DAYS, whole_day(date(2026, 2, 12)))

    assert counted.due_on == date(2026, 2, 23)
    assert counted.walked[0].day == date(2026, 2, 17)


def test_at_least_so_many_days_before_is_never_later(app):
    counted = reckon(30, StepUnit.AT_LEAST_DAYS_BEFORE, whole_day(date(2026, 12, 22)))

    assert counted.due_on == date(2026, 11, 20)  # the 22nd is a Sunday


@pytest.mark.parametrize(
    ("end", "opens", "due"),
    [
        (date(2026, 11, 20), date(2026, 11, 17), date(2026, 11, 19)),
        (date(2026, 11, 23), date(2026, 11, 18), date(2026, 11, 20)),  # a Monday
        (date(2026, 2, 18), date(2026, 2, 11), date(2026, 2, 13)),  # in the middle of Tết
        (date(2026, 1, 12), date(2026, 1, 8), date(2026, 1, 10)),  # after a worked Saturday
    ],
)
def test_within_three_working_days_before_an_end_is_a_window(app, end, opens, due):
    counted = reckon(3, StepUnit.WITHIN_WORKING_DAYS_BEFORE, whole_day(end))

    assert (counted.opens_on, counted.due_on) == (opens, due)
    assert counted.due_at <= midnight(end)


def test_within_hours_before_ends_with_the_end(app):
    counted = reckon(24, StepUnit.WITHIN_HOURS_BEFORE, Start(at(2026, 11, 20, 8, 0), False))

    assert (counted.opens_on, counted.due_on) == (date(2026, 11, 19), date(2026, 11, 20))
    assert counted.due_at == at(2026, 11, 20, 8, 0)


@QUICK
@given(moment=MOMENTS, hours=st.integers(1, 400))
def test_hours_are_exactly_so_many_whatever_the_day(app, moment, hours):
    assert reckon(hours, StepUnit.HOURS, Start(moment, False)).due_at - moment == timedelta(
        hours=hours
    )


@QUICK
@given(moment=MOMENTS, amount=st.integers(1, 30), unit=st.sampled_from(StepUnit))
def test_whatever_is_counted_in_days_ends_at_a_midnight_after_a_worked_day(
    app, moment, amount, unit
):
    counted = reckon(amount, unit, Start(moment, False))

    assert counted.due_at > midnight(counted.due_on)
    if not counted.by_hours:
        assert counted.due_at == midnight(counted.due_on + timedelta(days=1))
        assert is_working_day(counted.due_on)


@QUICK
@given(moment=MOMENTS, amount=st.integers(1, 30), unit=st.sampled_from(StepUnit))
def test_one_more_is_never_sooner_going_forward_nor_later_going_back(app, moment, amount, unit):
    less, more = (reckon(n, unit, Start(moment, False)) for n in (amount, amount + 1))

    if unit in {StepUnit.HOURS, StepUnit.DAYS, StepUnit.WORKING_DAYS}:
        assert more.due_at >= less.due_at
    else:
        assert (more.opens_on or more.due_on) <= (less.opens_on or less.due_on)
