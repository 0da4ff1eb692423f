"""`reintegrate export`: lists of the screens as Excel files, as one of their readers sees them."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedRandom
from pathlib import Path
from typing import Any

import click
from flask import g
from werkzeug.datastructures import MultiDict

from reintegrate.access.actions import Action
from reintegrate.access.policy import may
from reintegrate.cli.installation import opened
from reintegrate.db import commit, promise_to_read, reading, stop_reading
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.trail_file import MOST_BY_COMMAND, trail_leaves
from reintegrate.models.user import User
from reintegrate.web.audit.file import marks, trail_as_excel
from reintegrate.web.audit.forms import TrailForm
from reintegrate.web.caseload.file import caseload_as_excel
from reintegrate.web.caseload.filters import ANSWERS, NOBODY, OF_OPEN_CASES, SORTS, Filters
from reintegrate.web.ui.i18n import LANGUAGES
from reintegrate.web.ui.messages import message

OWNER_ONLY = 0o600

Command = Callable[..., None]
Write = Callable[[BufferedRandom], int]


@click.group("export")
def export() -> None:
    """Writes lists of the screens into files."""


def to_a_file(command: Command) -> Command:
    """What every list asks first."""
    for option in (
        click.option("--force", is_flag=True, help="Write over FILE if it is there."),
        click.option("--lang", type=click.Choice(LANGUAGES), default="vi", show_default=True),
        click.option("--as", "username", required=True, help="Account whose list it is."),
        click.argument("file", type=click.Path(dir_okay=False, path_type=Path)),
    ):
        command = option(command)
    return command


def with_filters(command: Command) -> Command:
    """Those of the page, by the names they have in its address."""
    for name, answers in ANSWERS.items():
        command = click.option(f"--{name}", type=click.Choice(answers))(command)
    sorts = [*SORTS, *(f"-{sort}" for sort in SORTS)]
    for option in (
        click.option("--sort", type=click.Choice(sorts), help="With - the other way round."),
        click.option("--find", default="", help="Words of a name, or a case number."),
        click.option("--worker", default="", help=f"Username of who answers, or {NOBODY}."),
    ):
        command = option(command)
    return command


@export.command()
@to_a_file
@with_filters
def caseload(
    file: Path, username: str, lang: str, force: bool, find: str, worker: str, **asked: str | None
) -> None:
    """Write the open cases this account sees, or those that the filters leave, into FILE.xlsx, as
    its screen does. The audit trail says that it was made, in its name, by a command. Only the
    file's owner can read it."""
    if asked["ended"] and any(asked[name] for name in OF_OPEN_CASES):
        raise click.UsageError("--ended is asked alone, with --worker, --find or --sort.")
    with as_reader(file, username, lang, force, Action.EXPORT_CASELOAD) as viewer:
        given = {name: value for name, value in asked.items() if value}
        filters = Filters.of(given | {"worker": worker_number(worker)}).searching(find)

        def write(held: BufferedRandom) -> int:
            content, rows = caseload_as_excel(viewer, filters, command=True)
            held.write(content)
            return rows

        keep(file, write)


@export.command()
@to_a_file
@click.option("--who", default="", help="Name or username of staff.")
@click.option("--what", default="", help="One kind of event, by its code, or: support.")
@click.option("--from", "since", default="", metavar="DD/MM/YYYY", help="Not before this day.")
@click.option("--to", "until", default="", metavar="DD/MM/YYYY", help="Not after this day.")
@click.option("--reads", is_flag=True, help="Only who looked at a record.")
def audit(file: Path, username: str, lang: str, force: bool, **asked: Any) -> None:
    """Write the audit trail as this data-protection officer sees it, or what the filters leave of
    it, into FILE.xlsx: at most 1,000,000 lines. The trail says that it was made, in their name, by
    a command. Only the file's owner can read it."""
    with as_reader(file, username, lang, force, Action.EXPORT_AUDIT) as viewer:
        form = TrailForm(MultiDict({name: said(value) for name, value in asked.items() if value}))
        form.offer()
        if not form.validate():
            raise click.UsageError("; ".join(wrong(form)))

        def write(held: BufferedRandom) -> int:
            with reading_alone():
                rows = trail_as_excel(held, viewer, form, most=MOST_BY_COMMAND, folder=file.parent)
            trail_leaves(held, rows, marks(form), by=viewer, command=True)
            return rows

        keep(file, write)


@contextmanager
def as_reader(file: Path, username: str, lang: str, force: bool, action: Action) -> Iterator[User]:
    """In the name of this account, in this language; what goes wrong is said in one line."""
    if file.suffix != ".xlsx":
        raise click.BadParameter("ends with .xlsx", param_hint="FILE")
    if file.exists() and not force:
        raise click.ClickException(f"{file} is there already.")
    with opened() as app, app.test_request_context():
        g.language = lang
        g.viewer = viewer = reader(username, action)
        try:
            yield viewer
        except DomainError as error:
            raise click.ClickException(message(error)) from error
        except OSError as error:
            raise click.ClickException(f"no file was made: {error}") from error


@contextmanager
def reading_alone() -> Iterator[None]:
    """Minutes may pass: nobody else waits to write meanwhile."""
    stop_reading()
    promise_to_read()
    try:
        yield
    finally:
        stop_reading()
        reading.set(False)


def reader(username: str, action: Action) -> User:
    user = User.named(username)
    if user is None or user.is_disabled:
        raise click.BadParameter("There is no such account at work.", param_hint="--as")
    if not may(user, action):
        raise click.BadParameter("This account sees no such list.", param_hint="--as")
    return user


def worker_number(username: str) -> str:
    if username in {"", NOBODY}:
        return username
    user = User.named(username)
    if user is None:
        raise click.BadParameter("There is no such account.", param_hint="--worker")
    return str(user.id)


def said(value: str | bool) -> str:
    """As a browser would send it."""
    return "y" if value is True else str(value)


def wrong(form: TrailForm) -> Iterator[str]:
    for field in form:
        yield from (f"{field.label.text}: {error}" for error in field.errors)


def keep(file: Path, write: Write) -> None:
    """It stands under its name once the trail has it, whole, and never for others to read."""
    part = file.with_name(file.name + ".part")
    part.unlink(missing_ok=True)
    try:
        descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with os.fdopen(descriptor, "w+b") as held:
            rows = write(held)
        commit()
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    click.echo(f"{file}: {rows}")
