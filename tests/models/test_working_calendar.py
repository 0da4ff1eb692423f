"""Working days: the table decides, forward and back agree, and nothing rests on a day off."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reintegrate.db import db
from reintegrate.models.working_calendar import (
    CalendarDay,
    CalendarYear,
    DayKind,
    Marked,
    NoSuchRow,
    NotInThatYear,
    SameAsTheRule,
    WorkingCalendar,
    current,
    is_working_day,
    next_working_day,
    proposed,
    working_days_after,
    working_days_before,
)

pytestmark = pytest.mark.either_database
DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))
COUNTS = st.integers(1, 60)
QUICK = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 1, 2), False),  # off in exchange for Saturday the 10th
        (date(2026, 1, 10), True),
        (date(2026, 1, 11), False),
        (date(2026, 2, 17), False),  # the first day of Tết
        (date(2026, 2, 23), True),
        (date(2026, 4, 27), False),  # in lieu of the Hùng Kings' day, a Sunday
        (date(2026, 11, 24), True),  # whether it is a holiday is not confirmed: worked until it is
        (date(2026, 11, 25), True),
    ],
)
def test_the_stored_calendar_decides(app, day, worked):
    assert is_working_day(day) is worked


@pytest.mark.parametrize("day", [date(2026, 11, 24), date(2027, 2, 8), date(2027, 9, 2)])
def test_what_was_not_confirmed_says_so(app, day):
    mark = current().mark_of(day)

    assert mark is not None
    assert not mark.confirmed


def test_a_year_nobody_holds_is_read_from_the_proposal_and_is_not_confirmed(app):
    mark = current().mark_of(date(2035, 9, 2))

    assert 2035 not in current().held
    assert mark is not None
    assert mark.kind == DayKind.OFF
    assert not mark.confirmed


@pytest.mark.parametrize(
    ("day", "count", "after"),
    [
        (date(2026, 11, 20), 2, date(2026, 11, 24)),  # a Friday
        (date(2026, 1, 7), 3, date(2026, 1, 10)),  # the third is the worked Saturday
        (date(2026, 2, 13), 2, date(2026, 2, 24)),  # over Tết
        (date(2026, 12, 31), 1, date(2027, 1, 4)),  # into the next year
    ],
)
def test_working_days_are_counted_from_the_day_after(app, day, count, after):
    assert working_days_after(day, count) == after


def test_an_end_in_tet_is_counted_back_to_before_it(app):
    assert working_days_before(date(2026, 2, 18), 3) == date(2026, 2, 11)


def test_the_days_skipped_are_told_with_their_reason(app):
    walked = current().after(date(2026, 1, 1), 2)

    assert [(p.day.day, p.counted) for p in walked] == [
        (2, False),
        (3, False),
        (4, False),
        (5, True),
        (6, True),
    ]
    assert walked[0].mark.name_en == "Day off (in exchange for 10/01/2026)"
    assert walked[1].mark is None


@QUICK
@given(day=DAYS, count=COUNTS)
def test_forward_and_back_are_each_others_inverse(app, day, count):
    begin = next_working_day(day)
    end = working_days_after(begin, count)

    assert working_days_before(end, count) == begin


@QUICK
@given(day=DAYS, count=COUNTS)
def test_nothing_comes_to_rest_on_a_day_off(app, day, count):
    after, before = working_days_after(day, count), working_days_before(day, count)

    assert is_working_day(after)
    assert is_working_day(before)
    assert is_working_day(next_working_day(day))
    assert (after - day).days >= count
    assert (day - before).days >= count


@QUICK
@given(
    day=DAYS,
    count=COUNTS,
    marks=st.dictionaries(DAYS, st.sampled_from(DayKind), max_size=40),
)
def test_any_calendar_counts_exactly_the_days_that_are_worked(app, day, count, marks):
    """Swapped days, holidays in a row, a whole month off: whatever the table says."""
    years = frozenset(range(2019, 2034))
    rows = {d: Marked(kind, "Ngày", "Day", "test", True) for d, kind in marks.items()}
    calendar = WorkingCalendar(rows, years)
    walked = calendar.after(day, count)

    days = [day + timedelta(days=n) for n in range(1, (walked[-1].day - day).days + 1)]
    assert [p.day for p in walked] == days
    assert sum(calendar.is_working_day(d) for d in days) == count
    assert all(p.counted == calendar.is_working_day(p.day) for p in walked)


@QUICK
@given(day=DAYS, count=COUNTS, off=DAYS)
def test_one_more_day_off_never_makes_anything_due_earlier(app, day, count, off):
    later = current().with_days({off: Marked(DayKind.OFF, "Nghỉ", "Off", "test", True)})

    assert later.after(day, count)[-1].day >= working_days_after(day, count)
    assert later.before(day, count)[-1].day <= working_days_before(day, count)


def test_a_proposal_puts_exchanged_weekends_where_they_are_worked():
    marks = proposed(2024)

    assert marks[date(2024, 4, 29)].kind == DayKind.OFF
    assert marks[date(2024, 5, 4)].kind == DayKind.WORKED


def test_taking_a_year_over_begins_with_the_proposal_and_twice_is_once(app, admin):
    year = CalendarYear.take_over(2033, by=admin)
    again = CalendarYear.take_over(2033, by=admin)
    db.session.commit()

    assert year is again
    days = db.select(db.func.count()).where(CalendarDay.day.between("2033-01-01", "2033-12-31"))
    assert db.session.scalar(days) == len(proposed(2033))
    assert 2033 in current().held


def test_a_day_written_counts_from_then_on_and_can_be_left_to_the_rule_again(app, admin):
    year = db.session.get(CalendarYear, 2026)
    confirmed = Marked(DayKind.OFF, "Ngày Văn hóa Việt Nam", "Culture Day", "Nghị quyết", True)
    version = year.version
    year.mark(date(2026, 11, 24), confirmed, by=admin)
    db.session.commit()

    assert not is_working_day(date(2026, 11, 24))
    assert year.version == version + 1
    year.unmark(date(2026, 11, 24), by=admin)
    db.session.commit()
    assert is_working_day(date(2026, 11, 24))


def test_what_makes_no_sense_is_refused(app, admin):
    year = db.session.get(CalendarYear, 2026)
    off = Marked(DayKind.OFF, "Nghỉ", "Off", "test", True)

    with pytest.raises(NotInThatYear):
        year.mark(date(2027, 3, 1), off, by=admin)
    with pytest.raises(SameAsTheRule):
        year.mark(date(2026, 3, 7), off, by=admin)
    with pytest.raises(NoSuchRow):
        year.unmark(date(2026, 3, 9), by=admin)
