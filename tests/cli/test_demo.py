"""`demo`: one command, and a working system answers; what is not a demo stays untouched."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path

import click
import pytest

from reintegrate.cli import demo_database
from reintegrate.cli.demo import ROLES
from reintegrate.config import Settings
from reintegrate.db import today
from reintegrate.models import encrypted, password
from reintegrate.web.ui.i18n import load
from tests.cast import CAST

READY_SECONDS = 60
"""Ten on a machine of its own; the tests may share theirs."""
COMMAND = [sys.executable, "-c", "from reintegrate.cli.main import main; main()"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("demo")


@contextmanager
def running(*arguments):
    """The command as a process of its own; yields it and the address it printed."""
    process = subprocess.Popen(
        [*COMMAND, "demo", "--port", "0", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )
    try:
        said = []
        while not said or "Ctrl+C" not in said[-1]:
            line = process.stdout.readline()
            assert line, process.stderr.read()
            said.append(line)
        yield process, re.search(r"http://\S+", "".join(said))[0], "".join(said)
    finally:
        process.kill()
        process.communicate()


def wait_until_ready(address):
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}/readyz") as answer:  # noqa: S310
                return answer.status
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)


def signed_in(address, username):
    """Asks as a browser with this person's session."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    form = browser.open(f"{address}/sign-in").read().decode()
    [token] = set(re.findall(r'name="csrf_token" value="([^"]+)"', form))
    told = {"csrf_token": token, "username": username, "password": "reintegrate-demo"}
    browser.addheaders.append(("Sec-Fetch-Site", "same-origin"))
    browser.open(f"{address}/sign-in", urllib.parse.urlencode(told).encode())
    return browser


def test_it_answers_names_everybody_and_ends_when_told(folder):
    with running("--data", str(folder)) as (process, address, said):
        assert wait_until_ready(address) == 200
        with closing(sqlite3.connect(folder / "demo.sqlite3")) as made:
            drafts = "SELECT d.id FROM document d JOIN area a ON a.id = d.area_id"
            drafts += " WHERE a.code = '01840' AND d.status = 'draft'"
            draft, *_ = made.execute(drafts).fetchone()
        # Copies of a process that has drawn a page wait for ever at their first.
        with signed_in(address, "minh").open(f"{address}/documents/{draft}/draft.pdf") as paper:
            assert paper.read(5) == b"%PDF-"
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)

        assert process.returncode == 0
        assert "reintegrate-demo" in said
        assert [name for name in CAST if not re.search(rf"^{name} ", said, re.MULTILINE)] == []
    for file in folder.glob("demo.*"):
        assert file.stat().st_mode & 0o077 == 0, file
    assert not list(folder.glob("demo.building*"))


def test_it_is_reused_and_says_when_a_port_is_taken(folder):
    made = (folder / "demo.sqlite3").stat().st_ino
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        refused = subprocess.run(
            [*COMMAND, "demo", "--data", str(folder), "--port", port],
            capture_output=True,
            text=True,
        )

    assert refused.returncode == 1
    assert f"127.0.0.1:{port} cannot be used" in refused.stderr
    assert (folder / "demo.sqlite3").stat().st_ino == made


@pytest.fixture
def settings(tmp_path, on_sqlite):
    yield Settings.for_demo(tmp_path)
    usual = on_sqlite.settings
    encrypted.install(usual.field_keys)
    password.install(passes=usual.password_work, memory_kib=usual.password_memory_kib)


def people(settings):
    file = settings.data_dir / demo_database.NAME
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT count(*) FROM person").fetchone()[0]


def test_fresh_makes_it_anew_and_otherwise_it_stays(settings):
    assert demo_database.prepare(settings, fresh=False, scale=0) == today()
    file = settings.data_dir / demo_database.NAME
    first = file.stat().st_ino

    demo_database.prepare(settings, fresh=False, scale=100)
    reused, scaled = file.stat().st_ino, people(settings)
    demo_database.prepare(settings, fresh=True, scale=0)

    assert reused == first
    assert file.stat().st_ino != first
    assert people(settings) == scaled - 100


@pytest.mark.parametrize("fresh", [False, True])
@pytest.mark.parametrize("content", [b"not a database", b""])
def test_a_file_of_somebody_else_is_left_alone(settings, fresh, content):
    file = settings.data_dir / demo_database.NAME
    file.write_bytes(content)

    with pytest.raises(click.ClickException, match="not a demo"):
        demo_database.prepare(settings, fresh=fresh, scale=0)

    assert file.read_bytes() == content


def test_a_real_database_under_that_name_is_left_alone(settings, on_sqlite):
    file = settings.data_dir / demo_database.NAME
    file.write_bytes(Path(on_sqlite.template).read_bytes())

    with pytest.raises(click.ClickException, match="not a demo"):
        demo_database.prepare(settings, fresh=True, scale=0)


@pytest.mark.parametrize("role", ROLES)
def test_it_calls_roles_what_the_pages_call_them(role):
    in_vietnamese, in_english = ROLES[role]

    assert load("vi").gettext(in_english) == in_vietnamese
    assert load("en").gettext(in_english) == in_english


def test_demo_data_is_not_put_beside_real_people(run):
    said = run("seed", "demo", expect=1).output

    assert "do not go beside" in said


def test_demo_data_goes_into_an_empty_database_once(run_on_nothing):
    run_on_nothing("init")

    assert "loaded" in run_on_nothing("seed", "demo").output
    assert "nothing changed" in run_on_nothing("seed", "demo").output
