"""What the audit trail's events are called. Every kind a verb writes has words here; a test walks
the verbs."""

import json
from datetime import date
from typing import Any

from reintegrate.models.act import ActKind
from reintegrate.models.audit import Space
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import LABELS

WORDS: dict[str, Any] = {
    **{f"act.{kind}": words for kind, words in LABELS[ActKind].items()},
    "act.taken_back": _l("An act of the file taken back"),
    "assignment.accepted": _l("Agency accepted"),
    "assignment.declined": _l("Agency declined"),
    "assignment.ended": _l("Agency's help ended"),
    "assignment.message": _l("Message exchanged with the agency"),
    "assignment.offered": _l("Agency asked for help"),
    "assignment.viewed": _l("Looked at a request to an agency"),
    "assignment.withdrawn": _l("Request to the agency withdrawn"),
    "absence.over": _l("Back from a reported absence"),
    "absence.told": _l("Absence reported by the person"),
    "base_salary.entered": _l("Base salary entered"),
    "case.announced": _l("Expected home"),
    "case.decided": _l("Decision there; not home yet"),
    "case.proposed": _l("Management proposed; not home yet"),
    "helper.assigned": _l("Helper assigned"),
    "helper.ended": _l("Helper's assignment ended"),
    "team.member_joined": _l("Member joined the support team"),
    "team.member_left": _l("Member left the support team"),
    "team.set": _l("Support team set up"),
    "case.absent": _l("Away without word: noted"),
    "case.assigned": _l("Responsible worker named"),
    "case.closed": _l("Case ended"),
    "case.managed": _l("Case under way again"),
    "case.moved": _l("Case moved to another ward"),
    "case.opened": _l("Case opened"),
    "case.person_corrected": _l("Personal details corrected"),
    "case.residence_changed": _l("Address or phone changed"),
    "case.suspended": _l("Case suspended"),
    "case.viewed": _l("Looked at a case"),
    "consent.given": _l("Consent given"),
    "consent.refused": _l("Consent refused"),
    "consent.withdrawn": _l("Consent withdrawn"),
    "contact.logged": _l("Contact logged"),
    "deadline.escalated": _l("Overdue: the next person was told"),
    "deadline.met": _l("Done what was owed by a date"),
    "deadline.moot": _l("No longer owed by a date"),
    "deadline.moved": _l("A date owed has moved"),
    "deadline.open": _l("Owed again by a date"),
    "deadline.taken": _l("Somebody took on what is owed by a date"),
    "deadline.viewed": _l("Looked at why a date is what it is"),
    "calendar_year.marked": _l("Day in the working calendar written"),
    "calendar_year.taken_over": _l("Year of the working calendar taken over"),
    "calendar_year.unmarked": _l("Day in the working calendar removed"),
    "regime_switch.made": _l("Case put under other rules"),
    "step_rule.revised": _l("Rule for a deadline changed"),
    "calendar_feed.opened": _l("Own calendar's address made"),
    "calendar_feed.taken_back": _l("Own calendar's address taken back"),
    "digest.address_forgotten": _l("Mail address forgotten"),
    "digest.address_proved": _l("Mail address proved"),
    "digest.chosen": _l("Mail about the own work chosen"),
    "digest.code_sent": _l("Code sent to a mail address"),
    "mail.dropped": _l("Mail to staff no longer sent"),
    "mail.failed": _l("Mail to staff not accepted"),
    "mail.sending": _l("Mail to staff on its way"),
    "mail.sent": _l("Mail to staff sent"),
    "mail.unclear": _l("Mail to staff: nobody knows whether it left"),
    "mail.waiting": _l("Mail to staff to be tried again"),
    "mail.written": _l("Mail to staff written"),
    "reminder.dropped": _l("Text reminder no longer sent"),
    "reminder.failed": _l("Text reminder not accepted"),
    "reminder.sending": _l("Text reminder on its way"),
    "reminder.sent": _l("Text reminder sent"),
    "reminder.unclear": _l("Text reminder: nobody knows whether it left"),
    "reminder.waiting": _l("Text reminder to be tried again"),
    "reminder.written": _l("Text reminder written"),
    "reminder_wording.changed": _l("Words of a text reminder changed"),
    "document.drafted": _l("Official paper begun"),
    "document.final_brought": _l("Final text of a paper brought"),
    "document.issued": _l("Official paper issued"),
    "document.numbered": _l("Official paper numbered"),
    "document.viewed": _l("Looked at an official paper"),
    "document.withdrawn": _l("Official paper withdrawn"),
    "document.written": _l("Official paper written in"),
    "document_file.viewed": _l("Copy of an issued paper taken"),
    "document_number.outside": _l("Numbers given outside noted"),
    "document_template.added": _l("Word template brought"),
    "document_template.left": _l("Word template no longer used"),
    "document_template.used": _l("Word template taken into use"),
    "follow_up.done": _l("What was planned is done"),
    "follow_up.dropped": _l("Planned contact no longer due"),
    "follow_up.moved": _l("Planned contact moved"),
    "demo.filled": _l("Invented people added for the demo"),
    "follow_up.none": _l("No next contact, with a reason"),
    "follow_up.planned": _l("Next contact planned"),
    "intake.accepted": _l("Intake accepted"),
    "intake.begun": _l("Intake begun"),
    "intake.discarded": _l("Intake draft discarded"),
    "intake.draft": _l("Discarded intake taken up again"),
    "intake.expired": _l("Intake draft expired"),
    "intake.returned": _l("Intake sent back"),
    "intake.section_saved": _l("Intake section saved"),
    "intake.submitted": _l("Intake submitted"),
    "intake.viewed": _l("Looked at an intake"),
    "issuing_body.begun": _l("Letterhead begun"),
    "issuing_body.changed": _l("Letterhead changed"),
    "signer.added": _l("Signer added"),
    "signer.ended": _l("Signer ended"),
    "need.declined": _l("Help with a need declined"),
    "need.received": _l("Help with a need received"),
    "need.referred": _l("An agency is asked about a need"),
    "need.stated": _l("Need noted"),
    "need.viewed": _l("Looked at needs and help"),
    "offline_device.list_taken": _l("List of the day taken to a device"),
    "offline_device.revoked": _l("Device no longer works without signal"),
    "offline_device.switched_on": _l("Device may work without signal"),
    "person.corrected": _l("Personal details corrected"),
    "transfer.accepted": _l("Transfer accepted"),
    "transfer.declined": _l("Transfer declined"),
    "transfer.proposed": _l("Transfer proposed"),
    "transfer.viewed": _l("Looked at a transfer"),
    "transfer.withdrawn": _l("Transfer withdrawn"),
    "user.added": _l("Account added"),
    "user.disabled": _l("Account disabled"),
    "user.enabled": _l("Account enabled again"),
    "user.password_changed": _l("Password changed"),
    "user.password_reset": _l("New first password given"),
    "user.renamed": _l("Account's name changed"),
    "user.rights_changed": _l("Account's rights changed"),
    "user.signed_in": _l("Signed in"),
    "user.signed_out": _l("Signed out"),
}
SUPPORT_ENTRY = _l("Support entry")


def words(event: Any) -> str:
    """An event, or a row with its `what` and `details`, in words for those who work on the case."""
    due_on = json.loads(event.details).get("due_on")
    if event.what == "follow_up.planned" and due_on:
        day = date.fromisoformat(due_on).strftime("%d/%m/%Y")
        return gettext("Next contact planned for %(day)s", day=day)
    return str(WORDS.get(event.what, event.what))


def trail_words(what: str, space: Space) -> str:
    """The same for whoever checks who did what: of support only that there was some."""
    return str(SUPPORT_ENTRY if space == Space.SUPPORT else WORDS.get(what, what))
