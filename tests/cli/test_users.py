"""`users`: accounts from the command line."""

import re
from datetime import timedelta

import pytest

from reintegrate.db import db
from reintegrate.models.password import check_password
from reintegrate.models.user import Role, User
from reintegrate.models.user_session import UserSession
from reintegrate.models.viewer import Viewer

LONG = timedelta(hours=1)


def password_in(output: str) -> str:
    found = re.search(r"first password (\S+)", output)
    assert found, output
    return found[1]


def test_an_account_is_added_with_a_first_password_of_its_own(run, duc_xuan):
    said = run(
        *("users", "add", "hanh", "--name", "Lê Thị Hạnh"),
        *("--role", "social_worker", "--area", "01840"),
    ).output

    user = User.named("hanh")
    assert (user.name, user.role, user.area_id) == ("Lê Thị Hạnh", Role.SOCIAL_WORKER, duc_xuan.id)
    assert check_password(user.password_hash, password_in(said))
    assert user.must_change_password


def test_a_name_that_is_taken_is_refused(run):
    said = run("users", "add", "Lán", "--name", "Lan", "--role", "administrator", expect=1).output

    assert "taken" in said


@pytest.mark.parametrize(
    ("role", "missing"), [("ward_police", "--area"), ("agency_worker", "--agency")]
)
def test_a_place_of_work_is_asked_for(run, role, missing):
    said = run("users", "add", "moi", "--name", "Mới", "--role", role, expect=1).output

    assert missing in said
    assert User.named("moi") is None


def test_an_unknown_place_is_refused(run):
    said = run(
        *("users", "add", "moi", "--name", "Mới", "--role", "ward_police", "--area", "99999"),
        expect=1,
    ).output

    assert "99999" in said


def test_accounts_are_listed_without_the_system(run):
    lines = run("users", "list").output.splitlines()

    assert any(line.startswith("lan ") and "01840" in line for line in lines)
    assert not any(line.startswith("system") for line in lines)


def test_a_disabled_account_is_out_at_once(run, lan):
    _, token = UserSession.start(lan)
    db.session.commit()

    run("users", "disable", "lan")

    assert User.named("lan").is_disabled
    assert not Viewer.of_token(token).counts(idle=LONG, absolute=LONG)
    assert "disabled" in run("users", "list").output


def test_a_reset_gives_a_new_first_password(run, lan):
    before = lan.password_hash

    said = run("users", "reset", "lan").output

    user = User.named("lan")
    assert user.password_hash != before
    assert check_password(user.password_hash, password_in(said))
    assert user.must_change_password


def test_nobody_is_invented(run):
    assert "nobody" in run("users", "reset", "nguoi-la", expect=1).output
    assert "system" in run("users", "disable", "system", expect=1).output
