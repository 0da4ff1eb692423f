"""Connections to either database: how one is set up, how its transactions begin, and whether it is
still there when it is needed again."""

from collections.abc import Callable
from contextvars import ContextVar
from select import POLLIN, poll
from time import monotonic
from typing import Any, ClassVar

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
    if connection.dialect.name != "sqlite":
        begin_postgresql(connection.connection.driver_connection)
    elif not connection.connection.driver_connection.in_transaction:  # as a writer hands it over
        tell(connection, "BEGIN" if reading.get() else "BEGIN IMMEDIATE")


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


class Bare:
    """A connection for a request's ready statements, and what they ask of one. A session and its
    transaction take five times as long to set up; once one is needed all the same, the request
    goes on with that."""

    reads: ClassVar[bool]
    """What the request promised for which it is."""
    connection: PoolProxiedConnection

    def __init__(self, engine: Engine, ask_session: Callable[..., Any]):
        self.engine, self.dialect, self.ask_session = engine, engine.dialect, ask_session
        self.is_open = self.has_ended = False

    @property
    def dispatch(self) -> Any:
        return self.engine.dispatch

    def serves(self) -> bool:
        """Begins at the first question, and not where somebody listens to statements: they hear the
        session's."""
        as_promised = reading.get() is self.reads
        if self.is_open and as_promised:
            return True
        if self.has_ended or not as_promised or self.dispatch.before_cursor_execute:
            self.end()
            return False
        self.connection = self._connected()
        self.is_open = True
        begin(self)
        return True

    def end(self) -> None:
        """What was changed and not kept is undone."""
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


class Reader(Bare):
    """For a request that promised to change nothing."""

    reads = True

    def for_session(self) -> None:
        """Nothing was changed: the session begins a transaction of its own."""
        self.end()

    def execute(self, statement: Any, values: Any) -> Any:
        """A statement that is only whole when it is asked (a list of values) is the session's."""
        self.end()
        return self.ask_session(statement, values)


class Writer(Bare):
    """For a request that may change something. All of it is one transaction: the session takes over
    this one, with what was written in it."""

    reads = False

    def for_session(self) -> "Writer | None":
        """What the session is to `connect` to instead of the engine."""
        if self.is_open:
            return self
        self.end()
        return None

    def connect(self) -> Connection:
        """Called by the session when it begins; from then on it keeps or undoes."""
        self.is_open, self.has_ended = False, True
        return Connection(self.engine, self.connection)

    def execute(self, statement: Any, values: Any) -> Any:
        return self.ask_session(statement, values)

    def commit(self) -> None:
        """What the driver raises is raised as SQLAlchemy's own, and nothing is kept then."""
        driver: Any = self.connection.driver_connection
        try:
            driver.commit()
        except Exception as error:
            self._handle_dbapi_exception(error, None, None, None, None)
        finally:
            self.end()


_bare: ContextVar[Reader | Writer | None] = ContextVar("bare", default=None)


def begin_reading(engine: Engine, ask_session: Callable[..., Any]) -> None:
    """For a request that promised to change nothing; `end_bare` when it is over."""
    end_bare()
    _bare.set(Reader(engine, ask_session))


def begin_writing(engine: Engine, ask_session: Callable[..., Any]) -> None:
    """For any other request."""
    end_bare()
    _bare.set(Writer(engine, ask_session))


def present_bare() -> Reader | Writer | None:
    here = _bare.get()
    return here if here is not None and here.serves() else None


def open_writer() -> Writer | None:
    """Whose transaction is under way, if no session has taken it over."""
    here = _bare.get()
    return here if isinstance(here, Writer) and here.is_open else None


def bare_for_session() -> Writer | None:
    """What is asked from now on, the session asks."""
    here = _bare.get()
    if here is None:
        return None
    taken = here.for_session()
    if taken is None:
        _bare.set(None)
    return taken


def end_bare() -> None:
    """Undone what was not kept; the session asks from now on."""
    here = _bare.get()
    if here is not None:
        _bare.set(None)
        here.end()
