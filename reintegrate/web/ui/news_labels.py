"""The words of what is told to people: notices, mails, texts. A part of `labels.LABELS`."""

from enum import StrEnum
from typing import Any

from reintegrate.models.digest import DigestRhythm
from reintegrate.models.mail import MailKind
from reintegrate.models.notice import NoticeKind
from reintegrate.models.outgoing import OutgoingStatus
from reintegrate.models.reminder import ReminderTime
from reintegrate.web.ui.i18n import lazy_gettext as _l

NEWS_LABELS: dict[type[StrEnum], dict[StrEnum, Any]] = {
    NoticeKind: {
        NoticeKind.CASE_GIVEN: _l("A case was given to you"),
        NoticeKind.CASE_TAKEN: _l("A case of yours was given to a colleague"),
        NoticeKind.AGENCY_ACCEPTED: _l("An agency said yes"),
        NoticeKind.AGENCY_DECLINED: _l("An agency said no"),
        NoticeKind.AGENCY_FINISHED: _l("An agency finished its help"),
        NoticeKind.AGENCY_ASKED: _l("Your agency is asked for help"),
        NoticeKind.AGENCY_SILENT: _l("An agency did not answer in time"),
        NoticeKind.REQUEST_GONE: _l("A request to an agency is no longer open"),
        NoticeKind.REQUEST_GIVEN: _l("A request was given to you"),
        NoticeKind.APPOINTMENT_MADE: _l("An agency named a day to meet"),
        NoticeKind.APPOINTMENT_MARKED: _l("An agency says whether they met"),
        NoticeKind.MESSAGE_RECEIVED: _l("A message about a request"),
        NoticeKind.TRANSFER_ASKED: _l("Your ward is asked to take over a case"),
        NoticeKind.TRANSFER_ACCEPTED: _l("A transfer was accepted"),
        NoticeKind.TRANSFER_DECLINED: _l("A transfer was declined"),
        NoticeKind.TRANSFER_WITHDRAWN: _l("A transfer to your ward was taken back"),
        NoticeKind.TRANSFER_LATE: _l("A transfer waits for its answer beyond its time"),
        NoticeKind.TRANSFER_EXPIRED: _l("Nobody answered your transfer: it has expired"),
        NoticeKind.STAY_ASKED: _l(
            "Your ward is asked to meet somebody who stays with you for a while"
        ),
        NoticeKind.STAY_ANSWERED: _l("The ward where somebody stays for a while has answered"),
        NoticeKind.STAY_GIVEN: _l("You are to meet somebody who stays in your ward for a while"),
        NoticeKind.STAY_CONTACTED: _l("The ward where they stay wrote down a contact"),
        NoticeKind.INQUIRY_ASKED: _l("Another ward asks whether somebody is known here"),
        NoticeKind.INQUIRY_ANSWERED: _l("Your question to another ward has its answer"),
        NoticeKind.INTAKE_SUBMITTED: _l("An intake waits for your decision"),
        NoticeKind.INTAKE_ACCEPTED: _l("Your intake was accepted"),
        NoticeKind.INTAKE_RETURNED: _l("Your intake was sent back"),
        NoticeKind.REMINDER_FAILED: _l("A text was not sent, or nobody knows"),
        NoticeKind.DEADLINE_PASSED: _l("A deadline has passed"),
        NoticeKind.COVER_GIVEN: _l("Somebody stands in while somebody is away"),
        NoticeKind.COVER_ENDED: _l("Standing in has ended"),
        NoticeKind.WORKER_LEFT: _l("A worker left: their cases wait for another"),
        NoticeKind.REVEAL_ASKED: _l("Somebody of another ward looks into a case urgently"),
        NoticeKind.REVEAL_REVIEWED: _l("An urgent look was reviewed"),
        NoticeKind.REVEAL_LATE: _l("Urgent looks wait too long to be reviewed"),
        NoticeKind.DATA_REQUEST_TAKEN: _l("Somebody asks about their own data"),
        NoticeKind.DATA_REQUEST_DUE: _l("A request about data is due within two days"),
        NoticeKind.DATA_REQUEST_LATE: _l("A request about data is overdue"),
        NoticeKind.AREA_PLANNED: _l("A change of your ward is planned"),
        NoticeKind.AREA_PLAN_DROPPED: _l("A planned change of your ward was dropped"),
        NoticeKind.AREA_CHANGED: _l("A change of your ward was carried out"),
        NoticeKind.AREA_CHANGED_BACK: _l("A change of your ward was undone"),
        NoticeKind.TROUBLE: _l("You are asked to look at the self-check"),
        NoticeKind.REPORT_DUE: _l("A report is due soon"),
        NoticeKind.REPORT_LATE: _l("A report is late"),
        NoticeKind.REPORT_RETURNED: _l("The province sent a report back"),
        NoticeKind.REPORT_ACCEPTED: _l("The province accepted a report"),
    },
    OutgoingStatus: {
        OutgoingStatus.WAITING: _l("Waiting to be sent"),
        OutgoingStatus.SENDING: _l("Being sent"),
        OutgoingStatus.SENT: _l("Sent"),
        OutgoingStatus.FAILED: _l("Not sent"),
        OutgoingStatus.UNCLEAR: _l("Nobody knows whether it was sent"),
        OutgoingStatus.DROPPED: _l("Not sent, because it was no longer right"),
    },
    DigestRhythm: {
        DigestRhythm.NONE: _l("No mail"),
        DigestRhythm.WORKDAYS: _l("Each working day"),
        DigestRhythm.WEEKLY: _l("Once a week"),
    },
    MailKind: {
        MailKind.DIGEST: _l("Digest"),
        MailKind.CODE: _l("Code for an address"),
    },
    ReminderTime: {
        ReminderTime.EVENING_BEFORE: _l("The day before, at five in the afternoon"),
        ReminderTime.THAT_MORNING: _l("That day, at eight in the morning"),
        ReminderTime.NOW: _l("Now"),
    },
}

WHY_NOT_SENT: dict[str, Any] = {
    "withdrawn": _l("The person no longer agrees to be reminded."),
    "other_day": _l("The planned day has changed."),
    "other_number": _l("The phone number has changed."),
    "late": _l("Its day had passed."),
    "taken_back": _l("You took it back."),
    "disabled": _l("The account is closed."),
    "killed": _l("The machine stopped while it was being sent."),
}
"""Codes of `Outgoing.failure`; any other is the sender's own and means that it was refused."""


def why_not_sent(code: str) -> str:
    if not code:
        return ""
    return str(WHY_NOT_SENT.get(code, _l("The message service did not take it.")))


JOB_WORDS: dict[str, Any] = {
    "drafts expired": _l("Intake drafts left too long expire"),
    "cases freed": _l("Cases of closed accounts wait for another worker"),
    "deadlines begun": _l("Cases older than the clock get their deadlines"),
    "transfers escalated": _l("The coordinator is told of a transfer nobody answers"),
    "transfers expired": _l("Transfers left too long without an answer expire"),
    "deadlines escalated": _l("The next person is told of a deadline passed"),
    "keys for programs forgotten": _l("Keys for other programs, long past, deleted"),
    "offline devices forgotten": _l("Devices without signal nobody uses any more are forgotten"),
    "reports reminded of": _l("Wards are reminded of their reports"),
    "sessions forgotten": _l("Old sessions are forgotten"),
    "held forms forgotten": _l("Typing nobody came back for is forgotten"),
    "sign-in tries forgotten": _l("Old sign-in tries are forgotten"),
    "mail given up": _l("Mails nobody heard of again are marked"),
    "reminders given up": _l("Texts nobody heard of again are marked"),
    "digests written": _l("Digests are written"),
    "mail sent": _l("Mails are sent"),
    "reminders sent": _l("Texts are sent, by day"),
    "duties ended with the term": _l("Contacts are no longer due after a term's last day"),
    "requests expired": _l("Requests no agency answered in time end"),
    "inquiries expired": _l("Questions between wards left too long expire"),
    "counters recounted": _l("Numbers kept are compared with a full recount, ward by ward"),
    "information forgotten": _l("Concerns of residents nobody confirmed are deleted"),
    "urgent looks forgotten": _l("The words of old urgent looks are deleted"),
    "data requests reminded of": _l("Wards are reminded of requests about data"),
    "urgent looks escalated": _l("Who is to review urgent looks is told that they wait too long"),
    "inquiries forgotten": _l("Old questions between wards are forgotten"),
    "mail forgotten": _l("Old mails are forgotten"),
    "reminders forgotten": _l("Old texts are forgotten"),
    "notices forgotten": _l("Old news is forgotten"),
    "claims forgotten": _l("Old marks of jobs done are forgotten"),
}
"""What `cli/jobs.py` calls a job, in words for the administrator. A test walks the jobs."""


def job_words(name: str) -> str:
    return str(JOB_WORDS.get(name, name))
