"""From the answers of the form to a contact: the verb, and the words of its receipt."""

from datetime import date
from typing import Any

from flask import g, request, url_for

from reintegrate.db import today
from reintegrate.models.case import Case
from reintegrate.models.catalogue import (
    ContactChannel,
    ContactOutcome,
    FollowUpKind,
    NeedKind,
    NoNextDateReason,
    Presence,
    names,
)
from reintegrate.models.catalogue import choices as offered
from reintegrate.models.contact import Contact, NoNextStep, propose_next
from reintegrate.models.idempotency import SaidAlready
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.no_next_note import explain_no_date
from reintegrate.models.outcome_rule import OutcomeRule, outcome_coded
from reintegrate.models.proposal import suggest
from reintegrate.web.contacts.forms import ContactForm
from reintegrate.web.contacts.needs import asks_about, change_needs, is_repeat, needs, offer_needs
from reintegrate.web.contacts.queries import is_written, planned_activities
from reintegrate.web.ui.addresses import case_url, url_of
from reintegrate.web.ui.filters import day as in_words
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.outbox import from_outbox

USUAL_CHANNEL = "home_visit"


def contact_form(case: Case) -> ContactForm:
    form = ContactForm.of_request()
    form.outcome.choices = offered(ContactOutcome, language())
    form.channel.choices = offered(ContactChannel, language())
    form.present.choices = offered(Presence, language()) if asks_about("present") else []
    form.done.choices = activities(case) if asks_about("done") else []
    offer_needs(case, form)
    keep_what_was_received(form)
    form.earliest = case.term_from
    if form.channel.data in (None, "", "None") and not form.channel.raw_data:
        form.channel.data = USUAL_CHANNEL
    form.offer(case, suggest(case, today()))
    return form


def offer_the_rest(case: Case, form: ContactForm) -> None:
    """A form that is shown again offers what its post did not ask for."""
    form.present.choices = offered(Presence, language())
    form.new_needs.choices = offered(NeedKind, language())
    if not asks_about("done"):
        form.done.choices = activities(case)
    if not asks_about("met_needs"):
        form.met_needs.choices = needs(case)


def keep_what_was_received(form: ContactForm) -> None:
    """What an earlier try of the same form did is no longer offered; the repeat is no mistake."""
    for field in (form.done, form.met_needs):
        known = {code for code, _name in field.choices}
        gone = [code for code in field.data or () if code not in known]
        if gone and is_written(g.viewer, str(form.key.data)):
            field.choices = [*field.choices, *((code, code) for code in gone)]


def activities(case: Case) -> list[tuple[str, str]]:
    kinds = names(FollowUpKind, language())
    return [
        (row.kind_code, f"{kinds.get(row.kind_code, '')} · {in_words(row.due_on)}")
        for row in planned_activities(g.viewer, case)
    ]


def log(case: Case, form: ContactForm) -> Contact | None:
    """None where a rule said no, and the form says which."""
    chosen, outcome = form.chosen, outcome_coded(str(form.outcome.data))
    happened_on: date = form.happened_on.data
    proposed = proposed_after(case, form, outcome, happened_on)
    before, repeat = case.no_next_date_reason_code, is_repeat(form)
    try:
        contact = Contact.log(
            case,
            key=str(form.key.data),
            by=g.viewer,
            outcome=outcome,
            channel_code=str(form.channel.data),
            happened_on=happened_on,
            note=form.note.data or "",
            sensitive=bool(form.sensitive.data),
            present=form.present.data or (),
            made_at=form.made_at.data,
            next_due_on=proposed if chosen.proposed else chosen.due_on,
            next_agreed=chosen.agreed,
            no_next_reason_code=chosen.reason_code,
            next_proposed_on=proposed,
            next_because=chosen.because,
            done=form.done.data or (),
            # Two entries that waited on a phone arrive within seconds, and are two.
            once_more=from_outbox() or bool(form.once_more.data),
        )
    except SaidAlready as error:
        form.ask_once_more(error)
        form.said_already = error.record_id
    except NoNextStep as error:
        form.refuse(message(error), "next")
    except DomainError as error:
        form.refuse(message(error))
    else:
        explain_no_date(case, chosen.words, before=before, by=g.viewer)
        change_needs(case, form, repeat=repeat)
        return contact
    return None


def proposed_after(
    case: Case, form: ContactForm, outcome: OutcomeRule, happened_on: date
) -> date | None:
    """The form's own proposal is that of somebody reached today."""
    if outcome.reached and happened_on == today():
        return form.proposed_on
    return propose_next(case, outcome, happened_on)


def receipt_of(contact: Contact, case: Case) -> Any:
    """What a cookie may carry: no name, no outcome, no note."""
    return {
        "what": _("The contact is saved"),
        "code": contact.receipt,
        "at": contact.written_at,
        "next": next_in_words(case),
        "url": url_of("contacts.plan", case_id=case.id),
        "url_label": _("Move the date"),
    }


def next_in_words(case: Case) -> str:
    if case.due_on is not None:
        return _("Next contact: %(day)s", day=in_words(case.due_on))
    reason = names(NoNextDateReason, language()).get(case.no_next_date_reason_code or "")
    return _("No next date: %(reason)s", reason=reason or "–")


def where_next(case_id: int) -> str:
    if request.args.get("back") == "case":
        return case_url("cases.show", case_id)
    return url_of("today.index")


def after(contact: Contact) -> str:
    """Nobody was met: what can be tried next is offered, on a page that may be left untouched."""
    if contact.reached:
        return where_next(contact.case_id)
    back: Any = {"back": "case"} if request.args.get("back") == "case" else {}
    return url_for("notes.next_step", contact_id=contact.id, **back)
