"""`doctor`: silent when all is well; otherwise each finding comes with its fix."""

from datetime import timedelta

import pytest

from reintegrate.cli.installation import opened
from reintegrate.config import new_field_key
from reintegrate.db import at, db, utcnow
from reintegrate.models.user import User
from tests import cast

GUESSABLE = "x" * 40


FIELD_KEYS = f"k1:{new_field_key()}"
SECRETS = {"REINTEGRATE_SECRET_KEY": new_field_key(), "REINTEGRATE_FIELD_KEYS": FIELD_KEYS}


@pytest.fixture
def examine(run_on_nothing, tmp_path):
    """Run a command on a new installation whose secrets nobody guesses."""

    def run(*arguments, **options):
        return run_on_nothing(*arguments, **SECRETS | options)

    run("init")
    for file in tmp_path.glob("*.sqlite3*"):
        file.chmod(0o600)
    return run


@pytest.mark.either_database
def test_a_new_installation_is_well(examine):
    said = examine("doctor").output

    assert "NOT OK" not in said
    assert [line.split()[-1] for line in said.splitlines()][-6:] == [
        *("database", "schema", "keys", "clock", "accounts", "time-driven"),
    ]


@pytest.mark.either_database
def test_a_missing_key_is_said_with_a_fresh_one(examine):
    said = examine("doctor", expect=1, REINTEGRATE_FIELD_KEYS="").output

    assert "A fresh one: k1:" in said


@pytest.mark.either_database
def test_a_secret_that_can_be_guessed_is_found(examine):
    said = examine("doctor", expect=1, REINTEGRATE_SECRET_KEY=GUESSABLE).output

    assert "can be guessed" in said


@pytest.mark.either_database
def test_a_wrong_number_in_the_settings_is_named(examine):
    said = examine("doctor", expect=1, REINTEGRATE_IDLE_MINUTES="soon").output

    assert "REINTEGRATE_IDLE_MINUTES" in said


@pytest.mark.either_database
def test_an_empty_database_is_told_to_be_initialised(run_on_nothing):
    said = run_on_nothing("doctor", expect=1, **SECRETS).output

    assert "reintegrate init" in said


@pytest.mark.either_database
def test_a_database_others_may_read_is_found(examine, tmp_path):
    files = list(tmp_path.glob("*.sqlite3"))
    for file in files:
        file.chmod(0o644)

    said = examine("doctor", expect=1 if files else 0).output

    assert ("chmod 600" in said) == bool(files)


@pytest.fixture
def with_a_case(examine, installation, empty_database_url, tmp_path):
    """The examined database, with one case in it; `days` ahead of the clock."""

    def make(days: int = 0) -> None:
        settings = installation.settings.changed(
            database_url=empty_database_url, data_dir=tmp_path, field_keys=FIELD_KEYS
        )
        with opened(settings), at(utcnow() + timedelta(days=days)):
            cast.fill()
            lan = User.named("lan")
            case = cast.open_case(area=lan.area, by=lan, worker=lan)
            case.person.address = "Tổ 1"
            db.session.commit()

    return make


@pytest.mark.either_database
def test_a_database_with_cases_is_well(examine, with_a_case):
    with_a_case()
    examine("run-due")

    examine("doctor")


@pytest.mark.either_database
def test_values_written_with_another_key_are_found(examine, with_a_case):
    with_a_case()

    said = examine("doctor", expect=1, REINTEGRATE_FIELD_KEYS=f"k9:{new_field_key()}").output

    assert "cannot be read" in said


@pytest.mark.either_database
def test_a_clock_that_went_back_is_found(examine, with_a_case):
    with_a_case(days=3)

    assert "the clock says" in examine("doctor", expect=1).output


def test_a_database_that_would_forget_in_a_power_cut_is_found(examine, installation):
    """The tests' own PostgreSQL is such a one."""
    forgets = installation.kind == "postgresql"

    said = examine("doctor", expect=int(forgets)).output

    assert ("set fsync to on" in said) == forgets


@pytest.mark.either_database
def test_mail_that_cannot_leave_is_found(examine):
    said = examine("doctor", expect=1, REINTEGRATE_SMTP_URL="smtp+plain://127.0.0.1:9").output

    assert "the mail server cannot be used: no_server" in said
    assert "REINTEGRATE_MAIL_FROM" in said
    assert "REINTEGRATE_PUBLIC_URL" in said


@pytest.mark.either_database
def test_texts_that_cannot_leave_are_found(examine):
    said = examine("doctor", expect=1, REINTEGRATE_TEXT_SENDER="fax").output

    assert "REINTEGRATE_TEXT_SENDER" in said


@pytest.mark.either_database
def test_a_cron_that_stopped_is_found(examine, with_a_case):
    with_a_case()
    assert "run-due was not seen ever" in examine("doctor", expect=1).output

    examine("run-due")

    assert "NOT OK" not in examine("doctor").output
