"""Silent is who had something due and wrote nothing for days; nobody else."""

from datetime import datetime, timedelta

import pytest

from reintegrate.db import HERE, at, commit, db, today
from reintegrate.models.silence import columns, gone_silent
from reintegrate.models.user import User
from tests import cast


def on(days_ago: int):
    day = today() - timedelta(days=days_ago)
    return at(datetime(day.year, day.month, day.day, 10, tzinfo=HERE))


def due(case, days_ago: int, by) -> None:
    case.plan_next(today() - timedelta(days=days_ago), by=by)
    commit()


def silent(days: int = 7):
    rows = db.session.execute(db.select(User.id, User.name, *columns())).all()
    return [(one.name, one.due, one.days) for one in gone_silent(rows, days)]


@pytest.fixture
def case(duc_xuan, minh, lan):
    with on(40):
        return cast.open_case(area=duc_xuan, by=minh, worker=lan)


def test_ten_days_with_something_due_and_nothing_written(case, lan):
    due(case, 10, lan)

    assert silent() == [("Nguyễn Thị Lan", 1, 10)]
    assert silent(11) == []


@pytest.mark.either_database
def test_writing_down_any_contact_ends_it(case, lan, duc_xuan, minh):
    due(case, 10, lan)
    other = cast.open_case(area=duc_xuan, by=minh, worker=lan, name="Nông Văn Hùng")
    with on(3):
        cast.log_contact(other, lan, on=today())

    assert silent() == []
    assert silent(3) == [("Nguyễn Thị Lan", 1, 3)]


@pytest.mark.either_database
def test_days_on_which_nothing_was_due_do_not_count(case, lan):
    due(case, 2, lan)

    assert silent() == []


@pytest.mark.either_database
def test_nothing_due_is_no_silence(case, lan):
    due(case, -3, lan)

    assert silent(1) == []
