"""Starts the production server on the app of `wsgi.py`."""

import os
import socket
import sys

import click
from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from reintegrate.config import Settings

THREADS = 4
"""Measured: more threads wait for Python's lock or SQLite's one writer, fewer leave a core idle."""
KILL_AFTER_SECONDS = 10


def free_port(host: str, port: int) -> int:
    """This port, or any free one for 0. Ends the command when somebody else listens there."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                f"{host}:{port} cannot be used ({error.strerror}). Another: --port {port + 1}"
            ) from error
        return int(probe.getsockname()[1])


def run(host: str, port: int, workers: int) -> None:
    """Serve until a signal ends it. Answers under way are finished first."""
    sys.stdout.flush()
    server = Granian(
        "reintegrate.cli.wsgi:serve_app",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        http1_settings=HTTP1Settings(header_read_timeout=15_000),
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=KILL_AFTER_SECONDS,
        log_level=LogLevels.warning,
        log_access=False,
    )
    server.serve()


def usual_workers(settings: Settings) -> int:
    """SQLite has one writer and one process serves a ward well; PostgreSQL gets the cores."""
    return 1 if settings.database_url.startswith("sqlite") else min(4, os.cpu_count() or 1)
