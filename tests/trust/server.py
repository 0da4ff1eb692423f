"""The production server as a process of its own, which can be killed at any moment."""

import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

from reintegrate.config import Settings
from tests.trust.visitor import TOKEN

COMMAND = [sys.executable, "-c", "from reintegrate.cli.main import main; main()", "serve"]
ROOT = Path(__file__).parents[2]
UNCOMPILED = "PYTHONDONTWRITEBYTECODE"
PATIENCE = 30.0
"""Seconds after which a server that does not answer counts as never coming."""


class Server:
    """`reintegrate serve` on the database of these settings."""

    def __init__(self, settings: Settings, under: list[str] | None = None):
        self.settings, self.under = settings, under or []
        self.port = free_port()
        self.process: subprocess.Popen[bytes]

    def start(self) -> float:
        """Start it and wait until it is ready. Returns how many seconds that took."""
        began = time.monotonic()
        self.process = subprocess.Popen(
            [*self.under, *COMMAND, "--port", str(self.port)],
            env=environment(self.settings),
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        while time.monotonic() - began < PATIENCE:
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self.ask("GET", "/readyz")[0] == 200:
                    return time.monotonic() - began
            assert self.process.poll() is None, "the server ended by itself"
            time.sleep(0.02)
        raise TimeoutError("the server never answered")

    def kill(self) -> None:
        """As a power switch would, all its processes at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=10)
        with contextlib.suppress(ProcessLookupError):
            self.kill()

    def ask(
        self, method: str, path: str, cookie: str = "", fields: dict[str, str] | None = None
    ) -> tuple[int, str, str]:
        """Status, where it leads, and the page. Raises OSError or HTTPException when the answer
        did not come."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Cookie": f"session={cookie}"} if cookie else {}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, urlencode(fields or {}), headers)
            answer = connection.getresponse()
            text = answer.read().decode(errors="replace")
            return answer.status, answer.headers.get("Location", ""), text
        finally:
            connection.close()

    def token(self, cookie: str) -> str:
        found = TOKEN.search(self.ask("GET", "/account/", cookie)[2])
        assert found, "no form on the account's page"
        return found[1] or found[2]


def environment(settings: Settings) -> dict[str, str]:
    """As an installation has it; compiled modules are kept beside the data, as they would be
    beside the program, so that starting again costs what it costs there."""
    usual = {name: value for name, value in os.environ.items() if name != UNCOMPILED}
    return usual | {
        "PYTHONPYCACHEPREFIX": str(settings.data_dir / "compiled"),
        "REINTEGRATE_DATA": str(settings.data_dir),
        "REINTEGRATE_DATABASE_URL": settings.database_url,
        "REINTEGRATE_SECRET_KEY": settings.secret_key,
        "REINTEGRATE_FIELD_KEYS": settings.field_keys,
        "REINTEGRATE_SECURE_COOKIES": "0",
        "REINTEGRATE_LOG_LEVEL": "ERROR",
        "PYTHONPATH": str(ROOT),
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def synced(trace: Path) -> int:
    """How many times the disk was made to keep what it was given, as strace saw it."""
    return len(re.findall(r"\b(?:fsync|fdatasync)\(", trace.read_text(errors="replace")))
