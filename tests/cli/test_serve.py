"""`serve`: a real installation starts only when it may, and then answers."""

import os
import subprocess
import sys
import time
import urllib.request

import pytest

from reintegrate.cli.server import free_port, usual_workers
from reintegrate.config import new_field_key

pytestmark = pytest.mark.either_database
SECRETS = {
    "REINTEGRATE_SECRET_KEY": new_field_key(),
    "REINTEGRATE_FIELD_KEYS": f"k1:{new_field_key()}",
}


def test_it_does_not_start_on_a_secret_that_can_be_guessed(run_on_nothing):
    run_on_nothing("init")

    assert "can be guessed" in run_on_nothing("serve", expect=1).output


def test_it_does_not_start_in_debug_mode(run_on_nothing):
    run_on_nothing("init", **SECRETS)

    assert "FLASK_DEBUG" in run_on_nothing("serve", expect=1, FLASK_DEBUG="1", **SECRETS).output


def test_it_does_not_start_on_an_old_schema(run_on_nothing):
    assert "reintegrate init" in run_on_nothing("serve", expect=1, **SECRETS).output


def test_one_process_on_sqlite_and_more_on_postgresql(on_sqlite):
    settings = on_sqlite.settings

    assert usual_workers(settings) == 1
    assert usual_workers(settings.changed(database_url="postgresql+psycopg://db/x")) >= 1


def test_it_serves_the_configured_database(run_on_nothing, empty_database_url, tmp_path):
    run_on_nothing("init", **SECRETS)
    port = free_port("127.0.0.1", 0)
    environ = {"REINTEGRATE_DATABASE_URL": empty_database_url, "REINTEGRATE_DATA": str(tmp_path)}
    process = subprocess.Popen(
        [
            *(sys.executable, "-c", "from reintegrate.cli.main import main; main()"),
            *("serve", "--port", str(port)),
        ],
        env=os.environ | environ | SECRETS,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert ready_at(f"http://127.0.0.1:{port}/readyz") == b"ready\n"
    finally:
        process.terminate()
        assert process.wait(timeout=20) == 0


def ready_at(address, seconds=60):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310
                return answer.read()
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)
