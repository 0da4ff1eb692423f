"""Timing two servers in turn, A B A B, so that a machine that slows down slows both."""

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
    mine, bare, size = [], [], 0
    for turn in range(rounds + WARMING):
        call = our_calls[turn % len(our_calls)]
        answers = ours.ask(call), floor.ask(floor_calls[turn % len(floor_calls)])
        if any(answer.status not in {200, 302, 303} for answer in answers):
            raise RuntimeError(f"{[answer.status for answer in answers]} for {call.path}")
        if turn >= WARMING:
            mine.append(answers[0].seconds)
            bare.append(answers[1].seconds)
            size = max(size, len(gzip.compress(answers[0].body, 5)))
    place = 0 if busy else 4
    middle = [statistics.quantiles(times, n=10)[place] * 1000 for times in (mine, bare)]
    return Figure(*middle, size)
