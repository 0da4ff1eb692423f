"""The app with the two wards in place, made in the test or copied from one made before."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask

from tests import cast
from tests.installation import OnSqlite
from tests.trust.scenery import Side, ours, stage, theirs
from tests.trust.visitor import Visitor


@dataclass
class Scene:
    """`ours` is Đức Xuân, `theirs` Bắc Kạn. A visitor asked for twice is the same one."""

    app: Flask
    ours: Side
    theirs: Side
    visitors: dict[str | None, Visitor] = field(default_factory=dict)

    @classmethod
    def on(cls, app: Flask) -> "Scene":
        sides = ours(), theirs()
        for side in sides:
            stage(side)
        return cls(app, *sides)

    def visitor(self, username: str | None) -> Visitor:
        if username not in self.visitors:
            self.visitors[username] = Visitor(self.app, username)
        return self.visitors[username]


@dataclass
class Staged:
    """Copying a database takes milliseconds, staging it a second."""

    installation: OnSqlite
    ours: Side
    theirs: Side

    @contextmanager
    def fresh(self) -> Iterator[Scene]:
        with self.installation.fresh() as app:
            yield Scene(app, self.ours, self.theirs)


def staged(folder: Path) -> Staged:
    sides = ours(), theirs()

    def fill() -> None:
        cast.fill()
        for side in sides:
            stage(side)

    return Staged(OnSqlite(folder, fill), *sides)
