"""Whether the database answers and has the tables this version of the program was written for.
Asked of the files and the table alone: Alembic, which keeps both, would weigh 8 MB a process."""

import re
from functools import lru_cache

from sqlalchemy import Column, MetaData, PrimaryKeyConstraint, String, Table, inspect, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from reintegrate.db import db
from reintegrate.paths import migrations_dir

VERSION = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""Alembic's own: which revision the database is at. Not of our tables, so none of our metadata."""
SAID = re.compile(r"^(revision|down_revision) = ([\"'])(\w+)\2$", re.MULTILINE)


def is_ready() -> bool:
    """False while the database is away, empty, or older or newer than the program."""
    try:
        return revisions_of(db.session.connection()) == newest_revisions()
    except SQLAlchemyError:
        return False


def revisions_of(connection: Connection) -> set[str]:
    """What the database has. Empty where it has nothing yet."""
    if not inspect(connection).has_table(VERSION.name):
        return set()
    return set(connection.scalars(select(VERSION.c.version_num)))


@lru_cache(maxsize=1)
def newest_revisions() -> set[str]:
    """What this program needs: the revisions no other comes after."""
    said = [
        dict((name, revision) for name, _, revision in SAID.findall(file.read_text("utf-8")))
        for file in (migrations_dir() / "versions").glob("*.py")
    ]
    return {one["revision"] for one in said} - {one.get("down_revision") for one in said}
