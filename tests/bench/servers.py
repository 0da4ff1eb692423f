"""Which server, with how many threads: the same app and the same questions, each in turn.

Four people ask at once, as fast as they are answered: the most a ward's office can do to it.
"""

import importlib.util
import statistics
import threading
import time
from contextlib import ExitStack
from typing import NamedTuple

from tests.bench.measure import Call, Server
from tests.bench.serving import memory_mb, serving

THREADS = (1, 2, 4)
AT_ONCE = 4
TURNS = 3
SECONDS = 4.0
FIRST_PORT = 5710


class Rival(NamedTuple):
    server: str
    threads: int
    port: int


class Told(NamedTuple):
    """Requests a second, and milliseconds of the median and of the slowest in twenty."""

    rate: float
    middle: float
    slow: float


def compare_servers(facts: dict[str, str], calls: list[Call]) -> None:
    kinds = [k for k in ("granian", "gunicorn") if importlib.util.find_spec(k)]
    if "gunicorn" not in kinds:
        print("gunicorn is not here: uv run --with gunicorn python -m tests.bench --servers")
    pairs = [(kind, threads) for kind in kinds for threads in THREADS]
    rivals = [Rival(kind, n, FIRST_PORT + place) for place, (kind, n) in enumerate(pairs)]
    print(f"{'server':<10}{'threads':>8}{'asks/s':>9}{'p50 ms':>9}{'p95 ms':>9}{'MB':>7}")
    with ExitStack() as stack:
        running = {
            rival: stack.enter_context(
                serving("ours", rival.port, facts, server=rival.server, threads=rival.threads)
            )
            for rival in rivals
        }
        heard: dict[Rival, list[Told]] = {rival: [] for rival in rivals}
        for _ in range(TURNS):
            for rival in rivals:
                heard[rival].append(asked(rival.port, calls))
        for rival, turns in heard.items():
            told = Told(*(statistics.median(figure) for figure in zip(*turns, strict=True)))
            print(
                f"{rival.server:<10}{rival.threads:>8}{told.rate:>9.0f}{told.middle:>9.1f}"
                f"{told.slow:>9.1f}{memory_mb(running[rival]):>7.0f}"
            )


def asked(port: int, calls: list[Call]) -> Told:
    """What AT_ONCE visitors find who ask these pages again and again."""
    times: list[float] = []
    until = time.perf_counter() + SECONDS
    visitors = [
        threading.Thread(target=ask, args=(port, calls, until, times)) for _ in range(AT_ONCE)
    ]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    times.sort()
    slow = times[len(times) * 19 // 20]
    return Told(len(times) / SECONDS, statistics.median(times) * 1000, slow * 1000)


def ask(port: int, calls: list[Call], until: float, times: list[float]) -> None:
    server, turn = Server(port), 0
    while time.perf_counter() < until:
        answer = server.ask(calls[turn % len(calls)])
        if answer.status != 200:
            raise RuntimeError(f"{answer.status} for {calls[turn % len(calls)].path}")
        times.append(answer.seconds)
        turn += 1
