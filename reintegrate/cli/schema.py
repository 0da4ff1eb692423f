"""The schema: bring it up to date, say where it stands. `flask --app reintegrate.cli.schema db ...`
works without any secret: only REINTEGRATE_DATABASE_URL (or REINTEGRATE_DATA) is read."""

from flask import Flask, current_app
from sqlalchemy import insert

import reintegrate.models  # noqa: F401 - makes every table known
from reintegrate.config import Settings
from reintegrate.db import db, reading
from reintegrate.later import later
from reintegrate.paths import migrations_dir
from reintegrate.web.health.schema import VERSION, newest_revisions, revisions_of

flask_migrate = later("flask_migrate")


def create_app() -> Flask:
    """An app that can migrate and nothing else: it holds no keys, so it opens no record."""
    settings = Settings.read()
    app = Flask("reintegrate.cli.schema")
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    db.init_app(app)
    make_migratable(app)
    return app


def make_migratable(app: Flask) -> None:
    """Only where migrating is asked for: an app that serves people never does."""
    if "migrate" not in app.extensions:
        options = {"render_as_batch": True, "compare_type": True}
        flask_migrate.Migrate(app, db, directory=str(migrations_dir()), **options)


def migrate(to: str = "head") -> None:
    """Bring the present app's database to the newest schema, or to this one. All of it or nothing.
    Ends the program where the database is of another version."""
    make_migratable(current_app._get_current_object())  # type: ignore[attr-defined]
    flask_migrate.upgrade(directory=str(migrations_dir()), revision=to)


def make_new() -> None:
    """The newest schema in a database that has nothing, from the models at once: four times as
    quick as migrating from the first release, and the same to the last index, also no row more
    (tests/test_migrations.py). For databases that somebody waits for; `init` migrates."""
    db.create_all()
    mark_newest()


def mark_newest() -> None:
    """Say that tables just made from the models are at the newest revision."""
    with db.engine.begin() as connection:
        VERSION.create(connection)
        connection.execute(insert(VERSION).values(version_num=newest_revision()))


def newest_revision() -> str | None:
    """What this code needs."""
    return max(newest_revisions(), default=None)


def present_revision() -> str | None:
    """What the database has. None: nothing yet."""
    token = reading.set(True)  # asks beside whoever writes, without waiting for them
    try:
        with db.engine.connect() as connection:
            return max(revisions_of(connection), default=None)
    finally:
        reading.reset(token)


def is_current() -> bool:
    return present_revision() == newest_revision()
