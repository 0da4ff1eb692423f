"""The demo's own database file: built beside it and put in place whole, never taken from others."""

import gc
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import click

from reintegrate.app import create_app
from reintegrate.cli import schema
from reintegrate.cli.demo_filling import FILLED, fill, made_on
from reintegrate.cli.scale import add_cases
from reintegrate.config import Settings, sqlite_url
from reintegrate.db import HERE, commit, db

NAME = "demo.sqlite3"
BUILDING = "demo.building-"


def prepare(settings: Settings, *, fresh: bool, scale: int) -> date:
    """Make the demo, or take the one that is there. Returns the day it was made. Ends the command
    when the file there is not a demo."""
    file = settings.data_dir / NAME
    if file.exists() and not is_demo_file(file):
        raise click.ClickException(
            f"{file} is not a demo database and stays as it is. Choose another folder: --data DIR"
        )
    if fresh or not file.exists():
        build(settings, file, scale)
    elif scale:
        with opened(settings):
            add_cases(scale)
            commit()
    with opened(settings):
        return made_on().astimezone(HERE).date()


def is_demo_file(file: Path) -> bool:
    """Asked without the app: the file may be of another version, or of another program."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            found = connection.execute("SELECT 1 FROM audit_event WHERE what = ?", (FILLED,))
            return found.fetchone() is not None
    except sqlite3.DatabaseError:
        return False


def build(settings: Settings, file: Path, scale: int) -> None:
    """Whoever looks finds the old file, or the new one, whole: also after a power cut."""
    for left in settings.data_dir.glob(f"{BUILDING}*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = settings.data_dir / f"{BUILDING}{os.getpid()}"
    folder.mkdir()
    with opened(settings.changed(database_url=sqlite_url(folder, NAME))), without_collecting():
        fill()
        if scale:
            add_cases(scale)
        commit()
    for companion in settings.data_dir.glob(f"{NAME}-*"):
        companion.unlink()
    (folder / NAME).replace(file)
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def without_collecting() -> Iterator[None]:
    """Somebody waits for the demo, and a tenth of its making would be spent looking for garbage."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def opened(settings: Settings) -> Iterator[None]:
    """The database of these settings, its schema up to date; closed again, its log written back."""
    with create_app(settings).app_context():
        if not schema.is_current():
            try:
                schema.migrate()
            except SystemExit as error:
                raise click.ClickException(
                    "this demo was made by another version. Make a new one: --fresh"
                ) from error
        yield
        db.session.remove()
        db.engine.dispose()
