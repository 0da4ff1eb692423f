"""`reintegrate doctor`: looks the installation over. Every finding comes with its fix."""

import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
from sqlalchemy import func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from reintegrate.app import create_app
from reintegrate.cli import schema
from reintegrate.cli.demo_filling import is_demo
from reintegrate.cli.doctor_outward import SETTINGS as OUTWARD_SETTINGS
from reintegrate.cli.doctor_outward import outward, time_driven
from reintegrate.cli.findings import Finding, Findings
from reintegrate.config import Misconfigured, Settings
from reintegrate.db import db, utcnow
from reintegrate.models.audit import AuditEvent
from reintegrate.models.contact_note import ContactNote
from reintegrate.models.encrypted import Unreadable
from reintegrate.models.person import Person

LEAST_FREE_BYTES = 1024**3
WRITTEN_AFTER = datetime(2026, 1, 1, tzinfo=UTC)
LEEWAY = timedelta(minutes=5)
OTHERS = stat.S_IRWXG | stat.S_IRWXO
FEWEST_DIFFERENT_CHARACTERS = 10
SQLITE = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
POSTGRESQL = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


SETTINGS = """\b
Settings are read from the environment:
  REINTEGRATE_SECRET_KEY      at least 32 random characters; signs cookies and forms
  REINTEGRATE_FIELD_KEYS      id:key,...; encrypt phones, papers, notes; the first one writes
  REINTEGRATE_DATA            folder of the database and of compressed files (./data)
  REINTEGRATE_DATABASE_URL    SQLite in that folder, or postgresql+psycopg://user:pw@host/name
  REINTEGRATE_TRUSTED_PROXIES how many proxies stand in front and name the visitor's address (0)
  REINTEGRATE_SECURE_COOKIES  0 only for trying things out without HTTPS (1)
  REINTEGRATE_IDLE_MINUTES    a session ends after so long without a request (30)
  REINTEGRATE_ABSOLUTE_HOURS  and after so long in any case (12)
  REINTEGRATE_BACKUP_PASSPHRASE  opens backups; asked for when it is not set
  REINTEGRATE_LOG_LEVEL       DEBUG, INFO, WARNING or ERROR (INFO)
"""


@click.command(epilog=f"{SETTINGS.rstrip()}{OUTWARD_SETTINGS}\n")
def doctor() -> None:
    """Check configuration, database, keys, clock and disk. Exit 0: all well; 1: see the fixes."""
    try:
        settings = Settings.read()
    except Misconfigured as error:
        report("configuration", [Finding(str(error), "set it, or leave it out")])
        sys.exit(1)
    count = report("configuration", configuration(settings))
    for title, check in (
        ("disk", disk),
        ("file permissions", permissions),
        ("mail and texts", outward),
    ):
        count += report(title, check(settings))
    if not count:
        with create_app(settings).app_context():
            count = look_inside()
            db.session.remove()
            db.engine.dispose()
    sys.exit(1 if count else 0)


def look_inside() -> int:
    """What only an open database can tell. The first that fails makes the rest pointless."""
    checks: tuple[tuple[str, Callable[[], Findings]], ...] = (
        ("database", durability),
        ("schema", schema_current),
        ("keys", keys),
        ("clock", clock),
        ("accounts", accounts),
        ("time-driven", time_driven),
    )
    for title, check in checks:
        if count := report(title, check()):
            return count
    return 0


def report(title: str, findings: Iterator[Finding] | list[Finding]) -> int:
    try:
        found = list(findings)
    except DBAPIError as error:
        address = "is it running, and is REINTEGRATE_DATABASE_URL right?"
        found = [Finding(f"the database does not answer: {error.orig}", address)]
    click.echo(f"{'NOT OK' if found else 'ok':8}{title}")
    for finding in found:
        click.echo(f"        {finding.what}\n        -> {finding.fix}")
    return len(found)


def configuration(settings: Settings) -> Findings:
    try:
        settings.checked()
    except Misconfigured as error:
        yield Finding("a secret is missing", str(error))
        return
    yield from guessable(settings)
    if not settings.secure_cookies:
        fix = "leave REINTEGRATE_SECURE_COOKIES unset and serve over HTTPS"
        yield Finding("cookies travel without HTTPS", fix)


def guessable(settings: Settings) -> Findings:
    for name, value in (
        ("REINTEGRATE_SECRET_KEY", settings.secret_key),
        ("REINTEGRATE_FIELD_KEYS", settings.field_keys.split(":", 1)[-1]),
    ):
        if len(set(value)) < FEWEST_DIFFERENT_CHARACTERS:
            yield Finding(f"{name} can be guessed", "leave it out once: a fresh one is proposed")


def disk(settings: Settings) -> Findings:
    folder = settings.data_dir
    if not folder.is_dir():
        yield Finding(f"{folder} is not there", "reintegrate init makes it")
        return
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE_BYTES:
        fix = "make room, or point REINTEGRATE_DATA elsewhere"
        yield Finding(f"only {free // 1024**2} MB are free beside {folder}", fix)


def permissions(settings: Settings) -> Findings:
    """Whoever else has an account on this machine must not read the database."""
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        return
    file = Path(url.database)
    for path in (file, *file.parent.glob(f"{file.name}-*")):
        if path.exists() and path.stat().st_mode & OTHERS:
            yield Finding(f"others may read {path}", f"chmod 600 {path}")


def durability() -> Findings:
    """An acknowledged write outlives a power cut only with these."""
    sqlite = db.engine.dialect.name == "sqlite"
    ask, wanted = ("PRAGMA", SQLITE) if sqlite else ("SHOW", POSTGRESQL)
    for name, value in wanted.items():
        found = db.session.execute(db.text(f"{ask} {name}")).scalar()
        if found != value:
            fix = f"set {name} to {value}" + ("" if sqlite else " in postgresql.conf")
            yield Finding(f"{name} is {found}", fix)


def schema_current() -> Findings:
    present, newest = schema.present_revision(), schema.newest_revision()
    if present != newest:
        fix = "make a backup, then: reintegrate init"
        yield Finding(
            f"the database is at {present or 'nothing'}, this version needs {newest}", fix
        )


def keys() -> Findings:
    """The newest encrypted values of two tables must open."""
    for column, newest in ((Person.address, Person.id), (ContactNote.text, ContactNote.contact_id)):
        try:
            db.session.scalar(select(column).where(column.isnot(None)).order_by(newest.desc()))
        except Unreadable:
            fix = "put back the key it was written with; REINTEGRATE_FIELD_KEYS may hold several"
            yield Finding(f"{column} cannot be read with these keys", fix)


def clock() -> Findings:
    newest = db.session.scalar(select(func.max(AuditEvent.at)))
    now = utcnow()
    if now < WRITTEN_AFTER or (newest is not None and now < newest - LEEWAY):
        yield Finding(f"the clock says {now:%Y-%m-%d %H:%M} UTC, which is past", "set it (NTP)")


def accounts() -> Findings:
    if is_demo():
        fix = "use it for trying things out only; real people need a database of their own"
        yield Finding("this database holds the demo's accounts and their well-known password", fix)
