"""UserSession: a random token of which only the fingerprint is kept."""

from datetime import timedelta

import pytest

from reintegrate.db import db, utcnow
from reintegrate.models.audit import AuditEvent
from reintegrate.models.user_session import UserSession, forget_old_sessions, hashed, writer_in


@pytest.fixture
def session(lan):
    row, _ = UserSession.start(lan, device="Chrome · Android")
    db.session.commit()
    return row


def test_the_token_is_long_random_and_not_kept(lan):
    tokens = [UserSession.start(lan)[1] for _ in range(50)]
    db.session.commit()

    assert len(set(tokens)) == 50
    assert min(map(len, tokens)) >= 43
    kept = set(db.session.query(UserSession.token_hash).all())
    assert {(hashed(token),) for token in tokens} <= kept
    assert not {(token,) for token in tokens} & kept


def test_ending_is_written_down_once(session, lan):
    for _ in range(2):
        session.end(by=lan)
    db.session.commit()

    assert db.session.query(AuditEvent).filter_by(what="user.signed_out").count() == 1


def test_the_writer_of_a_form_is_known_for_a_week(session, lan, admin):
    session.end(by=lan)
    assert writer_in(session.id) is lan
    assert writer_in(999_999) is None
    session.seen_at = utcnow() - timedelta(days=8)
    assert writer_in(session.id) is None
    session.seen_at = utcnow()
    lan.disable(by=admin)
    assert writer_in(session.id) is None


def test_old_sessions_are_forgotten(session, lan):
    session.seen_at = utcnow() - timedelta(days=31)
    UserSession.start(lan)
    db.session.commit()

    assert forget_old_sessions() == 1
    assert db.session.query(UserSession).count() == 1


def test_a_device_is_named_in_few_letters(lan):
    row, _ = UserSession.start(lan, device="x" * 500)

    assert len(row.device) == 120
