"""Timing two WSGI apps in turn, A B A B, so that a machine that slows down slows both."""

import io
import statistics
import time
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlencode


class Call(NamedTuple):
    """One request: made anew each time, so that every post has its own key."""

    method: str
    path: str
    fields: Callable[[], dict[str, str]] | None = None
    cookie: str = ""


class Answer(NamedTuple):
    status: int
    size: int
    seconds: float


class Figure(NamedTuple):
    app_ms: float
    floor_ms: float
    ratio: float
    bytes: int


def ask(app: Any, call: Call) -> Answer:
    body = urlencode(call.fields()).encode() if call.fields else b""
    path, _, query = call.path.partition("?")
    environ = {
        "REQUEST_METHOD": call.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "5000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1:5000",
        "HTTP_COOKIE": call.cookie,
        "HTTP_SEC_FETCH_SITE": "same-origin",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    status: list[int] = []

    def start(line: str, headers: Any, error: Any = None) -> None:
        status.append(int(line.split()[0]))

    began = time.perf_counter()
    answer = app(environ, start)
    size = sum(len(part) for part in answer)
    if hasattr(answer, "close"):
        answer.close()
    return Answer(status[0], size, time.perf_counter() - began)


def compare(app: Any, floor: Any, app_calls: list[Call], floor_calls: list[Call], n: int) -> Figure:
    """Medians over `n` rounds in turn. Raises RuntimeError when a page did not answer as it must."""
    ours, theirs, size = [], [], 0
    for turn in range(n + 20):
        mine = ask(app, app_calls[turn % len(app_calls)])
        bare = ask(floor, floor_calls[turn % len(floor_calls)])
        for answer in (mine, bare):
            if answer.status not in {200, 302, 303}:
                raise RuntimeError(f"{answer.status} for {app_calls[turn % len(app_calls)].path}")
        if turn >= 20:  # the first ones warm caches on both sides
            ours.append(mine.seconds)
            theirs.append(bare.seconds)
            size = max(size, mine.size)
    mine_ms, bare_ms = (statistics.median(times) * 1000 for times in (ours, theirs))
    return Figure(mine_ms, bare_ms, mine_ms / bare_ms, size)
