"""What everybody keeps for themselves: who they are here, devices, password, work phone."""

from datetime import timedelta
from typing import Any

from flask import (
    Blueprint,
    current_app,
    flash,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.access.policy import may
from reintegrate.db import commit
from reintegrate.models.held_form import let_go
from reintegrate.models.password import WeakPassword, refuse_weak
from reintegrate.models.sign_in_attempt import MustWait, NotRecognised, recognise
from reintegrate.models.user import WrongPassword
from reintegrate.models.user_session import UserSession
from reintegrate.web.account.forms import PasswordForm, PhoneForm, ThrowAwayForm
from reintegrate.web.account.queries import devices, offline_devices, other_sessions
from reintegrate.web.ui.addresses import local_path
from reintegrate.web.ui.fields import plain_phone
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.viewer import give_cookie, idle

bp = Blueprint("account", __name__, url_prefix="/account")


@bp.get("/")
@allows(Action.KEEP_ACCOUNT)
def index() -> str:
    absolute = timedelta(hours=current_app.config["ABSOLUTE_HOURS"])
    signed_in = devices(g.viewer, g.user_session.id, idle(), absolute)
    return render_template(
        "account/index.html",
        devices=signed_in,
        offline=offline_devices(g.viewer),
        may_work_offline=may(g.viewer, Action.WORK_OFFLINE),
    )


@bp.post("/sessions/<int:session_id>/end")
@allows(Action.KEEP_ACCOUNT)
def end_session(session_id: int) -> Response:
    find_or_404(UserSession, session_id).end(by=g.viewer)
    commit()
    flash(gettext("That device is signed out."), "success")
    return redirect(url_for("account.index"), 303)


@bp.post("/sessions/end-others")
@allows(Action.KEEP_ACCOUNT)
def end_others() -> Response:
    for session in other_sessions(g.viewer, g.user_session.id):
        session.end(by=g.viewer)
    commit()
    flash(gettext("All your other devices are signed out."), "success")
    return redirect(url_for("account.index"), 303)


@bp.route("/password", methods=["GET", "POST"])
@allows(Action.KEEP_ACCOUNT)
def password() -> Any:
    form = PasswordForm.of_request()
    status = 200
    if form.accepted:
        if form.new.data != form.again.data:
            form.refuse(gettext("This is not the same as above."), "again")
        elif form.new.data == form.present.data:
            form.refuse(gettext("Choose another password than the present one."), "new")
        else:
            try:
                return change_password(form.present.data, form.new.data)
            except WeakPassword as error:
                form.refuse(message(error), "new")
            except NotRecognised:
                form.refuse(message(WrongPassword()), "present")
            except MustWait as error:
                form.refuse(message(error))
                status = 429
    return render_template("account/password.html", form=form), status


def change_password(present: str, new: str) -> Response:
    """Every device is signed out; this one goes on with a new session. Raises NotRecognised,
    MustWait, WeakPassword."""
    refuse_weak(new, g.viewer.username)
    user = recognise(g.viewer.username, present, address=request.remote_addr or "")
    user.choose_password(new)
    _, token = UserSession.start(user, device=g.user_session.device)
    commit()
    flash(gettext("Your password is changed. Other devices are signed out."), "success")
    response = make_response(redirect(url_for("home.index"), 303))
    give_cookie(response, token)
    return response


@bp.route("/phone", methods=["GET", "POST"])
@allows(Action.KEEP_ACCOUNT)
def phone() -> Any:
    """Where people they answer for reach them at work."""
    form = PhoneForm.of_request(version=g.viewer.version, work_phone=g.viewer.work_phone)
    if form.accepted and not form.started_from(g.viewer.version):
        form.show_theirs(g.viewer.version, work_phone=g.viewer.work_phone)
    elif form.accepted:
        number = plain_phone(form.work_phone.data or "")
        g.viewer.be_reached_at(number, by=g.viewer)
        commit()
        flash(gettext("Saved."), "success")
        return redirect(url_for("account.index"), 303)
    return render_template("account/phone.html", form=form)


@bp.post("/typing/throw-away")
@allows(Action.KEEP_ACCOUNT)
def throw_away() -> Response:
    """Let go of what was held when a session ended, and show the page afresh."""
    form = ThrowAwayForm.of_request()
    target = local_path(form.page.data)
    let_go(g.viewer, target)
    commit()
    return redirect(target, 303)
