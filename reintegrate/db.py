"""The one database handle, the clock, and `commit()`: all that views import from here."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from time import time
from typing import Any
from zoneinfo import ZoneInfo

from flask.globals import _cv_app, app_ctx
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import (
    ColumnElement,
    DateTime,
    Dialect,
    Enum,
    MetaData,
    String,
    literal_column,
)
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import DeclarativeBase, SessionTransaction
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.types import TypeDecorator

from reintegrate.connections import (
    bare_for_session,
    begin_reading,
    begin_writing,
    end_bare,
    open_writer,
    present_bare,
    tell,
)
from reintegrate.connections import reading as reading

HERE = ZoneInfo("Asia/Ho_Chi_Minh")

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


class EditedMeanwhile(Exception):
    """Somebody else saved this record after it was opened here."""


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Aware in Python, UTC in the database (SQLite keeps no offset)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Bytewise = String().with_variant(String(collation="C"), "postgresql")
"""Text compared byte by byte: keys made for sorting and searching must not be sorted once more by
the rules of some language, or ranges and indexes miss what they should find."""


def written_out(code: StrEnum) -> ColumnElement[str]:
    """The code of a status as a word of the statement, not a place to be filled in. Only where it
    reads the word does a database use a partial index; SQLite plans anew at every call where it
    finds a place instead."""
    return literal_column(f"'{code}'")


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - the declarative API wants a plain dict here
        datetime: UtcDateTime,
        StrEnum: Enum(
            StrEnum,
            native_enum=False,
            length=40,
            create_constraint=False,
            values_callable=lambda members: [member.value for member in members],
        ),
    }


class OneEngine(FlaskSession):
    """Every table is in one database: a statement need not be looked through for which."""

    def get_bind(
        self,
        mapper: Any = None,
        clause: Any = None,
        bind: Engine | Connection | None = None,
        **kwargs: Any,
    ) -> Engine | Connection:
        taken: Any = bare_for_session()
        return bind or taken or db.engine

    def begin_nested(self) -> SessionTransaction:
        """A savepoint is made at once: what a ready statement writes lies in it too."""
        savepoint = super().begin_nested()
        self.connection()
        return savepoint

    def rollback(self) -> None:
        end_bare()
        super().rollback()

    def close(self) -> None:
        end_bare()
        super().close()


def this_context() -> int:
    """Each has a session of its own. As Flask-SQLAlchemy tells them apart, in a third of the time:
    it is asked thirty times a request."""
    stand_in: Any = app_ctx
    return id(_cv_app.get(None) or stand_in._get_current_object())


db = SQLAlchemy(
    metadata=Base.metadata,
    session_options={"autoflush": False, "class_": OneEngine, "scopefunc": this_context},
)


def utcnow() -> datetime:
    return _told.get() or datetime.now(UTC)


def today() -> date:
    """The calendar day in Vietnam, whatever the machine's own zone. Lists ask it for every row."""
    told = _told.get()
    if told is not None:
        return told.astimezone(HERE).date()
    now = time()
    if not _present.begins <= now < _present.ends:
        _present.turn_to(datetime.fromtimestamp(now, HERE).date())
    return _present.day


class _Present:
    """The day it is, and between which instants it is that."""

    begins = ends = 0.0
    day = date.min

    def turn_to(self, day: date) -> None:
        midnight = datetime(day.year, day.month, day.day, tzinfo=HERE)
        self.begins = self.ends = 0.0  # another thread meanwhile finds out for itself
        self.day = day
        self.begins, self.ends = midnight.timestamp(), (midnight + timedelta(days=1)).timestamp()


_present = _Present()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let what happens inside happen at `moment`. For stories told afterwards (seeds, imports,
    tests), never for requests: what people do is dated by the real clock."""
    token = _told.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _told.reset(token)


def connection() -> Connection:
    """This transaction's. The session works out which one at every question; it stays the same
    until the transaction ends, and is closed then. For a request's ready statements, as long as
    nothing else is asked, one without a session."""
    bare: Any = present_bare()
    if bare is not None:
        return bare  # type: ignore[no-any-return]
    session = db.session()
    kept: Connection | None = session.info.get("connection")
    if kept is None or kept.closed or not session.in_transaction():
        kept = session.info["connection"] = session.connection()
    return kept


def commit(*, leaving: bool = False) -> None:
    """Keep everything this request did, or nothing. Raises EditedMeanwhile on a stale version.
    `leaving`: none of its records is looked at afterwards, so none is marked to be read anew."""
    session, writer = db.session(), open_writer()
    # What no session has a part in needs none to be kept; its trail is written all the same.
    if writer is not None and leaving and session._is_clean():
        session.dispatch.before_commit(session)
        writer.commit()
        return
    if writer is not None:
        session.connection()
    else:
        end_bare()
    session.expire_on_commit = not leaving
    try:
        session.commit()
    except StaleDataError as error:
        session.rollback()
        raise EditedMeanwhile from error
    finally:
        session.expire_on_commit = True


@contextmanager
def writing() -> Iterator[None]:
    """A short write at the end of a request that otherwise only reads."""
    token = reading.set(False)
    try:
        yield
    finally:
        reading.reset(token)


def promise_to_read() -> None:
    """This request changes nothing."""
    reading.set(True)
    begin_reading(db.engine, db.session.execute)


def may_write() -> None:
    """This request may change something. One whose session is under way goes on with that."""
    reading.set(False)
    if db.session.registry.has() and db.session().in_transaction():
        end_bare()
    else:
        begin_writing(db.engine, db.session.execute)


def stop_reading() -> None:
    """End the present transaction, which changed nothing."""
    end_bare()
    if db.session.registry.has():
        db.session.rollback()


def is_postgresql() -> bool:
    return db.engine.dialect.name == "postgresql"


def lock_until_commit(name: int) -> None:
    """Let one transaction at a time past this point. SQLite has one writer anyway."""
    if not is_postgresql():
        return
    here = connection()
    driver: Any = here.connection.driver_connection
    if driver.autocommit:
        raise RuntimeError("who only reads has no transaction that could hold a lock")
    tell(here, ADVISORY_LOCK, (name,))


ADVISORY_LOCK = "SELECT pg_advisory_xact_lock(%s)"
LOCK_IN_PASSING = f"SELECT set_config('synchronous_commit', 'off', true), {ADVISORY_LOCK[7:]}"


@contextmanager
def quick(connection: Connection, name: int) -> Iterator[None]:
    """A small transaction, one at a time past `name`, that need not wait for the disk: it outlives
    the process, and only a power cut can take it. For the log of reads, never for anything somebody
    was told is saved."""
    token = reading.set(False)
    driver: Any = connection.connection.driver_connection
    try:
        if is_postgresql():
            with connection.begin():
                tell(connection, LOCK_IN_PASSING, (name,))
                yield
        else:
            driver.execute("PRAGMA synchronous=NORMAL")
            with connection.begin():
                yield
    finally:
        reading.reset(token)
        if not is_postgresql():
            driver.execute("PRAGMA synchronous=FULL")
