"""One app for each kind of database, and for every test a fresh copy of its database."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import event

from reintegrate.app import create_app
from reintegrate.config import Settings, sqlite_url
from reintegrate.db import db
from reintegrate.models.catalogue import forget_names
from tests import postgres

Fill = Callable[[], None]


class Installation:
    """Making an app and its tables takes a second; copying the database takes milliseconds."""

    kind: str
    app: Flask
    settings: Settings

    def address(self) -> str:
        """Where the database of the present test is, as SQLAlchemy writes it."""
        raise LookupError(self.kind)

    def renew(self) -> None:
        """Put the fresh copy in place. Nobody is connected."""
        raise LookupError(self.kind)

    def empty_database(self, folder: Path, name: str = "empty") -> str:
        """The address of a database with nothing in it."""
        raise LookupError(self.kind)

    @contextmanager
    def fresh(self) -> Iterator[Flask]:
        with self.app.app_context():
            self.renew()
            forget_names()
            yield self.app
            self.leave()

    def leave(self) -> None:
        db.session.rollback()
        db.session.remove()
        db.engine.dispose()

    def fill(self, fill: Fill) -> None:
        with self.app.app_context():
            db.create_all()
            fill()
            db.session.commit()
            self.leave()

    def another_app(self, **changes: Any) -> Flask:
        """An app with other settings on the database of the present test."""
        return create_app(self.settings.changed(database_url=self.address(), **changes))


class OnSqlite(Installation):
    kind = "sqlite"

    def __init__(self, folder: Path, fill: Fill):
        self.file, self.template = folder / "test.sqlite3", folder / "template.sqlite3"
        self.settings = Settings.for_tests(sqlite_url(folder, self.file.name), folder)
        self.app = create_app(self.settings)
        self.fill(fill)
        self.file.rename(self.template)

    def address(self) -> str:
        return self.settings.database_url

    def renew(self) -> None:
        # Away, not overwritten: whoever still had it open would write into the new one.
        for left in self.file.parent.glob(f"{self.file.name}*"):
            left.unlink()
        shutil.copyfile(self.template, self.file)

    def empty_database(self, folder: Path, name: str = "empty") -> str:
        return sqlite_url(folder, f"{name}.sqlite3")


class OnPostgres(Installation):
    kind = "postgresql"

    def __init__(
        self, folder: Path, fill: Fill, server: postgres.Server, template: str = "template"
    ):
        self.server = server
        self.name = self.template = f"reintegrate_{template}"
        self.settings = Settings.for_tests(server.create_empty(self.name), folder)
        self.app = create_app(self.settings)
        with self.app.app_context():
            event.listen(db.engine, "do_connect", self._choose_database)
        self.fill(fill)

    def address(self) -> str:
        return self.server.url(self.name)

    def renew(self) -> None:
        self.name = self.server.fresh(self.template)

    def empty_database(self, folder: Path, name: str = "empty") -> str:
        return self.server.create_empty(f"reintegrate_{name}")

    def leave(self) -> None:
        super().leave()
        if self.name != self.template:
            self.server.drop(self.name)

    def _choose_database(self, dialect: Any, record: Any, args: Any, options: dict) -> None:
        options["dbname"] = self.name
