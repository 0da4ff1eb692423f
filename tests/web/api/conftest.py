"""Another program at the door: it has a token, no cookie, and reads JSON."""

import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import Context
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from werkzeug.test import TestResponse

from reintegrate.db import db
from reintegrate.models.api_token import ApiToken, Grant
from reintegrate.models.user import User


def token_of(user: User, *grants: Grant, days: int = 30) -> str:
    _, token = ApiToken.make(
        key=str(uuid.uuid4()), name="Bảng tính", grants=grants, days=days, by=user
    )
    db.session.commit()
    assert token
    return token


class Asking:
    """`ask("/me")` -> status and what the answer says."""

    def __init__(self, app: Flask):
        self.client = app.test_client(use_cookies=False)
        self.token: str | None = None

    def reading(self, user: User, *grants: Grant) -> "Asking":
        self.token = token_of(user, *grants)
        return self

    def open(self, address: str, **options: Any) -> TestResponse:
        """The bare answer. The app finds nothing of the test's own context, and leaves nothing."""
        return Context().run(self.client.open, address, **options)

    def __call__(
        self, path: str, expect: int = 200, method: str = "GET", **headers: str
    ) -> dict[str, Any]:
        db.session.commit()
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            sent.setdefault("Authorization", f"Bearer {self.token}")
        address = path if path.startswith("/api") else f"/api/v1{path}"
        self.answer = self.open(address, method=method, headers=sent)
        text = self.answer.get_data(as_text=True)
        assert self.answer.status_code == expect, (self.answer.status, text)
        assert self.answer.mimetype in {"application/json", "application/problem+json"}
        assert not self.answer.headers.getlist("Set-Cookie")
        assert self.answer.headers["Cache-Control"] == "no-store"
        found: dict[str, Any] = json.loads(text) if text else {}
        return found


@pytest.fixture
def statements(app: Flask) -> Callable[[], AbstractContextManager[list[str]]]:
    """`with statements() as asked:` what the database was asked meanwhile."""

    @contextmanager
    def listening() -> Iterator[list[str]]:
        asked: list[str] = []

        def note(connection: Any, cursor: Any, statement: str, *more: Any) -> None:
            asked.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        yield asked
        event.remove(db.engine, "before_cursor_execute", note)

    return listening


@pytest.fixture
def ask(app: Flask) -> Asking:
    return Asking(app)
