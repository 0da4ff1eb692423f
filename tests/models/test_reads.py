"""A look is written down after its page has read all it needed, and spoils nothing after it."""

from sqlalchemy import func, select, text

from reintegrate.db import db, is_postgresql, quick, reading
from reintegrate.models.audit import AuditEvent, Seen, broken_rows
from reintegrate.models.reads import note_read
from reintegrate.models.user import User

FULL = 2
LOOKED = select(func.count(AuditEvent.id)).where(AuditEvent.what == "case.viewed")


def test_a_look_leaves_its_line_and_reading_goes_on(lan):
    by_id = lan.id
    db.session.commit()
    token = reading.set(True)
    try:
        assert db.session.scalar(LOOKED) == 0
        for nth in (1, 2):
            note_read(Seen("case", 7, 7, None), by_id=by_id)
            assert db.session.scalar(LOOKED) == nth
            assert db.session.scalar(select(User.username).where(User.id == by_id)) == "lan"
        db.session.rollback()
    finally:
        reading.reset(token)

    assert db.session.scalar(LOOKED) == 2
    assert list(broken_rows()) == []


def test_what_is_written_afterwards_is_as_durable_as_ever(lan):
    by_id = lan.id
    db.session.commit()
    db.session.scalar(LOOKED)
    note_read(Seen("case", 7, 7, None), by_id=by_id)
    db.session.rollback()

    if not is_postgresql():  # there the line's own transaction alone is told not to wait
        assert db.session.scalar(text("PRAGMA synchronous")) == FULL


def test_a_line_beside_the_request_leaves_its_connection_as_durable(app):
    with db.engine.connect() as connection:
        with quick(connection, 7):
            connection.execute(text("SELECT 1"))
        if not is_postgresql():
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == FULL
