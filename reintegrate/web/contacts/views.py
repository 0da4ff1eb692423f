"""Writing down a contact, and moving the date of the next one."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.db import commit
from reintegrate.models.case import Case
from reintegrate.models.case_schedule import Next
from reintegrate.models.held_form import hold
from reintegrate.models.no_next_note import explain_no_date
from reintegrate.models.proposal import suggest
from reintegrate.web.contacts.forms import PlanForm
from reintegrate.web.contacts.logging import (
    after,
    contact_form,
    log,
    next_in_words,
    offer_the_rest,
    receipt_of,
    where_next,
)
from reintegrate.web.contacts.queries import busy_days, is_written
from reintegrate.web.ui.case_frame import case_frame, words_for_no_date
from reintegrate.web.ui.errors import typed_fields
from reintegrate.web.ui.filters import day as in_words
from reintegrate.web.ui.next_date import Chosen
from reintegrate.web.ui.note_words import PROMPTS
from reintegrate.web.ui.outbox import from_outbox, received, refused_form

bp = Blueprint("contacts", __name__)

USUAL = 5
"""How many outcomes stand in sight; the rest unfold."""


@bp.route("/cases/<int:case_id>/contacts/new", methods=["GET", "POST"])
@allows(Action.LOG_CONTACT)
def new(case_id: int) -> Any:
    """Outcome, Save: everything else is filled in."""
    case = find_or_404(Case, case_id, alone=True)
    form = contact_form(case)
    if form.accepted:
        contact = log(case, form)
        if contact is not None:
            receipt, then = receipt_of(contact, case), after(contact)
            commit(leaving=True)
            if from_outbox():
                return received(receipt)
            flash(receipt, "receipt")
            return redirect(then, 303)
    if from_outbox():
        return refused_form(form)
    offer_the_rest(case, form)
    form.show(busy_days(g.viewer, case.worker_id))
    return render_template(
        "contacts/new.html",
        form=form,
        usual=USUAL,
        prompts=[str(prompt) for prompt in PROMPTS],
        draft_url=url_for("contacts.keep_draft", case_id=case_id),
        **case_frame(case, current="contacts.new"),
    )


@bp.post("/cases/<int:case_id>/contacts/draft")
@allows(Action.LOG_CONTACT)
def keep_draft(case_id: int) -> Response:
    """What is typed so far, for its writer alone and for this case alone. A receipt clears it, and
    what arrives late after a receipt is no draft any more."""
    case = find_or_404(Case, case_id)
    if not is_written(g.viewer, request.form.get("key", "")[:40]):
        hold(g.viewer, url_for("contacts.new", case_id=case.id), typed_fields())
        commit()
    return Response(status=204, mimetype="text/plain")


@bp.route("/cases/<int:case_id>/follow-up", methods=["GET", "POST"])
@allows(Action.PLAN_FOLLOW_UP)
def plan(case_id: int) -> str | Response:
    """Move the planned date, or say why there is none."""
    case = find_or_404(Case, case_id)
    form = PlanForm.of_request()
    form.offer(case, suggest(case, case.last_reached_on))
    if request.method == "GET" and not form.restored:
        form.version.data, form.next_agreed.data = str(case.version), case.next_is_agreed
        form.no_next_words.data = words_for_no_date(case)
    before = case.no_next_date_reason_code
    if form.accepted and (planned_so(case, form) or plan_next(case, form)):
        explain_no_date(case, form.chosen.words, before=before, by=g.viewer)
        commit()
        flash(next_in_words(case), "success")
        return redirect(where_next(case_id), 303)
    form.show(busy_days(g.viewer, case.worker_id))
    return render_template(
        "contacts/plan.html", form=form, **case_frame(case, current="contacts.plan")
    )


def resolved(case: Case, form: PlanForm) -> Chosen:
    chosen = form.chosen
    return Chosen(due_on=form.proposed_on, agreed=chosen.agreed) if chosen.proposed else chosen


def planned_so(case: Case, form: PlanForm) -> bool:
    """The form was posted twice: it is done already."""
    chosen = resolved(case, form)
    return (chosen.due_on, chosen.reason_code, chosen.agreed) == (
        case.due_on,
        case.no_next_date_reason_code,
        case.next_is_agreed,
    )


def plan_next(case: Case, form: PlanForm) -> bool:
    """False where somebody changed the case meanwhile; saving again is a decision then."""
    if not form.started_from(case.version):
        form.show_theirs(case.version, next_on=case.due_on and in_words(case.due_on))
        return False
    chosen = resolved(case, form)
    case.plan(
        Next(chosen.due_on, chosen.agreed, chosen.reason_code, form.proposed_on, chosen.because),
        by=g.viewer,
    )
    return True
