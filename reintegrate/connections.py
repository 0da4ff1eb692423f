"""Connections to either database: how one is set up, how its transactions begin, and whether it is
still there when it is needed again."""

from collections.abc import Callable
from contextvars import ContextVar
from select import POLLIN, poll
from time import monotonic
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import PoolProxiedConnection

reading: ContextVar[bool] = ContextVar("reading", default=False)
"""True while a request promised to change nothing. SQLite writers must take their lock when they
begin: a reader that turns writer half-way is refused at once, however long it would wait.
PostgreSQL refuses what such a request would write."""

SILENT_FOR = 15.0
"""Seconds after which a connection is asked whether it still stands: what stands between may have
forgotten it without a word."""
QUIET_SINCE = "quiet since"


def is_psycopg(connection: Any) -> bool:
    return "psycopg" in type(connection).__module__


@event.listens_for(Engine, "connect")
def set_up_sqlite(connection: Any, record: Any) -> None:
    """Durable at every acknowledged write (FULL), readers never blocked (WAL), nothing left behind
    in freed pages (secure_delete)."""
    if "sqlite" not in type(connection).__module__:
        return
    connection.isolation_level = None  # we say BEGIN ourselves, see begin
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "busy_timeout=30000",
        "temp_store=MEMORY",
        "cache_size=-4000",  # 4 MB a connection: with 16 no page was quicker, the worker 11 MB more
        "mmap_size=0",
    ):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "connect")
def set_up_postgresql(connection: Any, record: Any) -> None:
    """Only a transaction that says so may write; every statement is short, and to compile one takes
    longer than to answer it."""
    if not is_psycopg(connection):
        return
    connection.autocommit = True
    connection.execute("SET default_transaction_read_only = on")
    connection.execute("SET jit = off")
    connection.autocommit = False
    connection.read_only = False  # what it begins with: BEGIN READ WRITE


@event.listens_for(Engine, "begin")
def begin(connection: Any) -> None:
    if connection.dialect.name == "sqlite":
        tell(connection, "BEGIN" if reading.get() else "BEGIN IMMEDIATE")
    else:
        begin_postgresql(connection.connection.driver_connection)


def begin_postgresql(driver: Any) -> None:
    """Who only reads needs no transaction: where each statement sees what is committed when it
    begins (READ COMMITTED), one around them changes nothing. It costs two journeys, and psycopg
    forgets at every ROLLBACK which statements the server knows: each was planned anew."""
    level = driver.isolation_level
    alone = reading.get() and (level is None or level.name == "READ_COMMITTED")
    if driver.autocommit != alone and not driver.closed:
        driver.autocommit = alone


def tell(connection: Any, statement: str, values: Any = ()) -> None:
    """Without ceremony, which takes ten times as long. What the driver raises is raised as
    SQLAlchemy's own."""
    driver: Any = connection.connection.driver_connection
    try:
        driver.execute(statement, values)
    except Exception as error:
        connection._handle_dbapi_exception(error, statement, None, None, None)


@event.listens_for(Engine, "checkin")
def note_silence(connection: Any, record: Any) -> None:
    record.info[QUIET_SINCE] = monotonic()


@event.listens_for(Engine, "checkout")
def find_out_whether_it_stands(connection: Any, record: Any, proxy: Any) -> None:
    """A server that goes away hangs up, and that can be heard without asking."""
    since = record.info.get(QUIET_SINCE)
    if since is None or not is_psycopg(connection):
        return
    if (
        monotonic() - since < SILENT_FOR
        and not connection.closed
        and not says_something(connection)
    ):
        return
    try:
        connection.autocommit = True
        connection.execute("SELECT 1")
    except Exception as error:
        raise InvalidatePoolError from error


def says_something(connection: Any) -> bool:
    line = poll()
    line.register(connection, POLLIN)
    return bool(line.poll(0))


class Reader:
    """A connection for the ready statements of a request that promised to change nothing, and what
    they ask of one. A session and its transaction take five times as long to set up; once one is
    needed all the same, the request goes on with that and the reader has ended."""

    connection: PoolProxiedConnection

    def __init__(self, engine: Engine, ask_session: Callable[..., Any]):
        self.engine, self.dialect, self.ask_session = engine, engine.dialect, ask_session
        self.is_open = self.has_ended = False

    @property
    def dispatch(self) -> Any:
        return self.engine.dispatch

    def serves(self) -> bool:
        """Begins at the first question. Whoever listens to statements hears the session's."""
        if self.has_ended or not reading.get() or self.dispatch.before_cursor_execute:
            self.end()
        elif not self.is_open:
            self.connection = self._connected()
            self.is_open = True
            begin(self)
        return self.is_open

    def execute(self, statement: Any, values: Any) -> Any:
        """A statement that is only whole when it is asked (a list of values) is the session's."""
        self.end()
        return self.ask_session(statement, values)

    def end(self) -> None:
        """Nothing was changed, so there is nothing to keep."""
        self.has_ended = True
        if self.is_open:
            self.is_open = False
            self.connection.close()

    def _connected(self) -> PoolProxiedConnection:
        try:
            return self.engine.raw_connection()
        except self.dialect.loaded_dbapi.Error as error:
            Connection._handle_dbapi_exception_noconnection(error, self.dialect, self.engine)
            raise

    def _handle_dbapi_exception(self, *what: Any) -> None:
        Connection(self.engine, self.connection)._handle_dbapi_exception(*what)


_reader: ContextVar[Reader | None] = ContextVar("reader", default=None)


def begin_reading(engine: Engine, ask_session: Callable[..., Any]) -> None:
    """For a request that promised to change nothing; `end_reading` when it is over."""
    end_reading()
    _reader.set(Reader(engine, ask_session))


def present_reader() -> Reader | None:
    here = _reader.get()
    return here if here is not None and here.serves() else None


def end_reading() -> None:
    """What is asked from now on, the session asks."""
    here = _reader.get()
    if here is not None:
        _reader.set(None)
        here.end()
