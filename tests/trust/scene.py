"""The app with the two wards in place, copied from one made before."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import text

from reintegrate.db import db
from reintegrate.paths import migrations_dir
from tests import cast
from tests.installation import Fill, Installation
from tests.trust.scenery import Side, ours, stage, theirs
from tests.trust.visitor import Visitor


@dataclass
class Scene:
    """`ours` is Đức Xuân, `theirs` Bắc Kạn. A visitor asked for twice is the same one."""

    app: Flask
    ours: Side
    theirs: Side
    visitors: dict[str | None, Visitor] = field(default_factory=dict)

    def visitor(self, username: str | None) -> Visitor:
        if username not in self.visitors:
            self.visitors[username] = Visitor(self.app, username)
        return self.visitors[username]


@dataclass
class Staged:
    """Copying a database takes milliseconds, staging it a second."""

    installation: Installation
    ours: Side
    theirs: Side

    @contextmanager
    def fresh(self) -> Iterator[Scene]:
        with self.installation.fresh() as app:
            yield Scene(app, self.ours, self.theirs)


def staged(installed: Callable[[Fill], Installation]) -> Staged:
    sides = ours(), theirs()

    def fill() -> None:
        cast.fill()
        for side in sides:
            stage(side)
        be_migrated()

    return Staged(installed(fill), *sides)


def be_migrated() -> None:
    """As if the migrations had made these tables: `/readyz` asks for their mark."""
    newest = ScriptDirectory(str(migrations_dir())).get_current_head()
    db.session.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
    db.session.execute(text("INSERT INTO alembic_version VALUES (:newest)"), {"newest": newest})
