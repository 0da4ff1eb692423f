"""The line that says who looked at what, after everything the page needed has been read."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

from reintegrate.db import connection, is_postgresql, stop_reading
from reintegrate.models.audit import Seen, append, read_of, write_read


def note_read(seen: Seen, *, by_id: int, **details: object) -> None:
    """As `write_read`, in a transaction of its own. Nothing is read in this request afterwards."""
    if is_postgresql():
        stop_reading()
        write_read(seen, by_id=by_id, **details)
        return
    with writing_in_passing(connection()) as here:
        append(here, [read_of(seen, by_id, details)])


@contextmanager
def writing_in_passing(here: Connection) -> Iterator[Connection]:
    """SQLite: by the connection that has read, as `db.quick` does it by another. To give one back
    and ask for another takes longer than to write the line. The session goes on believing that it
    reads: it has changed nothing, and what it undoes at the end is nothing."""
    driver: Any = here.connection.driver_connection
    driver.rollback()
    driver.execute("PRAGMA synchronous=NORMAL")
    try:
        told(here, "BEGIN IMMEDIATE")  # a reader that turned writer would be refused
        yield here
        told(here, "COMMIT")
    finally:
        driver.rollback()
        driver.execute("PRAGMA synchronous=FULL")


def told(here: Connection, statement: str) -> None:
    """What the driver raises is raised as SQLAlchemy's own."""
    driver: Any = here.connection.driver_connection
    try:
        driver.execute(statement)
    except Exception as error:
        here._handle_dbapi_exception(error, statement, None, None, None)
