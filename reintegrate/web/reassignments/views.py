"""Giving many cases from one worker to another: first what would happen, then done, then undone."""

from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.db import commit
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.reassignment import Reassignment, why_skipped
from reintegrate.web.reassignments import queries
from reintegrate.web.reassignments.forms import ReassignForm
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.load_words import with_load
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.steps import take

bp = Blueprint("reassignments", __name__)


@bp.get("/reassignments/")
@allows(Action.REASSIGN_CASES)
def index() -> str:
    page = queries.earlier(g.viewer, request.args.get("page"))
    return render_template(
        "reassignments/index.html",
        rows=page.rows,
        previous_url=page.previous and url_for("reassignments.index", page=page.previous),
        next_url=page.next and url_for("reassignments.index", page=page.next),
    )


@bp.route("/reassignments/new", methods=["GET", "POST"])
@allows(Action.REASSIGN_CASES)
def new() -> Response | str:
    """The address says whose cases and to whom; then each is listed, ticked, or why it stays."""
    form = ReassignForm.of_request(
        data={
            "from_worker": request.args.get("from_worker", ""),
            "to_worker": request.args.get("to_worker", ""),
        }
    )
    choices = [(str(row.id), with_load(row)) for row in queries.workers(g.viewer)]
    for field in (form.from_worker, form.to_worker):
        field.choices = [("", _("Choose…")), *choices]
    if form.accepted and (made := carried_out(form)) is not None:
        return redirect(url_for("reassignments.show", reassignment_id=made.id), 303)
    giver = queries.worker(g.viewer, form.from_worker.data or "")
    taker = queries.worker(g.viewer, form.to_worker.data or "")
    planned = preview(giver) if giver and taker else None
    picked = set(form.cases.data or ()) if request.method == "POST" else None
    return render_template(
        "reassignments/new.html",
        form=form,
        giver=giver,
        taker=taker,
        planned=planned,
        same=giver is not None and giver is taker,
        picked=picked,
    )


def preview(giver: Any) -> dict[str, list[Any]]:
    cases = queries.open_cases(g.viewer, giver)
    known = [(case, why_skipped(case, giver)) for case in cases]
    return {
        "go": [case for case, skip in known if skip is None],
        "stay": [(case, skip) for case, skip in known if skip is not None],
    }


def carried_out(form: ReassignForm) -> Reassignment | None:
    giver = queries.worker(g.viewer, form.from_worker.data) or abort(404)
    taker = queries.worker(g.viewer, form.to_worker.data) or abort(404)
    try:
        made = Reassignment.carry_out(
            queries.held_cases(g.viewer, form.cases.data),
            from_worker=giver,
            to_worker=taker,
            key=form.key.data or "",
            by=g.viewer,
        )
    except DomainError as error:
        form.refuse(message(error), "to_worker")
        return None
    commit()
    return made


@bp.get("/reassignments/<int:reassignment_id>")
@allows(Action.REASSIGN_CASES)
def show(reassignment_id: int) -> str:
    made = find_or_404(Reassignment, reassignment_id)
    rows = queries.cases_of(g.viewer, made)
    return render_template(
        "reassignments/show.html",
        made=made,
        given=[row for row in rows if row.skipped is None],
        skipped=[row for row in rows if row.skipped is not None],
        depends=() if made.is_undone else made.what_depends(made.given_cases()),
    )


@bp.post("/reassignments/<int:reassignment_id>/undo")
@allows(Action.REASSIGN_CASES)
def undo(reassignment_id: int) -> Response:
    made = find_or_404(Reassignment, reassignment_id)
    take(made.undo, _("Undone: the cases are back with %(name)s.", name=made.from_worker.name))
    return redirect(url_for("reassignments.show", reassignment_id=made.id), 303)
