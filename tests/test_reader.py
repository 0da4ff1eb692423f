"""Who only reads, without a session until one is needed; what was lent is always given back."""

import pytest
from sqlalchemy import bindparam, select, text
from sqlalchemy.exc import DBAPIError

from reintegrate.connections import end_bare, present_bare
from reintegrate.db import connection, db, promise_to_read, reading, stop_reading, writing
from reintegrate.models.ready import Ready
from reintegrate.models.user import User

HOW_MANY = Ready(select(User.id))
AMONG = Ready(select(User.id).where(User.id.in_(bindparam("ids", expanding=True))))
NO_SUCH = Ready(text("SELECT no_such FROM nowhere"))


@pytest.fixture
def promised(lan):
    db.session.commit()
    token = reading.set(False)
    promise_to_read()
    yield
    end_bare()
    db.session.rollback()
    reading.reset(token)


def lent():
    return db.engine.pool.checkedout()


def test_a_session_is_not_begun_for_ready_statements(promised):
    assert HOW_MANY.rows(connection(), {})

    assert present_bare() is connection()
    assert not db.session().in_transaction()
    assert lent() == 1


def test_what_needs_a_session_ends_the_reader(promised, lan):
    HOW_MANY.rows(connection(), {})
    assert db.session.get_one(User, lan.id).name == lan.name

    assert present_bare() is None
    assert connection() is db.session.connection()
    assert lent() == 1


def test_a_list_that_is_only_known_when_it_is_asked_is_the_sessions(promised, lan):
    HOW_MANY.rows(connection(), {})

    assert [row.id for row in AMONG.rows(connection(), {"ids": [lan.id]})] == [lan.id]
    assert present_bare() is None
    assert lent() == 1


def test_who_writes_after_reading_does_not_write_by_the_reader(promised, lan):
    HOW_MANY.rows(connection(), {})
    with writing():
        assert connection() is db.session.connection()
        assert lent() == 1
        db.session.execute(db.update(User).where(User.id == lan.id).values(title="x"))
        db.session.commit()
    stop_reading()

    assert db.session.scalar(select(User.title).where(User.id == lan.id)) == "x"


def test_an_error_of_the_database_is_sqlalchemys_and_the_connection_goes_back(promised):
    with pytest.raises(DBAPIError):
        NO_SUCH.rows(connection(), {})
    end_bare()

    assert lent() == 0
    assert HOW_MANY.rows(connection(), {})


@pytest.mark.parametrize("path", ["/today", "/account/", "/nowhere", "/cases/999999999"])
def test_every_answer_gives_its_connection_back(browser, lan, path):
    browser.sign_in(lan)
    browser.client.get(path)
    db.session.rollback()

    assert lent() == 0
    assert not reading.get()
    assert present_bare() is None
