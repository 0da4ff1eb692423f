"""Who may write, without a session until one is needed: all of a request stays one transaction."""

from datetime import date

import pytest
from sqlalchemy import bindparam, event, insert, select, text
from sqlalchemy.exc import IntegrityError

from reintegrate.connections import end_bare, open_writer, present_bare
from reintegrate.db import commit, connection, db, may_write, reading
from reintegrate.models.area import Area, AreaKind
from reintegrate.models.audit import AuditEvent, Seen, broken_rows, record_event
from reintegrate.models.ready import Ready
from reintegrate.models.user import User
from tests.cast import log_contact, open_case

TITLE = Ready(
    db.update(User).where(User.id == bindparam("user_id")).values(title=bindparam("said"))
)
NAMES = Ready(select(User.name))
TWICE = Ready(insert(User.__table__).from_select(["id"], select(User.id)))


@pytest.fixture
def writer(lan):
    user_id = lan.id
    db.session.commit()
    token = reading.set(False)
    may_write()
    yield user_id
    end_bare()
    db.session.rollback()
    reading.reset(token)


def lent():
    return db.engine.pool.checkedout()


def entitle(user_id, said):
    TITLE.run(connection(), {"user_id": user_id, "said": said})


def title_of(user_id):
    """As others see it: what is committed."""
    end_bare()
    db.session.rollback()
    return db.session.scalar(select(User.title).where(User.id == user_id))


def test_what_ready_statements_write_is_kept_without_a_session(writer):
    entitle(writer, "said")
    assert open_writer() is connection()
    assert not db.session().in_transaction()

    commit(leaving=True)

    assert open_writer() is None
    assert lent() == 0
    assert title_of(writer) == "said"


def test_what_is_not_kept_is_undone(writer):
    entitle(writer, "never")
    end_bare()

    assert lent() == 0
    assert title_of(writer) != "never"


def test_a_session_takes_over_what_was_written(writer):
    entitle(writer, "first")
    found = db.session.get_one(User, writer)

    assert found.title == "first"
    assert present_bare() is None
    assert connection() is db.session.connection()
    assert lent() == 1
    db.session.rollback()
    assert title_of(writer) != "first"


def test_a_session_keeps_both_or_neither(writer):
    entitle(writer, "by hand")
    db.session.get_one(User, writer).name = "Nguyễn Thị Lan Anh"
    commit()

    assert title_of(writer) == "by hand"
    assert db.session.get_one(User, writer).name == "Nguyễn Thị Lan Anh"
    assert lent() == 1


def test_what_a_session_has_not_written_yet_is_written_with_it(writer):
    entitle(writer, "by hand")
    db.session.add(Area(code="1", name="Mới", kind=AreaKind.PROVINCE, valid_from=date(2025, 7, 1)))
    commit(leaving=True)

    assert title_of(writer) == "by hand"
    assert db.session.scalar(select(Area.name).where(Area.code == "1")) == "Mới"


@pytest.mark.parametrize("writes_first", [True, False])
def test_the_trail_is_kept_with_it(writer, writes_first):
    if writes_first:
        entitle(writer, "told")
    record_event("user.renamed", on=Seen("user", writer, None, None), by=None)
    commit(leaving=True)

    end_bare()
    db.session.rollback()
    newest = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc()).limit(1)).one()
    assert newest.what == "user.renamed"
    assert list(broken_rows()) == []
    assert lent() == 1


def test_who_rolls_back_undoes_it_and_goes_on_with_the_session(writer):
    entitle(writer, "first")
    db.session.rollback()
    assert lent() == 0

    entitle(writer, "second")
    commit()

    assert title_of(writer) == "second"


def test_a_savepoint_holds_what_a_ready_statement_writes(writer):
    entitle(writer, "outside")
    with db.session.begin_nested() as savepoint:
        entitle(writer, "inside")
        savepoint.rollback()
    commit()

    assert title_of(writer) == "outside"


def test_who_begins_to_listen_half_way_loses_nothing(writer):
    entitle(writer, "before")
    heard = []

    def hear(connection, cursor, statement, *rest):
        heard.append(statement)

    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        NAMES.rows(connection(), {})
        commit(leaving=True)
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)

    assert len(heard) == 1
    assert title_of(writer) == "before"


def test_an_error_of_the_database_is_sqlalchemys_and_nothing_is_kept(writer):
    entitle(writer, "never")
    with pytest.raises(IntegrityError):
        TWICE.run(connection(), {})
    db.session.rollback()

    assert lent() == 0
    assert title_of(writer) != "never"


def test_a_request_within_a_sessions_transaction_goes_on_with_that(lan):
    db.session.execute(text("SELECT 1"))
    token = reading.set(False)
    may_write()

    assert NAMES.rows(connection(), {})
    assert open_writer() is None
    assert lent() == 1
    reading.reset(token)


@pytest.mark.either_database  # SQLite: it looks at a reference this late where it is told to
def test_what_is_refused_when_it_is_kept_is_undone(writer):
    entitle(writer, "never")
    driver = open_writer().connection.driver_connection
    driver.execute("PRAGMA defer_foreign_keys=ON")
    driver.execute("INSERT INTO held_form (user_id, path, fields, at) VALUES (0, '', '', '')")
    with pytest.raises(IntegrityError):
        commit(leaving=True)

    assert open_writer() is None
    assert lent() == 0
    assert title_of(writer) != "never"


def test_a_contact_is_logged_without_a_session_and_gives_its_connection_back(
    browser, minh, lan, duc_xuan
):
    case = open_case(area=duc_xuan, by=minh, worker=lan)
    log_contact(case, lan)
    db.session.commit()
    browser.sign_in(lan).get(f"/cases/{case.id}/contacts/new")
    browser.submit("form.form", 303, outcome="met", note="Vui.", once_more="y")
    db.session.rollback()

    assert lent() == 0
    assert not reading.get()
    assert present_bare() is None
