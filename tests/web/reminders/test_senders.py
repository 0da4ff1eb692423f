"""The ways a text leaves: what was taken, what was certainly not, and what nobody knows."""

import json
import stat
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from reintegrate.config import Misconfigured, Settings
from reintegrate.models.outgoing import NotAccepted
from reintegrate.web.reminders.senders import SENDERS, parts_of

MESSAGE = ("0912345678", "Nhắc hẹn: Thứ Tư 25/11.", "7f0c")


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings.for_tests("sqlite://", tmp_path).changed(text_token="secret")


@pytest.fixture
def gateway():
    """A gateway on this machine: answers `status`, keeps what it was given."""

    class Gateway(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.server.given.append((self.headers["Authorization"], json.loads(body)))
            if self.server.status:
                self.send_response(self.server.status)
                self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Gateway)
    server.given, server.status = [], 202
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def where(gateway) -> str:
    return f"http://127.0.0.1:{gateway.server_port}/texts"


def test_a_gateway_takes_it(settings, gateway):
    SENDERS["http"](settings, where(gateway), *MESSAGE)

    number, text, reference = MESSAGE
    assert gateway.given == [
        ("Bearer secret", {"to": number, "text": text, "reference": reference})
    ]


@pytest.mark.parametrize("status", [400, 429, 503])
def test_a_gateway_refuses_it(settings, gateway, status):
    gateway.status = status
    with pytest.raises(NotAccepted, match=str(status)):
        SENDERS["http"](settings, where(gateway), *MESSAGE)


def test_a_gateway_that_breaks_off_leaves_it_open(settings, gateway):
    gateway.status = None
    with pytest.raises(OSError) as broken:
        SENDERS["http"](settings, where(gateway), *MESSAGE)
    assert not isinstance(broken.value, NotAccepted)


def test_no_gateway_at_all_is_certain(settings):
    with pytest.raises(NotAccepted):
        SENDERS["http"](settings, "http://127.0.0.1:9/texts", *MESSAGE)


def command(tmp_path, script: str) -> str:
    file = tmp_path / "send"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o700)
    return str(file)


def test_a_command_takes_it(settings, tmp_path):
    path = command(tmp_path, f'printf "%s %s " "$1" "$2" > {tmp_path}/out; cat >> {tmp_path}/out')
    SENDERS["command"](settings, path, *MESSAGE)

    assert (tmp_path / "out").read_text() == "0912345678 7f0c Nhắc hẹn: Thứ Tư 25/11."


def test_a_command_that_fails_did_not_take_it(settings, tmp_path):
    with pytest.raises(NotAccepted, match="exit_3"):
        SENDERS["command"](settings, command(tmp_path, "exit 3"), *MESSAGE)


def test_the_log_is_its_owners_alone(settings, tmp_path):
    SENDERS["log"](settings, "", *MESSAGE)

    assert stat.S_IMODE((tmp_path / "texts.log").stat().st_mode) == 0o600
    assert "0912345678" not in (tmp_path / "texts.log").read_text()


@pytest.mark.parametrize("setting", ["", "fax", "log:x", "http:", "http:http://gateway.vn/x"])
def test_a_setting_that_cannot_be_used_is_named(setting):
    with pytest.raises(Misconfigured, match="REINTEGRATE_TEXT_SENDER"):
        parts_of(setting)
