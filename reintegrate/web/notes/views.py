"""A contact that is written down: reading it, putting it right, adding to it, going on from it."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.access.policy import may
from reintegrate.db import commit
from reintegrate.models.catalogue import ContactChannel, ContactOutcome, Presence, names
from reintegrate.models.catalogue import choices as offered
from reintegrate.models.contact import Contact
from reintegrate.models.contact_correction import (
    NotTheAuthor,
    TooLateToCorrect,
    add_to,
    choose_step,
    correct,
    may_be_corrected,
)
from reintegrate.models.contact_note import ContactNote
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.outcome_rule import outcome_coded
from reintegrate.models.outreach import steps_after
from reintegrate.web.notes.forms import AdditionForm, CorrectionForm, StepForm
from reintegrate.web.notes.queries import (
    additions,
    earlier_versions,
    group_size,
    note_of,
    told_twice,
)
from reintegrate.web.ui.case_frame import case_frame
from reintegrate.web.ui.filters import day as in_words
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.messages import message

bp = Blueprint("notes", __name__)

LEADS_TO = {
    "propose_transfer": ("transfers.new", Action.PROPOSE_TRANSFER),
    "family": ("cases.details", Action.VIEW_CASE),
}
"""Steps that have a page of their own."""


@bp.get("/contacts/<int:contact_id>")
@allows(Action.VIEW_CONTACT)
def show(contact_id: int) -> str:
    contact = find_or_404(Contact, contact_id)
    note = note_of(g.viewer, contact)
    return render_template(
        "notes/show.html",
        contact=contact,
        note=note,
        words=in_catalogue_words(note) if note else {},
        versions=[(v, in_catalogue_words(v)) for v in earlier_versions(g.viewer, contact)],
        additions=additions(g.viewer, contact) if note else [],
        twins=told_twice(g.viewer, contact),
        group=group_size(g.viewer, contact),
        may_write=note is not None and may(g.viewer, Action.CORRECT_CONTACT, contact),
        may_correct=may_be_corrected(contact, g.viewer),
        **case_frame(contact.case, current="notes.show"),
    )


def in_catalogue_words(note: Any) -> dict[str, str]:
    present = names(Presence, language())
    return {
        "outcome": names(ContactOutcome, language()).get(note.outcome_code, ""),
        "channel": names(ContactChannel, language()).get(note.channel_code, ""),
        "present": ", ".join(present.get(code, "") for code in note.present.split()),
    }


@bp.route("/contacts/<int:contact_id>/correction", methods=["GET", "POST"])
@allows(Action.CORRECT_CONTACT)
def correction(contact_id: int) -> str | Response:
    """Within a day, by whoever wrote it. How it read before is kept."""
    contact = find_or_404(Contact, contact_id)
    note = note_of(g.viewer, contact)
    if note is None or not may_be_corrected(contact, g.viewer):
        error = TooLateToCorrect(contact_id)
        flash(message(error if contact.by_id == g.viewer.id else NotTheAuthor(0)), "warning")
        return redirect(url_for("notes.show", contact_id=contact_id), 303)
    form = CorrectionForm.of_request(data=current(contact, note))
    form.outcome.choices = offered(ContactOutcome, language(), keep=note.outcome_code)
    form.channel.choices = offered(ContactChannel, language(), keep=note.channel_code)
    form.present.choices = offered(Presence, language())
    form.earliest = contact.case.term_from
    if form.accepted and (is_so(contact, note, form) or corrected(contact, note, form)):
        commit()
        flash(_("The correction is saved. How it read before is kept."), "success")
        return redirect(url_for("notes.show", contact_id=contact_id), 303)
    return render_template(
        "notes/correction.html",
        form=form,
        contact=contact,
        **case_frame(contact.case, current="notes.correction"),
    )


def current(contact: Contact, note: ContactNote) -> dict[str, Any]:
    return {
        "version": str(note.version),
        "outcome": note.outcome_code,
        "note": note.text or "",
        "channel": note.channel_code,
        "happened_on": contact.happened_on,
        "present": note.present.split(),
        "sensitive": note.sensitive,
    }


def answers(form: CorrectionForm) -> dict[str, Any]:
    return {
        "outcome": str(form.outcome.data),
        "note": form.note.data or "",
        "channel": str(form.channel.data),
        "happened_on": form.happened_on.data,
        "present": form.present.data or [],
        "sensitive": bool(form.sensitive.data),
    }


def is_so(contact: Contact, note: ContactNote, form: CorrectionForm) -> bool:
    """Posted twice, or nothing changed: it reads like this already."""
    held = current(contact, note)
    return {name: held[name] for name in answers(form)} == answers(form)


def corrected(contact: Contact, note: ContactNote, form: CorrectionForm) -> bool:
    if not form.started_from(note.version):
        form.show_theirs(
            note.version, note=note.text or "", happened_on=in_words(contact.happened_on)
        )
        return False
    said = answers(form)
    outcome, channel = outcome_coded(said.pop("outcome")), said.pop("channel")
    try:
        correct(contact, outcome=outcome, channel_code=channel, by=g.viewer, **said)
    except DomainError as error:
        form.refuse(message(error))
        return False
    return True


@bp.route("/contacts/<int:contact_id>/additions", methods=["GET", "POST"])
@allows(Action.CORRECT_CONTACT)
def add(contact_id: int) -> str | Response:
    """Any day later, by the worker who answers: under what was written, never over it."""
    contact = find_or_404(Contact, contact_id)
    form = AdditionForm.of_request()
    if form.accepted:
        try:
            add_to(
                contact,
                key=str(form.key.data),
                text=str(form.text.data),
                sensitive=bool(form.sensitive.data),
                by=g.viewer,
            )
        except DomainError as error:
            form.refuse(message(error))
        else:
            commit()
            flash(_("Added. What was written before stays as it was."), "success")
            return redirect(url_for("notes.show", contact_id=contact_id), 303)
    return render_template(
        "notes/addition.html",
        form=form,
        contact=contact,
        **case_frame(contact.case, current="notes.add"),
    )


@bp.route("/contacts/<int:contact_id>/next", methods=["GET", "POST"])
@allows(Action.CORRECT_CONTACT)
def next_step(contact_id: int) -> str | Response:
    """Nobody was met: what can be tried next. It may be left untouched; the contact is saved."""
    contact = find_or_404(Contact, contact_id)
    note = note_of(g.viewer, contact)
    if note is None:
        return redirect(onward(contact), 303)
    steps = steps_after(note.outcome_code, contact.case.tries_since_reached)
    form = StepForm.of_request(data={"step": note.next_step_code})
    form.step.choices = [(step.code, step.name_in(language())) for step in steps]
    if form.accepted:
        if form.step.data in dict(form.step.choices):
            choose_step(contact, form.step.data, by=g.viewer)
            commit()
            flash(_("Noted as your next step."), "success")
        return redirect(onward(contact, form.step.data), 303)
    return render_template(
        "notes/next.html",
        form=form,
        steps=steps,
        contact=contact,
        tries=contact.case.tries_since_reached,
        help_wanted=contact.case.help_wanted_on is not None,
        onward=onward(contact),
        language=language(),
        **case_frame(contact.case, current="notes.next_step"),
    )


def onward(contact: Contact, step: str | None = None) -> str:
    """Where the step is done, if it has a page; else back to the day or the case."""
    endpoint, action = LEADS_TO.get(step or "", ("", Action.VIEW_CASE))
    if endpoint and may(g.viewer, action, contact.case):
        return url_for(endpoint, case_id=contact.case_id)
    if request.args.get("back") == "case":
        return url_for("cases.show", case_id=contact.case_id)
    return url_for("today.index")
