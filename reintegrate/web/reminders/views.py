"""Reminding a person of a planned day by text: shown before it is sent, and what became of it."""

from hashlib import sha256
from typing import Any

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.db import commit, utcnow
from reintegrate.models.case import Case
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.outgoing import OutgoingStatus
from reintegrate.models.reminder import (
    Reminder,
    ReminderTime,
    fitting,
    refuse_unless_remindable,
    reword,
)
from reintegrate.web.reminders import queries
from reintegrate.web.reminders.forms import ReminderForm, WordingForm
from reintegrate.web.reminders.senders import leaves_the_house, send_reminders
from reintegrate.web.reminders.words import text_of
from reintegrate.web.ui.case_frame import case_frame
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.news_labels import why_not_sent
from reintegrate.web.ui.steps import take

bp = Blueprint("reminders", __name__)
bp.add_app_template_filter(why_not_sent)

TONES = {
    OutgoingStatus.WAITING: "info",
    OutgoingStatus.SENDING: "info",
    OutgoingStatus.SENT: "ok",
    OutgoingStatus.FAILED: "late",
    OutgoingStatus.UNCLEAR: "late",
}


@bp.route("/cases/<int:case_id>/reminders", methods=["GET", "POST"])
@allows(Action.SEND_REMINDER)
def index(case_id: int) -> str | Response:
    """The texts to choose from as they will be read, and those written before."""
    case = find_or_404(Case, case_id)
    why_not = hindrance(case)
    wordings = {wording.code: wording for wording in fitting(case.person)}
    texts = {code: text_of(wording, case, g.viewer) for code, wording in wordings.items()}
    form = ReminderForm.of_request()
    form.offer(texts, print_of(texts))
    if form.accepted:
        if not form.fresh:
            form.refuse(_("The words have changed since. Read them again, then send."), "wording")
        elif (reminder := written(case, form, wordings, texts)) is not None:
            return sent(reminder)
    return render_template(
        "reminders/index.html",
        form=form,
        why_not=why_not,
        reminders=queries.reminders_of(g.viewer, case),
        to=case.person.phone,
        owner=case.person.phone_owner,
        day=case.due_on,
        only_logged=not leaves_the_house(current_app.config["SETTINGS"]),
        tones=TONES,
        **case_frame(case, current="reminders.index"),
    )


def hindrance(case: Case) -> str | None:
    try:
        refuse_unless_remindable(case)
    except DomainError as error:
        return message(error)
    return None


def print_of(texts: dict[str, str]) -> str:
    return sha256("\n".join(texts.values()).encode()).hexdigest()[:16]


def written(
    case: Case, form: Any, wordings: dict[str, Any], texts: dict[str, str]
) -> Reminder | None:
    """None where a rule says no, which the form then shows."""
    code = str(form.wording.data)
    try:
        return Reminder.write(
            case,
            key=str(form.key.data),
            wording=wordings[code],
            text=texts[code],
            when=ReminderTime(form.when.data),
            by=g.viewer,
        )
    except DomainError as error:
        form.refuse(message(error))
        return None


def sent(reminder: Reminder) -> Response:
    """Kept first; then, if its moment has come, it leaves at once."""
    case_id, proof = reminder.case_id, {"code": reminder.receipt, "at": reminder.written_at}
    reminder_id, soon = reminder.id, reminder.not_before <= utcnow()
    commit()
    if soon:
        send_reminders(g.viewer, only=reminder_id)
    said = _("The text is kept for sending. See below what becomes of it.")
    receipt: Any = proof | {"what": said}
    flash(receipt, "receipt")
    return redirect(url_for("reminders.index", case_id=case_id), 303)


@bp.post("/reminders/<int:reminder_id>/withdrawal")
@allows(Action.SEND_REMINDER)
def take_back(reminder_id: int) -> Response:
    reminder = find_or_404(Reminder, reminder_id)
    case_id = reminder.case_id
    take(reminder.take_back, _("The text is not sent."))
    return redirect(url_for("reminders.index", case_id=case_id), 303)


@bp.get("/admin/wordings/")
@allows(Action.KEEP_REMINDER_WORDINGS)
def wordings() -> str:
    return render_template("reminders/wordings.html", wordings=queries.wordings(g.viewer))


@bp.route("/admin/wordings/<code>", methods=["GET", "POST"])
@allows(Action.KEEP_REMINDER_WORDINGS)
def wording(code: str) -> str | Response:
    """Other words, as neutral as these."""
    found = queries.wording(g.viewer, code) or abort(404)
    form = WordingForm.of_request(data={"version": str(found.version), "text": found.text})
    if form.accepted:
        if form.started_from(found.version):
            reword(found, form.text.data or "", by=g.viewer)
            commit()
            flash(_("The words are saved. They count from the next text."), "success")
            return redirect(url_for("reminders.wordings"), 303)
        form.show_theirs(found.version, text=found.text)
    return render_template("reminders/wording.html", form=form, wording=found)
