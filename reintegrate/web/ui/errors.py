"""What people see when something is not as they hoped: what happened and what to do next."""

from typing import Any
from urllib.parse import quote

from flask import Flask, current_app, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response

from reintegrate.access.gate import CHANGING
from reintegrate.db import EditedMeanwhile, commit, db
from reintegrate.models.held_form import hold
from reintegrate.models.lifecycle import DomainError
from reintegrate.web.ui.csrf import FIELD, StaleForm, comes_from_here
from reintegrate.web.ui.logs import log_failure
from reintegrate.web.ui.messages import message

PAGES = {400, 403, 404, 405, 409, 413, 429, 500, 503}
NOT_HELD = {FIELD, "password", "present", "new", "again", "code"}


def init_app(app: Flask) -> None:
    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Any:
        if error.code == 401:
            return to_sign_in()
        if error.code is None or error.code < 400:
            return error
        return page(error.code if error.code in PAGES else 400, error)

    @app.errorhandler(StaleForm)
    def stale_form(error: StaleForm) -> Any:
        keep_typing(g.viewer)
        flash(
            gettext("This page was out of date. Check what you typed and send it again."), "warning"
        )
        return redirect(here_or_home(), 303)

    @app.errorhandler(EditedMeanwhile)
    def edited_meanwhile(error: EditedMeanwhile) -> Any:
        keep_typing(g.viewer)
        flash(
            gettext("Someone else saved this at the same moment. Check and send again."), "warning"
        )
        return redirect(here_or_home(), 303)

    @app.errorhandler(DomainError)
    def rule_said_no(error: DomainError) -> Any:
        db.session.rollback()
        return page(409, text=message(error))

    @app.errorhandler(OperationalError)
    def database_away(error: OperationalError) -> Any:
        log_failure(error)
        return without_database(503)

    @app.errorhandler(Exception)
    def failure(error: Exception) -> Any:
        log_failure(error)
        if app.testing and app.config.get("PROPAGATE"):
            raise error
        return without_database(500)


def page(code: int, error: HTTPException | None = None, **context: Any) -> Any:
    headers = []
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        headers.append(("Allow", ", ".join(sorted(error.valid_methods))))
    return render_template(f"errors/{code}.html", **context), code, headers


def without_database(code: int) -> Any:
    g.viewer = None
    try:
        db.session.rollback()
    except OperationalError:
        db.session.remove()
    return render_template(f"errors/{code}.html"), code


def to_sign_in() -> Response:
    """Nobody is signed in (any more): keep what was typed, ask who they are, bring them back."""
    before = g.get("session_before")
    if request.method in CHANGING and before is not None and comes_from_here():
        keep_typing(before.user)
    target = here_or_home() if request.method in CHANGING else request.full_path.rstrip("?")
    return redirect(f"{url_for('sign_in.form')}?next={quote(target)}", 303)


def keep_typing(user: Any) -> None:
    db.session.rollback()
    fields = {
        name: values
        for name, values in request.form.lists()
        if name not in NOT_HELD and "\0" not in "".join(values)
    }
    if user is None or not fields or not is_a_page(request.path):
        return
    hold(user, request.path, fields)
    commit()


def here_or_home() -> str:
    return request.path if is_a_page(request.path) else url_for("home.index")


def is_a_page(path: str) -> bool:
    """Whether this address can be looked at, not only posted to."""
    try:
        adapter = current_app.create_url_adapter(request)
        adapter.match(path, method="GET")  # type: ignore[union-attr]
    except (HTTPException, RequestRedirect):
        return False
    return True
