"""Viewer: whose session a token is, and whether it still counts."""

from datetime import timedelta

import pytest

from reintegrate.db import db, utcnow
from reintegrate.models.user_session import UserSession, hashed, note_seen
from reintegrate.models.viewer import Viewer

LIMITS = {"idle": timedelta(minutes=30), "absolute": timedelta(hours=12)}


@pytest.fixture
def started(lan):
    return UserSession.start(lan, device="Chrome · Android")


@pytest.fixture
def session(started):
    return started[0]


@pytest.fixture
def look(started):
    def look():
        db.session.flush()
        return Viewer.of_token(started[1])

    return look


def test_it_is_found_by_its_token_alone(look, started, lan):
    viewer, token = look(), started[1]

    assert (viewer.id, viewer.name, viewer.role) == (lan.id, lan.name, lan.role)
    assert (viewer.session.id, viewer.session.device) == (started[0].id, "Chrome · Android")
    for wrong in ("", token[:-1], token + "A", hashed(token), "\0", "\ud800"):
        assert Viewer.of_token(wrong) is None


def test_whatever_else_is_asked_is_asked_of_the_record(look, lan, session):
    viewer = look()

    assert viewer.area is lan.area
    viewer.session.end(by=viewer)
    assert session.ended_at is not None
    for unknown in ("no_such_fact", "_sa_instance_state"):
        with pytest.raises(AttributeError):
            getattr(viewer, unknown)


def test_it_counts_while_it_is_used(look):
    assert look().counts(**LIMITS)


@pytest.mark.parametrize(
    "change",
    [
        {"seen_at": timedelta(minutes=31)},
        {"started_at": timedelta(hours=13)},
        {"ended_at": timedelta()},
    ],
)
def test_it_ends(look, session, change):
    for column, ago in change.items():
        setattr(session, column, utcnow() - ago)

    assert not look().counts(**LIMITS)


def test_it_ends_with_the_rights_it_was_begun_with(look, lan, admin):
    lan.disable(by=admin)
    assert not look().counts(**LIMITS)
    lan.enable(by=admin)
    assert not look().counts(**LIMITS)


def test_use_is_noted_at_most_once_a_minute(look, session):
    idle = LIMITS["idle"]
    assert not look().session.is_due_a_touch(idle)
    session.seen_at = utcnow() - timedelta(seconds=61)
    assert look().session.is_due_a_touch(idle)
    note_seen(session.id)

    assert not look().session.is_due_a_touch(idle)


def test_with_a_short_idle_time_use_is_noted_more_often(look, session):
    session.seen_at = utcnow() - timedelta(seconds=2)

    assert look().session.is_due_a_touch(timedelta(seconds=4))
