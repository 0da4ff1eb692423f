"""Naming who stands in while a worker is away. The work goes back by itself."""

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.db import commit
from reintegrate.models.cover import Cover
from reintegrate.models.leave import Leave
from reintegrate.models.lifecycle import DomainError
from reintegrate.web.covers import queries
from reintegrate.web.covers.forms import CoverForm
from reintegrate.web.ui.filters import day
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.messages import message

bp = Blueprint("covers", __name__)


@bp.route("/leave/<int:leave_id>/cover", methods=["GET", "POST"])
@allows(Action.KEEP_LEAVE)
def new(leave_id: int) -> str | Response:
    """Chosen from the ward's other social workers, for the days of this leave."""
    leave = find_or_404(Leave, leave_id)
    form = CoverForm.of_request()
    form.offer(queries.colleagues(g.viewer, leave))
    if form.accepted and (cover := given(leave, form)) is not None:
        name, until = cover.stand_in.name, day(cover.last_day)
        commit()
        flash(_("%(name)s stands in until %(day)s.", name=name, day=until), "success")
        return redirect(url_for("leave.index"), 303)
    cases, due = queries.due_meanwhile(g.viewer, leave)
    return render_template(
        "covers/new.html",
        form=form,
        leave=leave,
        cover=queries.standing_cover(g.viewer, leave),
        cases=cases,
        due=due,
    )


def given(leave: Leave, form: CoverForm) -> Cover | None:
    stand_in = queries.colleague(g.viewer, int(form.stand_in.data)) or abort(404)
    try:
        return Cover.give(leave, stand_in, key=str(form.key.data), by=g.viewer)
    except DomainError as error:
        form.refuse(message(error), "stand_in")
        return None


@bp.post("/covers/<int:cover_id>/end")
@allows(Action.KEEP_LEAVE)
def end(cover_id: int) -> Response:
    find_or_404(Cover, cover_id).end(by=g.viewer)
    commit()
    flash(_("Nobody stands in on these days any more."), "success")
    return redirect(url_for("leave.index"), 303)
