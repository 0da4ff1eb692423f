"""What whoever watches the machine is told: the process is up; it can do its work."""

import pytest
from alembic.script import ScriptDirectory

from reintegrate.app import create_app
from reintegrate.db import db
from reintegrate.paths import migrations_dir


def stamp(version):
    db.session.execute(db.text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
    db.session.execute(db.text("INSERT INTO alembic_version VALUES (:v)"), {"v": version})
    db.session.commit()


@pytest.fixture
def unreachable(installation, tmp_path):
    """The app, with a database that is not there."""
    away = f"sqlite:///{tmp_path / 'nowhere' / 'gone.sqlite3'}"
    return create_app(installation.settings.changed(database_url=away))


def test_it_is_ready_with_the_newest_schema(app):
    stamp(ScriptDirectory(str(migrations_dir())).get_current_head())

    assert app.test_client().get("/readyz").status_code == 200


@pytest.mark.parametrize("version", [None, "an-earlier-one"])
def test_it_is_not_ready_with_another_schema(app, version):
    if version:
        stamp(version)
    answer = app.test_client().get("/readyz")

    assert answer.status_code == 503
    assert answer.get_data(as_text=True) == "not ready\n"


@pytest.mark.either_database
def test_the_process_is_up_without_a_database(unreachable):
    client = unreachable.test_client()
    client.set_cookie("session", "somebody")

    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503


@pytest.mark.either_database
def test_without_a_database_pages_say_so(unreachable):
    client = unreachable.test_client()
    client.set_cookie("session", "somebody")
    answer = client.get("/today")

    assert answer.status_code == 503
    assert "Retry" not in answer.get_data(as_text=True)
    assert "<h1>" in answer.get_data(as_text=True)
