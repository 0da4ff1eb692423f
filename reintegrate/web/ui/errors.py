"""What people see when something is not as they hoped: what happened and what to do next."""

from typing import Any
from urllib.parse import quote

from flask import Flask, current_app, flash, g, redirect, render_template, request, url_for
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.wrappers import Response

from reintegrate.access.actions import WhyNot
from reintegrate.access.gate import CHANGING
from reintegrate.db import EditedMeanwhile, commit, db, writing
from reintegrate.models.held_form import hold
from reintegrate.models.lifecycle import DomainError
from reintegrate.web.ui.addresses import has_unstorable, page_of_form
from reintegrate.web.ui.csrf import FIELD, StaleForm, comes_from_here, writer_of_form
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.logs import log_failure
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.outbox import from_outbox, refused
from reintegrate.web.ui.problems import asked_by_program, problem, problem_of, refuse_redirect

PAGES = {400, 403, 404, 405, 409, 413, 429, 500, 503}
PASSING = {
    WhyNot.CASE_ENDED,
    WhyNot.CASE_IS_OPEN,
    WhyNot.TRANSFER_PENDING,
    WhyNot.ANSWERED_ALREADY,
    WhyNot.NOT_SUBMITTED,
}
"""Reasons that lie in how things stand, not in who asks."""

NOT_HELD = {FIELD, "password", "present", "new", "again", "code"}
NOT_TYPED = {"key", "version"}


def init_app(app: Flask) -> None:
    app.before_request(refuse_redirect)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(StaleForm, stale_form)
    app.register_error_handler(EditedMeanwhile, edited_meanwhile)
    app.register_error_handler(StaleDataError, edited_meanwhile)
    app.register_error_handler(DomainError, rule_said_no)
    app.register_error_handler(OperationalError, database_away)
    app.register_error_handler(Exception, failure)


def http_error(error: HTTPException) -> Any:
    if asked_by_program():
        return problem_of(error, label(g.why_not) if g.get("why_not") else "")
    if error.code == 401:
        return to_sign_in()
    if error.code is None or error.code < 400:
        return error
    if error.code == 403 and g.get("why_not"):
        return page(403, error, why=label(g.why_not), passing=g.why_not in PASSING)
    return page(error.code if error.code in PAGES else 400, error)


def stale_form(error: StaleForm) -> Any:
    """Made for another session: perhaps another user's. What was typed stays with its writer."""
    if from_outbox():
        return refused("stale", gettext("This page was out of date and nothing was done."), 409)
    if keep_typing():
        text = gettext("This page was out of date. Check what you typed and send it again.")
    else:
        text = gettext("This page was out of date and nothing was done. Please do it once more.")
    flash(text, "warning")
    return redirect(page_of_form() or url_for("home.index"), 303)


def edited_meanwhile(error: EditedMeanwhile | StaleDataError) -> Any:
    """Found at the end of the request or on the way there: nothing of it is written."""
    db.session.rollback()
    if from_outbox():
        return refused("again", gettext("Someone else saved this at the same moment."), 409)
    keep_typing()
    flash(gettext("Someone else saved this at the same moment. Check and send again."), "warning")
    return redirect(page_of_form() or url_for("home.index"), 303)


def rule_said_no(error: DomainError) -> Any:
    if from_outbox():
        return refused("rule", message(error), 409)
    keep_typing()
    return page(409, text=message(error))


def database_away(error: OperationalError) -> Any:
    log_failure(error)
    return without_database(503)


def failure(error: Exception) -> Any:
    log_failure(error)
    if current_app.testing and current_app.config.get("PROPAGATE"):
        raise error
    return without_database(500)


def page(code: int, error: HTTPException | None = None, **context: Any) -> Any:
    if asked_by_program():
        return problem(code)
    if from_outbox():
        return refused(f"status_{code}", str(context.get("why", "")), code)
    headers = []
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        headers.append(("Allow", ", ".join(sorted(error.valid_methods))))
    return render_template(f"errors/{code}.html", **context), code, headers


def without_database(code: int) -> Any:
    g.viewer = g.user_session = None
    try:
        db.session.rollback()
    except OperationalError:
        db.session.remove()
    if asked_by_program():
        return problem(code)
    if from_outbox():
        return refused(f"status_{code}", "", code)
    return render_template(f"errors/{code}.html", reference=g.get("request_id")), code


def to_sign_in() -> Any:
    """Nobody is signed in (any more): keep what was typed, ask who they are, bring them back."""
    if from_outbox():
        return refused("status_401", gettext("Sign in again."), 401)
    if request.method not in CHANGING:
        return sign_in_then(request.full_path.rstrip("?"))
    if keep_typing():
        flash(
            gettext("You had been away for a while. Sign in: what you typed is waiting for you."),
            "warning",
        )
    elif comes_from_here():
        flash(
            gettext("You had been away for a while, and nothing was done. Sign in and try again."),
            "warning",
        )
    return sign_in_then(page_of_form() or "/")


def sign_in_then(target: str) -> Response:
    if target == "/":
        return redirect(url_for("sign_in.form"), 303)
    return redirect(f"{url_for('sign_in.form')}?next={quote(target, safe='/')}", 303)


def keep_typing() -> bool:
    """Hold this form for whoever wrote it, and nobody else. False when there is nothing to hold."""
    where = page_of_form()
    if where is None or not comes_from_here():
        return False
    db.session.rollback()
    try:
        fields = typed_fields()
        writer = writer_of_form() if fields else None
    except HTTPException:  # more was sent than is read
        return False
    if writer is None:
        return False
    with writing():
        hold(writer, where.partition("?")[0], fields)
        commit()
    return True


def typed_fields() -> dict[str, list[str]]:
    """What was sent, less secrets; nothing when nobody can have typed any of it."""
    fields = {
        name: values
        for name, values in request.form.lists()
        if name not in NOT_HELD and not any(map(has_unstorable, [name, *values]))
    }
    return (
        fields if any(values != [""] for n, values in fields.items() if n not in NOT_TYPED) else {}
    )
