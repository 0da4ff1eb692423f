"""`reintegrate backup FILE`, `restore FILE`: the whole system in one encrypted file, and back."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

from reintegrate.cli import schema
from reintegrate.cli.dump import checked, dumped, load, tables_of
from reintegrate.cli.installation import opened
from reintegrate.cli.sealed_file import Refused, read_sealed, write_sealed
from reintegrate.config import Settings
from reintegrate.db import db, is_postgresql, reading
from reintegrate.models.audit import NEWEST, broken_rows

PASSPHRASE = "REINTEGRATE_BACKUP_PASSPHRASE"  # noqa: S105 - its name
SHORTEST = 12
KEPT_BY_PEOPLE = {"user", "person", "audit_event"}

file_argument = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))


@click.command(
    epilog=f"The passphrase is asked for, or read from {PASSPHRASE}. Keep it, and the field keys, "
    "away from this machine: nobody can open the file without them."
)
@file_argument
def backup(file: Path) -> None:
    """Write everything to FILE, encrypted, while people go on working; then read it again."""
    if file.exists():
        raise click.ClickException(f"{file} exists already; nothing is written over")
    passphrase = asked_for(confirm=True)
    part = file.with_name(file.name + ".part")
    part.unlink(missing_ok=True)
    started = time.monotonic()
    try:
        with opened() as app, one_reading() as connection:
            revision = schema.present_revision()
            if revision is None:
                raise Refused("the database has no tables yet; reintegrate init makes them")
            write_sealed(part, passphrase, dumped(connection, revision, folder_of(app)))
            newest = connection.execute(NEWEST).first()
        found = checked(read_sealed(part, passphrase))
        part.rename(file)
    except (OSError, Refused) as error:
        raise click.ClickException(f"no backup was made: {error}") from error
    finally:
        part.unlink(missing_ok=True)
    rows = sum(found["counts"].values())
    click.echo(f"{file}: {rows} rows of {len(found['counts'])} tables, read again and the same.")
    click.echo(f"Fingerprint {found['sha256']}")
    if newest is not None:
        click.echo(f"Head {newest.id}:{newest.hash}  (for: audit verify --expect)")
    click.echo(f"It took {time.monotonic() - started:.1f} s.")


@click.command(epilog=f"The passphrase is asked for, or read from {PASSPHRASE}.")
@file_argument
def restore(file: Path) -> None:
    """Put a backup into an empty database, SQLite or PostgreSQL, whichever it came from.

    The file is read to its end first: one that was cut or altered changes nothing.
    """
    passphrase = asked_for(confirm=False)
    try:
        found = checked(read_sealed(file, passphrase))
        with opened() as app:
            refuse_unless_empty(found["revision"])
            schema.migrate(found["revision"])
            with db.engine.begin() as connection:
                forget_what_migrations_wrote(connection)
                with references_later(connection):
                    load(connection, read_sealed(file, passphrase), folder_of(app))
            look_over(found)
            schema.migrate()
    except (OSError, Refused) as error:
        raise click.ClickException(f"nothing was restored: {error}") from error
    click.echo(f"Restored {sum(found['counts'].values())} rows; the audit trail holds.")
    click.echo("Start it with the field keys it was written with: reintegrate doctor checks them.")


def asked_for(*, confirm: bool) -> str:
    passphrase = os.environ.get(PASSPHRASE) or click.prompt(
        "Passphrase of the backup", hide_input=True, confirmation_prompt=confirm
    )
    if len(passphrase) < SHORTEST:
        raise click.ClickException(f"the passphrase needs at least {SHORTEST} characters")
    return str(passphrase)


def folder_of(app: Any) -> Path:
    settings: Settings = app.config["SETTINGS"]
    return settings.data_dir


@contextmanager
def one_reading() -> Iterator[Connection]:
    """A connection that sees one instant, whatever is written meanwhile."""
    token = reading.set(True)
    isolation = {"isolation_level": "REPEATABLE READ"} if is_postgresql() else {}
    try:
        with db.engine.connect().execution_options(**isolation) as connection:
            yield connection
    finally:
        reading.reset(token)


def refuse_unless_empty(revision: str) -> None:
    """Reference data may be there, as `init` loads it; people may not."""
    present = schema.present_revision()
    if present not in {None, revision}:
        raise Refused(f"this database is at {present}, the backup at {revision}: take a new one")
    for table in inspect(db.engine).get_table_names():
        if table in KEPT_BY_PEOPLE and db.session.execute(text(f'SELECT 1 FROM "{table}"')).first():  # noqa: S608
            raise Refused("the database is in use; point REINTEGRATE_DATABASE_URL at a new one")
    db.session.rollback()


def forget_what_migrations_wrote(connection: Connection) -> None:
    """A migration may fill a catalogue; the backup brings its own."""
    for table in reversed(tables_of(connection)):
        connection.execute(table.delete())


@contextmanager
def references_later(connection: Connection) -> Iterator[None]:
    """Rows may come before those they point to; all must be there at the end."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        yield
        return
    keys = connection.execute(text(FOREIGN_KEYS)).all()
    for table, name in keys:
        _set_key(connection, table, name, "DEFERRABLE INITIALLY DEFERRED")
    yield
    connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    for table, name in keys:
        _set_key(connection, table, name, "NOT DEFERRABLE")


FOREIGN_KEYS = """
SELECT conrelid::regclass::text, conname FROM pg_constraint
WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
"""


def _set_key(connection: Connection, table: str, name: str, how: str) -> None:
    connection.execute(text(f'ALTER TABLE {table} ALTER CONSTRAINT "{name}" {how}'))


def look_over(found: dict[str, Any]) -> None:
    """The restored rows are those of the file, and its trail is unbroken. Raises Refused."""
    with one_reading() as connection:
        for table in tables_of(connection):
            there = connection.execute(text(f'SELECT count(*) FROM "{table.name}"')).scalar()  # noqa: S608 - the database's own names
            if there != found["counts"].get(table.name, 0):
                raise Refused(f"{table.name} has {there} rows")
    broken = any(broken_rows())
    db.session.rollback()  # or the session would keep its place in the queue of writers
    if broken:
        raise Refused("its audit trail does not hold")
