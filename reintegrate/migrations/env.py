"""Runs migrations on the app's database: all of them in one transaction, one process at a time."""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app
from sqlalchemy.engine import Connection
from sqlalchemy.types import TypeDecorator

from reintegrate.db import Base, db

MIGRATION_LOCK = 0x4D494752


def plain_type(kind: str, thing: Any, autogenerate: AutogenContext) -> str | Literal[False]:
    """Migrations outlive the code: they name the database's types, never ours."""
    if kind == "type" and isinstance(thing, TypeDecorator):
        return f"sa.{thing.impl!r}"
    if kind == "type" and isinstance(thing, sa.Enum):
        return f"sa.String(length={thing.length})"
    return False


def run(connection: Connection) -> None:
    options = current_app.extensions["migrate"].configure_args
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=plain_type,
        transactional_ddl=True,  # also SQLite's: see begin in connections.py
        **options,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(MIGRATION_LOCK)))
        context.run_migrations()


def check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise RuntimeError(f"rows that point nowhere after migrating: {broken[:5]}")


with db.engine.connect() as connection:
    if connection.dialect.name == "sqlite":
        # SQLite alters a table by rebuilding it. References to it must not be acted on meanwhile,
        # and this can be said only before a transaction begins.
        raw: Any = connection.connection.driver_connection
        raw.execute("PRAGMA foreign_keys=OFF")
        try:
            run(connection)
            check_references(connection)
        finally:
            connection.rollback()
            raw.execute("PRAGMA foreign_keys=ON")
    else:
        run(connection)
