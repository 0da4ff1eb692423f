"""Periods are data: the administrative year, calendar months, and the day a report is due."""

from datetime import date

import pytest

from reintegrate.models.period import PeriodKind, ended_periods, running_period

pytestmark = pytest.mark.either_database


@pytest.mark.parametrize(
    ("kind", "part", "first", "last", "due"),
    [
        ("month_15", 1, date(2025, 12, 15), date(2026, 1, 14), date(2026, 1, 16)),
        ("month_15", 11, date(2026, 10, 15), date(2026, 11, 14), date(2026, 11, 17)),
        ("quarter_15", 2, date(2026, 3, 15), date(2026, 6, 14), date(2026, 6, 16)),
        ("half_15", 1, date(2025, 12, 15), date(2026, 6, 14), date(2026, 6, 16)),
        ("nine_15", 1, date(2025, 12, 15), date(2026, 9, 14), date(2026, 9, 16)),
        ("year_15", 1, date(2025, 12, 15), date(2026, 12, 14), date(2026, 12, 16)),
        ("month", 2, date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 2)),
        ("half", 1, date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 6)),
        ("year", 1, date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 6)),
    ],
)
def test_the_days_and_the_due_day(app, kind, part, first, last, due):
    period = PeriodKind.coded(kind).period(2026, part)

    assert (period.first, period.last, period.due_on) == (first, last, due)


def test_periods_follow_one_another_without_a_gap(app):
    for code in ("month_15", "quarter_15", "month", "quarter", "year"):
        newest, before = ended_periods(PeriodKind.coded(code), date(2026, 11, 23), 2)
        assert (newest.first - before.last).days == 1
        assert newest.before == before


def test_the_day_lies_in_the_running_one(app):
    running = running_period(PeriodKind.coded("month_15"), date(2026, 12, 20))

    assert (running.year, running.part) == (2027, 1)
    assert running_period(PeriodKind.coded("half"), date(2026, 11, 23)) is None
