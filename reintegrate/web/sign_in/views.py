"""Signing in and out. A right password always begins a new session with a new token."""

from typing import Any

from flask import Blueprint, flash, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.gate import PUBLIC, allows
from reintegrate.db import commit
from reintegrate.models.sign_in_attempt import MustWait, NotRecognised, recognise
from reintegrate.models.user import User
from reintegrate.models.user_session import UserSession
from reintegrate.web.sign_in.forms import SignInForm
from reintegrate.web.ui.addresses import local_path
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.logs import log
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.viewer import device_name, give_cookie, take_cookie

bp = Blueprint("sign_in", __name__)


@bp.route("/sign-in", methods=["GET", "POST"])
@allows(PUBLIC)
def form() -> Any:
    target = local_path(request.args.get("next"))
    if request.method == "GET" and g.viewer:
        return redirect(target)
    form = SignInForm.of_request()
    status = 200
    if form.accepted:
        try:
            user = recognise(
                form.username.data, form.password.data, address=request.remote_addr or ""
            )
        except (NotRecognised, MustWait) as error:
            log.warning("sign_in_refused", what=type(error).__name__)
            form.refuse(message(error))
            status = 429 if isinstance(error, MustWait) else 200
        else:
            return begin(user, target)
    return render_template("sign_in/form.html", form=form), status


def begin(user: User, target: str) -> Response:
    if g.user_session:
        g.user_session.end(by=g.viewer)
    _, token = UserSession.start(user, device=device_name(request.user_agent.string))
    commit()
    response = make_response(redirect(target, 303))
    give_cookie(response, token)
    return response


@bp.post("/sign-out")
@allows(PUBLIC)
def out() -> Response:
    """Ends the session in the database too: a copied cookie is worth nothing afterwards."""
    if g.user_session:
        g.user_session.end(by=g.viewer)
        commit()
        flash(gettext("You are signed out."), "success")
    response = make_response(redirect(url_for("sign_in.form"), 303))
    take_cookie(response)
    return response
