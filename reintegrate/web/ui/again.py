"""Two requests that each hold what the other waits for: the database ends one of them, and that one
is made again from its start. The only place where anything is tried twice."""

from typing import Any

from flask import Flask
from sqlalchemy.exc import OperationalError

from reintegrate.db import db

TIMES = 4
BROKEN_OFF = {"40P01", "40001"}
"""PostgreSQL's codes for a deadlock and for a failed serialisation. Nothing of it was written."""


def init_app(app: Flask) -> None:
    """A worker starts from the need and then holds its requests; an agency starts from its request
    and then holds the need. Each locks first what it was asked about, so a fixed order would mean
    asking the database twice on every page; knots are rare, and untying them here is safe, for
    a request writes everything in one transaction or nothing."""
    answer = app.dispatch_request

    def answer_patiently(*arguments: Any) -> Any:
        for _ in range(TIMES - 1):
            try:
                return answer(*arguments)
            except OperationalError as error:
                if getattr(error.orig, "sqlstate", None) not in BROKEN_OFF:
                    raise
                db.session.rollback()
        return answer(*arguments)

    app.dispatch_request = answer_patiently  # type: ignore[method-assign]
