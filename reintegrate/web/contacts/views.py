"""Writing down a contact, and moving the date of the next one."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.db import commit, today
from reintegrate.models.case import Case
from reintegrate.models.catalogue import ContactChannel, ContactOutcome, NoNextDateReason, names
from reintegrate.models.catalogue import choices as offered
from reintegrate.models.contact import (
    Contact,
    NoNextStep,
    outcome_coded,
    propose_next,
    said_just_now,
)
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.regime import next_due
from reintegrate.web.contacts.forms import ContactForm, PlanForm
from reintegrate.web.ui.case_frame import case_frame
from reintegrate.web.ui.filters import day as in_words
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.next_date import Chosen
from reintegrate.web.ui.outbox import from_outbox, received, refused_form

bp = Blueprint("contacts", __name__)

USUAL_CHANNEL = "home_visit"
USUAL = 5
"""How many outcomes stand in sight; the rest unfold."""


@bp.route("/cases/<int:case_id>/contacts/new", methods=["GET", "POST"])
@allows(Action.LOG_CONTACT)
def new(case_id: int) -> Any:
    """Outcome, Save: everything else is filled in."""
    case = find_or_404(Case, case_id)
    form = contact_form(case)
    if form.accepted:
        contact = log(case, form)
        if contact is not None:
            receipt = receipt_of(contact, case)
            commit()
            if from_outbox():
                return received(receipt)
            flash(receipt, "receipt")
            return redirect(where_next(case_id), 303)
    if from_outbox():
        return refused_form(form)
    return render_template(
        "contacts/new.html",
        form=form,
        usual=USUAL,
        **case_frame(case, current="contacts.new"),
    )


def contact_form(case: Case) -> ContactForm:
    form = ContactForm.of_request()
    form.outcome.choices = offered(ContactOutcome, language())
    form.channel.choices = offered(ContactChannel, language())
    form.earliest = case.term_from
    if form.channel.data in (None, "", "None") and not form.channel.raw_data:
        form.channel.data = USUAL_CHANNEL
    form.offer(case, proposal(case))
    return form


def proposal(case: Case) -> Any:
    """What the rhythm says after a meeting today; None once the term is over."""
    if case.term_to < today():
        return None
    return min(next_due(case.term_from, after=today()), case.term_to)


def log(case: Case, form: Any) -> Contact | None:
    """None where a rule said no, and the form says which."""
    chosen = form.chosen
    outcome = outcome_coded(str(form.outcome.data))
    due_on = chosen.due_on
    if chosen.proposed:
        due_on = propose_next(case, outcome, form.happened_on.data)
    said: dict[str, Any] = {
        "channel_code": str(form.channel.data),
        "happened_on": form.happened_on.data,
        "note": form.note.data or "",
    }
    # Two entries that waited on a phone arrive within seconds, and are two.
    before = None if from_outbox() else said_just_now(case, by=g.viewer, outcome=outcome, **said)
    try:
        contact = Contact.log(
            case,
            key=before or str(form.key.data),
            by=g.viewer,
            outcome=outcome,
            **said,
            sensitive=bool(form.sensitive.data),
            next_due_on=due_on,
            next_agreed=chosen.agreed,
            no_next_reason_code=chosen.reason_code,
            made_at=form.made_at.data,
        )
        if before is not None and due_on not in {None, case.due_on}:
            case.plan_next(due_on, by=g.viewer, agreed=chosen.agreed)
        return contact
    except NoNextStep as error:
        form.refuse(message(error), "next")
    except DomainError as error:
        form.refuse(message(error))
    return None


def receipt_of(contact: Contact, case: Case) -> Any:
    """What a cookie may carry: no name, no outcome, no note."""
    return {
        "what": _("The contact is saved"),
        "code": contact.receipt,
        "at": contact.written_at,
        "next": next_in_words(case),
        "url": url_for("contacts.plan", case_id=case.id),
        "url_label": _("Move the date"),
    }


def next_in_words(case: Case) -> str:
    if case.due_on is not None:
        return _("Next contact: %(day)s", day=in_words(case.due_on))
    reason = names(NoNextDateReason, language()).get(case.no_next_date_reason_code or "")
    return _("No next date: %(reason)s", reason=reason or "–")


def where_next(case_id: int) -> str:
    if request.args.get("back") == "case":
        return url_for("cases.show", case_id=case_id)
    return url_for("today.index")


@bp.route("/cases/<int:case_id>/follow-up", methods=["GET", "POST"])
@allows(Action.PLAN_FOLLOW_UP)
def plan(case_id: int) -> str | Response:
    """Move the planned date, or say why there is none."""
    case = find_or_404(Case, case_id)
    form = PlanForm.of_request()
    form.offer(case, proposal(case))
    if request.method == "GET" and not form.restored:
        form.version.data, form.next_agreed.data = str(case.version), case.next_is_agreed
    if form.accepted and (planned_so(case, form) or plan_next(case, form)):
        commit()
        flash(next_in_words(case), "success")
        return redirect(where_next(case_id), 303)
    return render_template(
        "contacts/plan.html", form=form, **case_frame(case, current="contacts.plan")
    )


def resolved(case: Case, form: PlanForm) -> Chosen:
    chosen = form.chosen
    return Chosen(due_on=proposal(case), agreed=chosen.agreed) if chosen.proposed else chosen


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
    if chosen.due_on is not None:
        case.plan_next(chosen.due_on, by=g.viewer, agreed=chosen.agreed)
    else:
        case.plan_none(str(chosen.reason_code), by=g.viewer)
    return True
