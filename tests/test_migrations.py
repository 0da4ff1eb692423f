"""Migrating from nothing gives the tables the models describe, on both databases."""

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy.exc import DBAPIError

from reintegrate.app import create_app
from reintegrate.cli import schema
from reintegrate.db import Base, db
from reintegrate.paths import migrations_dir
from tests.installation import Installation


@pytest.fixture
def migrated(installation: Installation, empty_database_url: str) -> Iterator[Flask]:
    app = create_app(installation.settings.changed(database_url=empty_database_url))
    with app.app_context():
        schema.migrate()
        yield app
        db.session.remove()
        db.engine.dispose()


def described() -> dict[str, Any]:
    """What the database itself says of its tables, in an order that can be compared."""
    inspector = sa.inspect(db.engine)
    tables = [name for name in inspector.get_table_names() if name != "alembic_version"]
    return {
        table: {
            "columns": sorted(
                (c["name"], str(c["type"]), c["nullable"]) for c in inspector.get_columns(table)
            ),
            "indexes": sorted(
                (i["name"], i["column_names"], i["unique"], conditions(i["dialect_options"]))
                for i in inspector.get_indexes(table)
            ),
            "keys": inspector.get_pk_constraint(table),
            "unique": sorted(map(str, inspector.get_unique_constraints(table))),
            "checks": sorted(map(str, inspector.get_check_constraints(table))),
            "references": sorted(map(str, inspector.get_foreign_keys(table))),
        }
        for table in tables
    }


def conditions(options: dict[str, Any]) -> list[str]:
    """Of a partial index: which rows it holds."""
    return sorted(f"{name} {value}" for name, value in options.items() if "where" in name)


def test_migrating_from_nothing_gives_what_the_models_describe(app, migrated):
    with migrated.app_context():
        by_migrations = described()
    with app.app_context():
        by_models = described()

    assert by_migrations.keys() == by_models.keys()
    for table, facts in by_models.items():
        assert by_migrations[table] == facts, table


def test_migrating_from_nothing_writes_no_rows(migrated):
    """`schema.make_new`, which makes the tables from the models, would have to write them too."""
    filled = [
        table.name
        for table in Base.metadata.sorted_tables
        if db.session.scalar(sa.select(sa.exists(sa.select(table))))
    ]

    assert filled == []


def test_a_new_database_knows_where_it_stands(installation, empty_database_url):
    app = create_app(installation.settings.changed(database_url=empty_database_url))
    with app.app_context():
        schema.make_new()

        head = ScriptDirectory(str(migrations_dir())).get_current_head()
        with db.engine.connect() as connection:
            assert MigrationContext.configure(connection).get_current_revision() == head
        assert schema.is_current()
        schema.migrate()  # nothing to do, and nothing in its way
        db.engine.dispose()


def test_nothing_is_left_to_migrate(migrated):
    with db.engine.connect() as connection:
        options = {"compare_type": True}
        context = MigrationContext.configure(connection, opts=options)

        assert compare_metadata(context, Base.metadata) == []
    assert schema.is_current()


def test_migrating_twice_changes_nothing(migrated):
    before = described()

    schema.migrate()

    assert described() == before


def test_the_audit_trail_refuses_changes_after_migrating(migrated):
    with db.engine.begin() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO audit_event (id, at, what, record, space, is_read, details, hash) "
                "VALUES (1, CURRENT_TIMESTAMP, 'a', 'b:1', 'system', false, '{}', '')"
            )
        )
    for change in ("UPDATE audit_event SET what = 'c'", "DELETE FROM audit_event"):
        with pytest.raises(DBAPIError, match="append-only"), db.engine.begin() as connection:
            connection.execute(sa.text(change))


def test_migrating_needs_no_secret(installation, empty_database_url, monkeypatch):
    for name in ("REINTEGRATE_SECRET_KEY", "REINTEGRATE_FIELD_KEYS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("REINTEGRATE_DATABASE_URL", empty_database_url)
    app = schema.create_app()
    with app.app_context():
        schema.migrate()

        assert schema.is_current()
        db.engine.dispose()


class PowerCut(Exception):
    pass


def test_a_migration_that_fails_leaves_nothing_behind(installation, empty_database_url):
    def refuse(connection, cursor, statement, *rest):
        if "CREATE TABLE contact_note" in statement:
            raise PowerCut

    app = create_app(installation.settings.changed(database_url=empty_database_url))
    with app.app_context():
        sa.event.listen(db.engine, "before_cursor_execute", refuse)
        with pytest.raises(PowerCut):
            schema.migrate()
        sa.event.remove(db.engine, "before_cursor_execute", refuse)
        left = described()
        schema.migrate()

        assert left == {}
        assert schema.is_current()
        db.engine.dispose()
