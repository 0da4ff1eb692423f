"""The demo's own database file: built beside it and put in place whole, never taken from others."""

import gc
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import click

from reintegrate.app import create_app
from reintegrate.cli import schema
from reintegrate.cli.demo_filling import FILLED, fill, made_on
from reintegrate.cli.garbage import not_collected
from reintegrate.cli.scale import add_cases
from reintegrate.config import Settings, sqlite_url
from reintegrate.db import HERE, commit, db
from reintegrate.web.ui.i18n import catalogues

NAME = "demo.sqlite3"
BUILDING = "demo.building-"
START = "fork" if sys.platform == "linux" else None
"""How another process begins; None: as the system does."""


def prepared(settings: Settings, *, fresh: bool, scale: int) -> date:
    """`prepare` in a process of its own: the server's begin as copies of this one, and would carry
    for good what the stories needed for seconds, twice what they need themselves."""
    catalogues()  # read once for both
    one = ProcessPoolExecutor(1, mp_context=get_context(START), initializer=gc.disable)
    with one as aside:
        return aside.submit(prepare, settings, fresh=fresh, scale=scale).result()


def prepare(settings: Settings, *, fresh: bool, scale: int) -> date:
    """Make the demo, or take the one that is there. Returns the day it was made. Ends the command
    when the file there is not a demo."""
    file = settings.data_dir / NAME
    if file.exists() and not is_demo_file(file):
        raise click.ClickException(
            f"{file} is not a demo database and stays as it is. Choose another folder: --data DIR"
        )
    if fresh or not file.exists():
        return build(settings, file, scale)
    with opened(settings):
        if scale:
            add_cases(scale)
            commit()
        return made_on().astimezone(HERE).date()


def is_demo_file(file: Path) -> bool:
    """Asked without the app: the file may be of another version, or of another program."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            found = connection.execute("SELECT 1 FROM audit_event WHERE what = ?", (FILLED,))
            return found.fetchone() is not None
    except sqlite3.DatabaseError:
        return False


def build(settings: Settings, file: Path, scale: int) -> date:
    """Whoever looks finds the old file, or the new one, whole: also after a power cut."""
    for left in settings.data_dir.glob(f"{BUILDING}*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = settings.data_dir / f"{BUILDING}{os.getpid()}"
    folder.mkdir()
    with opened(settings.changed(database_url=sqlite_url(folder, NAME))), not_collected():
        fill()
        if scale:
            add_cases(scale)
        commit()
        made = made_on().astimezone(HERE).date()
    for companion in settings.data_dir.glob(f"{NAME}-*"):
        companion.unlink()
    (folder / NAME).replace(file)
    shutil.rmtree(folder, ignore_errors=True)
    return made


@contextmanager
def opened(settings: Settings) -> Iterator[None]:
    """The database of these settings, its schema up to date; closed again, its log written back."""
    with create_app(settings).app_context():
        if schema.present_revision() is None:
            schema.make_new()
        elif not schema.is_current():
            try:
                schema.migrate()
            except SystemExit as error:
                raise click.ClickException(
                    "this demo was made by another version. Make a new one: --fresh"
                ) from error
        yield
        db.session.remove()
        db.engine.dispose()
