"""Timing two servers in turn, A B B A, so that a machine that slows down slows both, and who asks
first for rows that lie on the disk still is each of them as often as the other."""

import gzip
import http.client
import statistics
import time
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlencode

WARMING = 30


class Call(NamedTuple):
    """One request. Its fields are made anew each time, so that every post has its own key."""

    method: str
    path: str
    fields: Callable[[], dict[str, str]] | None = None
    cookie: str = ""


class Answer(NamedTuple):
    status: int
    body: bytes
    seconds: float


class Figure(NamedTuple):
    """Milliseconds, and the largest page in bytes as it travels compressed."""

    ours: float
    floor: float
    size: int

    @property
    def ratio(self) -> float:
        return self.ours / self.floor


class Server:
    """One connection, kept open, as a browser keeps it."""

    def __init__(self, port: int):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def ask(self, call: Call) -> Answer:
        body = urlencode(call.fields()) if call.fields else None
        headers = {
            "Cookie": call.cookie,
            "Sec-Fetch-Site": "same-origin",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        began = time.perf_counter()
        self.connection.request(call.method, call.path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        return Answer(answer.status, content, time.perf_counter() - began)


def compare(
    ours: Server,
    floor: Server,
    our_calls: list[Call],
    floor_calls: list[Call],
    rounds: int,
    *,
    busy: bool = False,
) -> Figure:
    """On a `busy` machine the quickest tenth says what a quiet one's median says: the others waited
    for a processor. Raises RuntimeError when a page did not answer as it must."""
    sides = [(ours, our_calls), (floor, floor_calls)]
    times: dict[Server, list[float]] = {ours: [], floor: []}
    size = 0
    for turn in range(rounds + WARMING):
        for server, calls in sides if turn % 2 else reversed(sides):
            call = calls[turn % len(calls)]
            answer = server.ask(call)
            if answer.status not in {200, 302, 303}:
                raise RuntimeError(f"{answer.status} for {call.path}")
            if turn >= WARMING:
                times[server].append(answer.seconds)
            if server is ours:
                size = max(size, len(gzip.compress(answer.body, 5)))
    place = 0 if busy else 4
    mine, bare = (statistics.quantiles(times[of], n=10)[place] * 1000 for of in (ours, floor))
    return Figure(mine, bare, size)
