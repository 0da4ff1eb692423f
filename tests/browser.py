"""A browser without JavaScript. It signs in, gets, posts, and lints every page it meets."""

from contextvars import Context
from datetime import timedelta
from typing import Any, Self

from bs4 import BeautifulSoup, Tag
from flask import Flask
from werkzeug.test import TestResponse

from reintegrate.db import db, today
from reintegrate.models.user import User
from reintegrate.models.user_session import UserSession
from tests.lint import lint

PASSWORD = "reintegrate-demo"
FILES = {
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""Answers that are no pages."""


class Browser:
    """`page` is the last page as BeautifulSoup, `response` the last answer."""

    def __init__(self, app: Flask):
        self.app = app
        self.client = app.test_client()
        self.response: TestResponse
        self.page = BeautifulSoup("", "html.parser")
        self.user: User | None = None

    def sign_in(self, user: User) -> Self:
        """Go on as this user, by a new session in the database; the form has its own test."""
        db.session.commit()  # a request asked by `client` itself may have left its reading open
        _, token = UserSession.start(user, device="tests")
        db.session.commit()
        self.client.set_cookie(self.app.config["SESSION_TOKEN_COOKIE"], token)
        return self._begin(user)

    def sign_out(self) -> Self:
        """Forget every cookie, as on another machine."""
        self.client = self.app.test_client()
        return self._begin(None)

    def get(self, path: str, expect: int = 200, **options: Any) -> BeautifulSoup:
        return self._open("GET", path, expect, options)

    def post(self, path: str, expect: int = 302, csrf: bool = True, **fields: Any) -> BeautifulSoup:
        """Post a form. A list posts its name many times; None leaves the field out; a timedelta is
        the day that far from today, whatever day it was when the tests were read.

        The token is the last page's, or where that had none, the one any page would give.
        """
        data = {name: said(value) for name, value in fields.items() if value is not None}
        if csrf and "csrf_token" not in data:
            data["csrf_token"] = self._csrf_token()
        return self._open("POST", path, expect, {"data": data})

    def submit(self, form: Tag | str, expect: int = 302, **changes: Any) -> BeautifulSoup:
        """Post a form of the last page as it was filled in, with these changes."""
        found = self.page.select_one(form) if isinstance(form, str) else form
        assert found is not None, f"no form {form} on {self.response.request.path}"
        fields = filled_in(found) | changes
        path = str(found.get("action") or self.response.request.full_path)
        return self.post(path, expect, csrf=False, **fields)

    def follow(self, expect: int = 200) -> BeautifulSoup:
        """Go where the last answer sent us."""
        assert self.response.status_code in {301, 302, 303, 307}, self.response.status
        return self.get(self.response.headers["Location"], expect)

    def _begin(self, user: User | None) -> Self:
        self.user, self.page = user, BeautifulSoup("", "html.parser")
        return self

    def _csrf_token(self) -> str:
        field = self.page.select_one("[name=csrf_token]")
        if field is None:
            self._ask("GET", "/help/" if self.user else "/sign-in", {})
            field = self.page.select_one("[name=csrf_token]")
        assert field is not None, f"no form on {self.response.request.path}"
        return str(field["value"])

    def _open(self, method: str, path: str, expect: int, options: dict[str, Any]) -> BeautifulSoup:
        self._ask(method, path, options)
        status = self.response.status_code
        assert status == expect, f"{status}, not {expect}, for {method} {path}\n{self._summary()}"
        if self.response.mimetype == "text/html" and not 300 <= status < 400:
            lint(self.page, self.response.get_data(as_text=True), path)
        return self.page

    def _ask(self, method: str, path: str, options: dict[str, Any]) -> None:
        # What the test prepared must be in the database, and its transaction over, before the app
        # begins its own; and the app must find nothing of the test's own context, its `g` least.
        db.session.commit()
        self.response = Context().run(self.client.open, path, method=method, **options)
        is_text = self.response.mimetype not in FILES
        shown = self.response.get_data(as_text=True) if is_text else ""
        self.page = BeautifulSoup(shown, "html.parser")

    def _summary(self) -> str:
        found = self.page.select_one("[role=alert], .error-summary, main") or self.page
        return found.get_text(" ", strip=True)[:600]


def said(value: Any) -> Any:
    return f"{today() + value:%d/%m/%Y}" if isinstance(value, timedelta) else value


def filled_in(form: Tag) -> dict[str, Any]:
    """Name -> values of a form as a browser would post it, without pressing a named button."""
    fields: dict[str, list[str]] = {}
    for control in form.select("input[name], select[name], textarea[name]"):
        if not control.has_attr("disabled"):
            fields.setdefault(str(control["name"]), []).extend(values_of(control))
    return {name: values for name, values in fields.items() if values}


def values_of(control: Tag) -> list[str]:
    if control.name == "textarea":
        return [control.get_text().removeprefix("\r").removeprefix("\n")]
    if control.name == "select":
        chosen = control.select("option[selected]") or (
            [] if control.has_attr("multiple") else control.select("option")[:1]
        )
        return [str(option.get("value", option.get_text(strip=True))) for option in chosen]
    kind = control.get("type", "text")
    if kind in {"submit", "button", "image", "reset", "file"}:
        return []
    if kind in {"checkbox", "radio"}:
        return [str(control.get("value", "on"))] if control.has_attr("checked") else []
    return [str(control.get("value", ""))]
