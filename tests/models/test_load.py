"""What a worker's cases ask of their coming weeks: contacts, not people."""

from datetime import date, timedelta

import pytest

from reintegrate.db import at, db, today, utcnow
from reintegrate.models.load import Span, columns, end_of_week
from reintegrate.models.user import User
from tests.cast import open_case


def load_of(user):
    db.session.commit()
    row = db.session.execute(db.select(*columns()).where(User.id == user.id)).one()
    return [row.this_week, row.next_week, row.four_weeks]


@pytest.fixture
def planned(duc_xuan, lan, minh):
    """Makes a case of Lan's that is next due so many days after this week's Sunday."""
    names = iter(f"Người Thứ {word}" for word in ("Nhất", "Hai", "Ba", "Bốn", "Năm"))

    def case(days):
        made = open_case(area=duc_xuan, by=minh, worker=lan, name=next(names))
        made.plan_next(end_of_week(today()) + timedelta(days=days), by=lan)
        return made

    return case


def test_by_weeks_that_end_on_sunday(planned, lan):
    for days in (0, 1, 7, 8, 21):
        planned(days)
    this_week, next_week, four_weeks = load_of(lan)
    assert next_week == 2
    assert this_week >= 1
    assert four_weeks == this_week + next_week + 2


def test_beyond_the_fourth_sunday_is_not_counted(planned, lan):
    before = load_of(lan)
    planned(22)
    assert load_of(lan) == before


def test_what_is_overdue_is_this_weeks(planned, lan):
    case = planned(3)
    with at(utcnow() + timedelta(days=40)):
        assert load_of(lan)[0] >= 1
        assert load_of(lan)[2] == load_of(lan)[0]
    assert case.worker_id == lan.id


def test_of_another_worker_and_of_an_ended_case_is_not_theirs(planned, lan, khanh, minh):
    case = planned(1)
    assert load_of(khanh) == [0, 0, 0]
    before = load_of(lan)[1]
    case.assign(khanh, by=minh)
    assert load_of(lan)[1] == before - 1
    assert load_of(khanh)[1] == 1
    case.close(outcome_code="completed", on=today(), by=minh)
    assert load_of(khanh) == [0, 0, 0]


def test_the_weeks_begin_on_monday():
    assert end_of_week(date(2026, 11, 23)) == date(2026, 11, 29)
    assert end_of_week(date(2026, 11, 29)) == date(2026, 11, 29)
    assert list(Span) == ["this_week", "next_week", "four_weeks"]
