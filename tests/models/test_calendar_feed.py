"""The address of a calendar is its key: renewed, taken back, throttled."""

from datetime import timedelta

import pytest

from reintegrate.db import at, commit, db, utcnow
from reintegrate.models.calendar_feed import READS_A_WINDOW, CalendarFeed

pytestmark = pytest.mark.either_database


def opened(user) -> str:
    token = CalendarFeed.open(user, language="vi", by=user)
    commit()
    return token


def test_only_the_newest_address_opens_it(lan):
    first = opened(lan)
    second = opened(lan)

    assert CalendarFeed.of_token(first) is None
    assert CalendarFeed.of_token(second).user_id == lan.id


def test_the_token_itself_is_not_kept(lan):
    token = opened(lan)

    assert token not in str(db.session.execute(db.text("SELECT * FROM calendar_feed")).all())


def test_taken_back_it_opens_nothing(lan):
    token = opened(lan)
    CalendarFeed.of(lan).take_back(by=lan)
    commit()

    assert CalendarFeed.of_token(token) is None


def test_a_disabled_account_has_no_calendar(lan, admin):
    token = opened(lan)
    lan.disable(by=admin)
    commit()

    assert CalendarFeed.of_token(token) is None


def test_it_is_read_so_often_and_then_only_later(lan):
    feed = CalendarFeed.of_token(opened(lan))

    assert all(feed.note_read() for _ in range(READS_A_WINDOW))
    assert not feed.note_read()
    with at(utcnow() + timedelta(minutes=16)):
        assert feed.note_read()
