"""From nothing, the migrations end exactly at the models, on both databases."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import text

from reintegrate.app import create_app
from reintegrate.config import Settings
from reintegrate.db import db

TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}


@pytest.fixture
def migrated(empty_database_url: str, tmp_path: Path):
    """An app on a database that only migrations have touched."""
    app = create_app(Settings.for_tests(empty_database_url, tmp_path))
    with app.app_context():
        upgrade()
        yield app
        db.session.remove()
        db.engine.dispose()


def triggers(app: Flask) -> set[str]:
    with app.app_context(), db.engine.connect() as connection:
        return set(connection.scalars(text(TRIGGERS[connection.dialect.name])))


def test_migrations_end_at_the_models(migrated):
    check()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_migrations_make_the_same_triggers(app, migrated):
    assert triggers(migrated) == triggers(app) != set()


def test_going_up_twice_changes_nothing(migrated):
    upgrade()

    check()


def test_going_down_leaves_nothing(migrated):
    downgrade(revision="base")

    with db.engine.connect() as connection:
        left = set(db.inspect(connection).get_table_names())
    assert left <= {"alembic_version"}
