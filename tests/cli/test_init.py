"""`init` and `seed reference`: an empty database becomes a usable one, and stays so."""

from reintegrate.db import db
from reintegrate.models.area import Area
from reintegrate.models.catalogue import ContactOutcome


def test_nothing_becomes_a_database_with_reference_data(run_on_nothing):
    first = run_on_nothing("init").output
    again = run_on_nothing("init").output

    assert "Reference data: 0 added" not in first
    assert "Reference data: 0 added" in again


def test_loading_reference_data_twice_changes_nothing(run):
    before = db.session.scalar(db.select(db.func.count(Area.id)))

    said = run("seed", "reference").output

    assert "0 added" in said
    assert db.session.scalar(db.select(db.func.count(Area.id))) == before


def test_what_somebody_edited_is_kept(run):
    db.session.get(ContactOutcome, "met").name_vi = "Đã gặp mặt"
    db.session.commit()

    run("seed", "reference")

    assert db.session.get(ContactOutcome, "met").name_vi == "Đã gặp mặt"


def test_another_province_comes_when_it_is_asked_for(run):
    run("seed", "reference", "--province", "04")

    assert db.session.scalar(db.select(db.func.count(Area.id)).where(Area.code == "01273")) == 1


def test_an_unknown_province_is_refused(run):
    said = run("seed", "reference", "--province", "99", expect=1).output

    assert "99" in said


def test_it_does_not_start_without_secrets(run):
    said = run("init", expect=1, REINTEGRATE_SECRET_KEY="short").output
    missing = run("init", expect=1, REINTEGRATE_FIELD_KEYS="").output

    assert "REINTEGRATE_SECRET_KEY" in said
    assert "REINTEGRATE_FIELD_KEYS" in missing
    assert "Traceback" not in said + missing


def test_a_database_that_is_away_is_said_in_one_line(run):
    gone = "postgresql+psycopg://nobody@127.0.0.1:9/none"

    said = run("users", "list", expect=1, REINTEGRATE_DATABASE_URL=gone).output

    assert said.startswith("Error: database:")
