"""An urgent look into another ward's file: asked with a reason, read for some hours, reviewed."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.elsewhere import note_look
from reintegrate.access.gate import allows, find_or_404
from reintegrate.access.policy import may
from reintegrate.access.revealed import cases_to_reveal, revealed_case
from reintegrate.db import commit
from reintegrate.models.audit import Seen
from reintegrate.models.case import Case
from reintegrate.models.idempotency import receipt_of
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.reveal import Reveal, RevealPart, Review
from reintegrate.web.reveals import queries
from reintegrate.web.reveals.file import parts_of
from reintegrate.web.reveals.forms import RevealForm, ReviewForm
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.steps import tried

bp = Blueprint("reveals", __name__)


@bp.get("/reveals/")
@allows(Action.VIEW_REVEAL)
def index() -> str:
    return render_template(
        "reveals/index.html",
        waiting=queries.waiting(g.viewer, request.args.get("waiting")),
        reviewed=queries.reviewed(g.viewer, request.args.get("reviewed")),
        may_ask=may(g.viewer, Action.ASK_REVEAL),
    )


@bp.route("/reveals/new", methods=["GET", "POST"])
@allows(Action.ASK_REVEAL)
def new() -> Response | str:
    """Also where the page that asks another ward leads on to: then only what was typed there."""
    form = RevealForm.of_request()
    led_here = request.method == "POST" and "because" not in request.form
    if not led_here and form.accepted and (reveal := asked(form)) is not None:
        proof: Any = {
            "what": _("You may look now; their ward has been told."),
            "code": receipt_of(reveal.key),
            "at": reveal.asked_at,
        }
        flash(proof, "receipt")
        return redirect(url_for("reveals.show", reveal_id=reveal.id))
    return render_template("reveals/new.html", form=form)


def asked(form: RevealForm) -> Reveal | None:
    try:
        case = meant(form)
        reveal = (
            None
            if case is None
            else Reveal.ask(
                case,
                key=form.key.data or "",
                part=RevealPart(form.part.data),
                reason=form.because.data or "",
                hours=int(form.hours.data),
                by=g.viewer,
            )
        )
    except DomainError as error:
        form.refuse(message(error))
        reveal = None
    if reveal is None:
        note_look(g.viewer)  # who tries name after name is collecting them
    commit()
    return reveal


def meant(form: RevealForm) -> Case | None:
    """The one open case it can be; otherwise what is missing is said."""
    if not form.says_whom:
        form.refuse(_("Write the case number, or the full name and the year of birth."), "number")
        return None
    found = cases_to_reveal(
        g.viewer,
        number=form.number.data or "",
        name=form.name.data or "",
        birth_year=form.birth_year.data,
        area_id=int(form.to_area.data) if form.to_area.data else None,
    )
    if len(found) == 1:
        return found[0]
    words = _("Several people answer to this. Ask their ward for the case number.")
    nobody = _("No other ward has an open case that answers to this.")
    form.refuse(words if found else nobody, "number")
    return None


@bp.get("/reveals/<int:reveal_id>")
@allows(Action.VIEW_REVEAL)
def show(reveal_id: int) -> str:
    reveal = find_or_404(Reveal, reveal_id)
    return render_template(
        "reveals/show.html",
        reveal=reveal,
        number=queries.number_of(g.viewer, reveal),
        names=queries.names(g.viewer, reveal),
        may_read=may(g.viewer, Action.READ_REVEALED, reveal),
        may_end=may(g.viewer, Action.END_REVEAL, reveal),
        may_review=may(g.viewer, Action.REVIEW_REVEAL, reveal),
    )


@bp.get("/reveals/<int:reveal_id>/file")
@allows(Action.READ_REVEALED)
def read(reveal_id: int) -> str:
    """Each reading leaves its line in the trail of the case itself."""
    reveal = find_or_404(Reveal, reveal_id)
    case = revealed_case(g.viewer, reveal) or abort(404)
    g.seen = Seen.of(case)
    return render_template(
        "reveals/file.html", reveal=reveal, number=case.number, parts=parts_of(reveal, case)
    )


@bp.post("/reveals/<int:reveal_id>/end")
@allows(Action.END_REVEAL)
def end(reveal_id: int) -> Response:
    reveal = find_or_404(Reveal, reveal_id, Action.VIEW_REVEAL)
    if may(g.viewer, Action.END_REVEAL, reveal):
        reveal.end(by=g.viewer)
        commit()
        flash(_("Ended. Nobody looks into this file any more."), "success")
    elif reveal.is_running:
        abort(403)
    else:
        flash(_("This look is over already."), "info")
    return redirect(url_for("reveals.show", reveal_id=reveal.id), 303)


@bp.route("/reveals/<int:reveal_id>/review", methods=["GET", "POST"])
@allows(Action.REVIEW_REVEAL)
def review(reveal_id: int) -> Response | str:
    reveal = find_or_404(Reveal, reveal_id)
    form = ReviewForm.of_request(data={"words": reveal.review or "", "version": reveal.version})
    if form.accepted:
        if form.started_from(reveal.version) and judged(form, reveal):
            return redirect(url_for("reveals.show", reveal_id=reveal.id), 303)
        if not form.started_from(reveal.version):
            form.show_theirs(reveal.version, words=reveal.review or "")
    return render_template(
        "reveals/review.html",
        form=form,
        reveal=reveal,
        number=queries.number_of(g.viewer, reveal),
        names=queries.names(g.viewer, reveal),
    )


def judged(form: ReviewForm, reveal: Reveal) -> bool:
    verdict, words = Review(form.verdict.data), form.words.data or ""
    if not tried(form, lambda: reveal.judge(verdict, words=words, by=g.viewer), "verdict"):
        return False
    commit()
    flash(_("Written down. Both wards are told."), "success")
    return True
