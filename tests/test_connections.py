"""Connections to PostgreSQL: what reading leaves out, what it is refused, and lines cut off."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import InternalError

from reintegrate import connections
from reintegrate.db import db, lock_until_commit, reading
from reintegrate.models.user import User
from tests.installation import OnPostgres

pytestmark = pytest.mark.postgres


@pytest.fixture
def app(on_postgres: OnPostgres) -> Iterator[Flask]:
    with on_postgres.fresh() as app:
        yield app


@contextmanager
def only_reading() -> Iterator[None]:
    db.session.rollback()
    token = reading.set(True)
    try:
        yield
    finally:
        db.session.rollback()
        reading.reset(token)


def asked(statement: str) -> Any:
    return db.session.scalar(text(statement))


def test_pages_keep_the_plans_of_their_statements(browser, lan):
    browser.sign_in(lan)
    for _ in range(8):
        browser.get("/today")

    with only_reading():
        known = asked("SELECT count(*) FROM pg_prepared_statements WHERE statement ~ 'token_hash'")

    assert known == 1


def test_who_reads_can_write_nothing_and_hold_nothing(app, lan):
    with only_reading():
        with pytest.raises(InternalError, match="read-only"):
            db.session.execute(db.update(User).values(title="x"))
        with pytest.raises(RuntimeError, match="no transaction"):
            lock_until_commit(1)


def test_who_writes_has_a_transaction_after_reading(app, lan):
    with only_reading():
        db.session.get(User, lan.id)
    db.session.execute(db.update(User).where(User.id == lan.id).values(title="x"))
    db.session.rollback()

    assert db.session.get_one(User, lan.id).title != "x"
    assert asked("SHOW transaction_read_only") == "off"
    assert asked("SHOW transaction_isolation") == "read committed"


@pytest.mark.parametrize("silent_for", [15.0, 0.0])
def test_a_line_that_was_cut_is_made_anew(browser, lan, on_postgres, monkeypatch, silent_for):
    monkeypatch.setattr(connections, "SILENT_FOR", silent_for)
    browser.sign_in(lan).get("/today")
    db.session.rollback()
    cut = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s"
    assert on_postgres.server.connection.execute(cut, [on_postgres.name]).fetchall()

    browser.get("/today")
