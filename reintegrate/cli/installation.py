"""How a command gets at the configured installation, and says plainly why it cannot."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Flask
from sqlalchemy.exc import DBAPIError

from reintegrate.app import create_app
from reintegrate.config import Misconfigured, Settings
from reintegrate.db import db

LONGEST_REASON = 300


@contextmanager
def opened(settings: Settings | None = None) -> Iterator[Flask]:
    """The app of these settings, else of the environment's, with its context. What goes wrong with
    settings or database ends the command with one line, not a traceback."""
    try:
        chosen = settings or Settings.from_env()
        chosen.data_dir.mkdir(parents=True, exist_ok=True)
        app = create_app(chosen)
    except (Misconfigured, OSError) as error:
        raise click.ClickException(str(error)) from error
    with app.app_context():
        try:
            yield app
        except DBAPIError as error:
            raise click.ClickException(f"database: {str(error.orig)[:LONGEST_REASON]}") from error
        finally:
            db.session.remove()
            db.engine.dispose()
