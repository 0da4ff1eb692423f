"""The schema: bring it up to date, say where it stands. `flask --app reintegrate.cli.schema db ...`
works without any secret: only REINTEGRATE_DATABASE_URL (or REINTEGRATE_DATA) is read."""

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import Migrate, upgrade

import reintegrate.models  # noqa: F401 - makes every table known
from reintegrate.config import Settings
from reintegrate.db import db, reading
from reintegrate.paths import migrations_dir


def create_app() -> Flask:
    """An app that can migrate and nothing else: it holds no keys, so it opens no record."""
    settings = Settings.read()
    app = Flask("reintegrate.cli.schema")
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    db.init_app(app)
    Migrate(app, db, directory=str(migrations_dir()), render_as_batch=True, compare_type=True)
    return app


def migrate() -> None:
    """Bring the present app's database to the newest schema. All of it or nothing."""
    upgrade(directory=str(migrations_dir()))


def newest_revision() -> str | None:
    """What this code needs."""
    config = Config()
    config.set_main_option("script_location", str(migrations_dir()).replace("%", "%%"))
    return ScriptDirectory.from_config(config).get_current_head()


def present_revision() -> str | None:
    """What the database has. None: nothing yet."""
    token = reading.set(True)  # asks beside whoever writes, without waiting for them
    try:
        with db.engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    finally:
        reading.reset(token)


def is_current() -> bool:
    return present_revision() == newest_revision()
