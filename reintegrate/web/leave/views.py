"""Days away: entered by oneself, or by an official for the ward's staff. Proposals avoid them."""

from flask import Blueprint, flash, g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.db import commit
from reintegrate.models.leave import Leave, LeaveKind
from reintegrate.models.lifecycle import DomainError
from reintegrate.web.leave.forms import LeaveForm
from reintegrate.web.leave.queries import coming_leaves, one_of, people
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.messages import message

bp = Blueprint("leave", __name__)


@bp.route("/leave", methods=["GET", "POST"], strict_slashes=False)
@allows(Action.KEEP_LEAVE)
def index() -> str | Response:
    form = LeaveForm.of_request(data={"user": g.viewer.id, "kind": LeaveKind.LEAVE})
    form.offer(people(g.viewer))
    if form.accepted and entered(form):
        commit()
        flash(_("Noted. Nothing is proposed for these days from now on."), "success")
        return redirect(url_for("leave.index"), 303)
    return render_template(
        "leave/index.html",
        form=form,
        leaves=coming_leaves(g.viewer),
    )


def entered(form: LeaveForm) -> bool:
    user = one_of(g.viewer, int(form.user.data))
    if user is None:
        form.refuse(_("Choose one of the answers."), "user")
        return False
    try:
        Leave.enter(
            user,
            key=str(form.key.data),
            first_day=form.first_day.data,
            last_day=form.last_day.data,
            kind=LeaveKind(form.kind.data),
            by=g.viewer,
        )
    except DomainError as error:
        form.refuse(message(error), "last_day")
        return False
    return True


@bp.post("/leave/<int:leave_id>/cancel")
@allows(Action.KEEP_LEAVE)
def cancel(leave_id: int) -> Response:
    find_or_404(Leave, leave_id).cancel(by=g.viewer)
    commit()
    flash(_("These days count as working days again."), "success")
    return redirect(url_for("leave.index"), 303)
