"""`reintegrate export caseload`: a ward's list as an Excel file, as one of its people sees it."""

import os
from pathlib import Path

import click
from flask import g

from reintegrate.access.actions import Action
from reintegrate.access.policy import may
from reintegrate.cli.installation import opened
from reintegrate.db import commit
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.user import User
from reintegrate.web.caseload.file import caseload_as_excel
from reintegrate.web.caseload.filters import Filters
from reintegrate.web.ui.i18n import LANGUAGES
from reintegrate.web.ui.messages import message

OWNER_ONLY = 0o600


@click.group("export")
def export() -> None:
    """Writes lists of the screens into files."""


@export.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--as", "username", required=True, help="Account whose list it is.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="vi", show_default=True)
@click.option("--force", is_flag=True, help="Write over FILE if it is there.")
def caseload(file: Path, username: str, lang: str, force: bool) -> None:
    """Write the open cases this account sees into FILE.xlsx, as its screen does. The audit trail
    says that it was made, in its name, by a command. Only the file's owner can read it."""
    if file.suffix != ".xlsx":
        raise click.BadParameter("ends with .xlsx", param_hint="FILE")
    if file.exists() and not force:
        raise click.ClickException(f"{file} is there already.")
    with opened() as app, app.test_request_context():
        g.language = lang
        g.viewer = viewer = reader(username)
        try:
            content, rows = caseload_as_excel(viewer, Filters(), command=True)
            keep(file, content)
        except DomainError as error:
            raise click.ClickException(message(error)) from error
        except OSError as error:
            raise click.ClickException(f"no file was made: {error}") from error
    click.echo(f"{file}: {rows}")


def reader(username: str) -> User:
    user = User.named(username)
    if user is None or user.is_disabled:
        raise click.BadParameter("There is no such account at work.", param_hint="--as")
    if not may(user, Action.EXPORT_CASELOAD):
        raise click.BadParameter("This account sees no caseload.", param_hint="--as")
    return user


def keep(file: Path, content: bytes) -> None:
    """It stands under its name once the trail has it, whole, and never for others to read."""
    part = file.with_name(file.name + ".part")
    part.unlink(missing_ok=True)
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with os.fdopen(descriptor, "wb") as written:
            written.write(content)
        commit()
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
