"""Somebody at the app's door, without lint and without mercy: raw answers, many and fast."""

import re
import uuid
from contextvars import Context
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from reintegrate.db import db
from reintegrate.models.api_token import ApiToken, Grant
from reintegrate.models.user import User
from reintegrate.models.user_session import UserSession

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="csrf_token"')


class Visitor:
    """One person's browser; `None` is nobody."""

    def __init__(self, app: Flask, username: str | None):
        self.app, self.username = app, username
        self.client = app.test_client()
        self._token = ""
        self._key = ""
        self.alone = False
        """In a thread of its own, where the test's transaction is not."""
        if username is not None:
            user = User.named(username)
            assert user is not None, username
            _, cookie = UserSession.start(user, device="tests")
            db.session.commit()
            self.client.set_cookie(app.config["SESSION_TOKEN_COOKIE"], cookie)

    def get(self, path: str, **options: Any) -> TestResponse:
        return self._ask("GET", path, **options)

    def post(self, path: str, /, *, csrf: bool = True, **fields: Any) -> TestResponse:
        """Post these fields with a token as any page of theirs would give it."""
        data = {name: value for name, value in fields.items() if value is not None}
        if csrf:
            data.setdefault("csrf_token", self.token)
        return self._ask("POST", path, data=data)

    def ask(self, method: str, path: str) -> TestResponse:
        return self.get(path) if method == "GET" else self.post(path)

    @property
    def token(self) -> str:
        if not self._token:
            page = self.get("/account/" if self.username else "/sign-in").get_data(as_text=True)
            found = TOKEN.search(page)
            assert found, f"no token for {self.username}"
            self._token = found[1] or found[2]
        return self._token

    @property
    def key(self) -> str:
        """With which another program of theirs may read all that they may."""
        if not self._key and self.username:
            owner = User.named(self.username)
            assert owner is not None
            _, made = ApiToken.make(
                key=str(uuid.uuid4()), name="tests", grants=list(Grant), days=9, by=owner
            )
            db.session.commit()
            self._key = made or ""
        return self._key

    def _ask(self, method: str, path: str, **options: Any) -> TestResponse:
        if path.startswith("/api/") and self.key:
            options = {"headers": {"Authorization": f"Bearer {self.key}"}} | options
        if not self.alone:
            db.session.commit()  # the app must not wait for the test's own transaction
        return Context().run(self.client.open, path, method=method, **options)
