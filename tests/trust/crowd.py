"""Many at once: threads that start together, each with a session of its own."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import Context
from functools import partial
from typing import Any

from flask import Flask

from reintegrate.db import db, reading
from tests.trust.visitor import Visitor

LONGEST = 240
"""Seconds after which a crowd that has not come back counts as hanging."""


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """What each of these answered, begun in the same moment. The test itself holds nothing."""
    db.session.rollback()
    start = threading.Barrier(len(works))
    answers: list[Any] = [None] * len(works)

    def run(number: int, work: Callable[[], Any]) -> None:
        start.wait()
        try:
            answers[number] = work()
        except Exception as error:  # told to the test, which judges it
            answers[number] = error

    threads = [
        threading.Thread(target=Context().run, args=(run, number, work), daemon=True)
        for number, work in enumerate(works)
    ]
    for thread in threads:
        thread.start()
    end = time.monotonic() + LONGEST
    for thread in threads:
        thread.join(max(0, end - time.monotonic()))
    assert not any(thread.is_alive() for thread in threads), "somebody hangs"
    failed = [answer for answer in answers if isinstance(answer, Exception)]
    assert not failed, failed[:3]
    return answers


def alone(visitors: Sequence[Visitor]) -> Sequence[Visitor]:
    """Ready for threads: each has its token, and none of them ends the test's transaction."""
    for visitor in visitors:
        assert visitor.token
        visitor.alone = True
    db.session.rollback()
    return visitors


@contextmanager
def only_reading() -> Iterator[None]:
    """While threads write, the test itself must not hold SQLite's one place for a writer."""
    db.session.rollback()
    token = reading.set(True)
    try:
        yield
    finally:
        db.session.rollback()
        reading.reset(token)


def in_apps_of_their_own(apps: Sequence[Flask], work: Callable[[], Any]) -> list[Any]:
    """What `work` answered in each of these apps, done at once, as by several processes. Make the
    apps before: werkzeug builds the map of addresses with Python's `ast`, which in 3.11 fails in
    threads ("AST constructor recursion depth mismatch")."""

    def inside(app: Flask) -> Any:
        with app.app_context():
            try:
                return work()
            finally:
                db.session.remove()
                db.engine.dispose()

    with only_reading():
        return at_once(*[partial(inside, app) for app in apps])
