"""Serves our app or its floor, each by the same production server in a process of its own.

Run by the benchmark: `python -m tests.bench.serving ours|floor PORT`, settings in the environment.
"""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from reintegrate.cli.server import THREADS
from reintegrate.cli.wsgi import served
from reintegrate.config import Settings
from tests.bench.floor import floor_app

READY_WITHIN = 30


def ours() -> Any:
    folder = Path(os.environ["BENCH_FOLDER"])
    plain = Settings.for_tests(os.environ["BENCH_URL"], folder)
    return served(plain.changed(testing=False, log_level="INFO"))  # logs as an installation does


def floor() -> Any:
    area, worker = os.environ["BENCH_AREA"], os.environ["BENCH_WORKER"]
    return floor_app(os.environ["BENCH_URL"], area_id=int(area), worker_id=int(worker))


@contextmanager
def serving(
    which: str, port: int, facts: dict[str, str], *, server: str = "granian", threads: int = THREADS
) -> Iterator[int]:
    """The process id of a server that answers. It ends with the block."""
    command = {
        "granian": ["tests.bench.serving", which, str(port), str(threads)],
        "gunicorn": [
            *("gunicorn", f"tests.bench.serving:{which}()", "--bind", f"127.0.0.1:{port}"),
            *("--worker-class", "gthread", "--threads", str(threads), "--keep-alive", "30"),
        ],
    }[server]
    process = subprocess.Popen(
        [sys.executable, "-m", *command], env=os.environ | facts, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(port)
        yield process.pid
    finally:
        process.terminate()
        process.wait(20)


def wait_for(port: int) -> None:
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"nothing answers on port {port}")


def memory_mb(process_id: int) -> float:
    """Of the largest process of this server: its worker."""
    family = [process_id, *children(process_id)]
    return max(resident_kib(number) for number in family) / 1024


def children(process_id: int) -> list[int]:
    text = Path(f"/proc/{process_id}/task/{process_id}/children").read_text()
    return [int(number) for number in text.split()]


def resident_kib(process_id: int) -> int:
    lines = Path(f"/proc/{process_id}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def main() -> None:
    Granian(
        f"tests.bench.serving:{sys.argv[1]}",
        factory=True,
        port=int(sys.argv[2]),
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=int(sys.argv[3]),
        websockets=False,
        log_level=LogLevels.error,
        log_access=False,
    ).serve()


if __name__ == "__main__":
    main()
