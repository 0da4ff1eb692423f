"""When an action is allowed on one record: short rules, each giving its reason for a no."""

from collections.abc import Callable
from typing import Any

from reintegrate.access.actions import Action, WhyNot
from reintegrate.access.conditions_community import INFORMATION_RULES
from reintegrate.access.conditions_documents import DOCUMENT_FILE_RULES, DOCUMENT_RULES
from reintegrate.access.conditions_privacy import DATA_REQUEST_RULES
from reintegrate.access.conditions_reveals import REVEAL_RULES
from reintegrate.db import today
from reintegrate.models.agency_consent import AgencyConsent
from reintegrate.models.assignment import Assignment, AssignmentStatus
from reintegrate.models.benefit import Benefit
from reintegrate.models.case import Case
from reintegrate.models.consent import Consent
from reintegrate.models.contact import Contact
from reintegrate.models.cover import stands_in_for
from reintegrate.models.data_request import DataRequest
from reintegrate.models.deadline_due import has_it_today
from reintegrate.models.deadline_row import Deadline
from reintegrate.models.document import Document
from reintegrate.models.document_text import DocumentFile
from reintegrate.models.helper import HelperAssignment
from reintegrate.models.information import Information
from reintegrate.models.inquiry import Inquiry
from reintegrate.models.intake import Intake
from reintegrate.models.life_fact import LifeFact
from reintegrate.models.need import Need
from reintegrate.models.plan import Plan, PlanGoal, PlanStep
from reintegrate.models.questionnaire import Questionnaire
from reintegrate.models.questionnaire_reply import QuestionnaireReply
from reintegrate.models.reminder import Reminder
from reintegrate.models.report import Report, ReportStatus
from reintegrate.models.reveal import Reveal
from reintegrate.models.transfer import Transfer
from reintegrate.models.user import Role, User

Rule = Callable[[User, Any], WhyNot | None]


def answers_for(viewer: User, case: Case) -> bool:
    """The one worker who sees the support space of this case, or who stands in for them today."""
    if viewer.role != Role.SOCIAL_WORKER or viewer.area_id != case.area_id:
        return False
    return case.worker_id == viewer.id or stands_in_for(viewer.id, case.worker_id)


def open_only(viewer: User, case: Case) -> WhyNot | None:
    return None if case.is_open else WhyNot.CASE_ENDED


def of_open_case(viewer: User, part: Any) -> WhyNot | None:
    return open_only(viewer, part.case)


def closed_only(viewer: User, case: Case) -> WhyNot | None:
    return WhyNot.CASE_IS_OPEN if case.is_open else None


def own_case(viewer: User, case: Case) -> WhyNot | None:
    """Also when it has ended: what was said can be read, and a consent taken back, any day."""
    return None if answers_for(viewer, case) else WhyNot.NOT_YOUR_CASE


def own_open_case(viewer: User, case: Case) -> WhyNot | None:
    if not answers_for(viewer, case):
        return WhyNot.NOT_YOUR_CASE
    return open_only(viewer, case)


def own_or_of_official(viewer: User, case: Case) -> WhyNot | None:
    """Also when it has ended."""
    worker = viewer.role == Role.SOCIAL_WORKER
    return WhyNot.NOT_YOUR_CASE if worker and not answers_for(viewer, case) else None


def own_or_official(viewer: User, case: Case) -> WhyNot | None:
    return own_or_of_official(viewer, case) or open_only(viewer, case)


def no_transfer_pending(viewer: User, case: Case) -> WhyNot | None:
    return WhyNot.TRANSFER_PENDING if case.transfer_pending else open_only(viewer, case)


def may_propose_transfer(viewer: User, case: Case) -> WhyNot | None:
    return own_or_official(viewer, case) or no_transfer_pending(viewer, case)


def is_receiving_ward(viewer: User, transfer: Transfer) -> WhyNot | None:
    if viewer.area_id != transfer.to_area_id:
        return WhyNot.OTHER_WARD_ANSWERS
    return None if transfer.is_pending else WhyNot.ANSWERED_ALREADY


def is_sending_ward(viewer: User, transfer: Transfer) -> WhyNot | None:
    if viewer.area_id != transfer.from_area_id:
        return WhyNot.SENDING_WARD_ONLY
    if viewer.role == Role.SOCIAL_WORKER and viewer.id not in {
        transfer.by_id,
        transfer.case.worker_id,
    }:
        return WhyNot.NOT_YOUR_CASE
    return None if transfer.is_pending else WhyNot.ANSWERED_ALREADY


def worker_before(viewer: User, transfer: Transfer) -> WhyNot | None:
    """Who answered until the other ward did, for as long as the rules say; nobody takes it away."""
    if viewer.id != transfer.former_worker_id or viewer.area_id != transfer.from_area_id:
        return WhyNot.NOT_YOUR_CASE
    over = transfer.notes_until is None or transfer.notes_until < today()
    return WhyNot.SIGHT_ENDED if over else None


def own_contact(viewer: User, contact: Contact) -> WhyNot | None:
    return own_case(viewer, contact.case)


def own_open_contact(viewer: User, contact: Contact) -> WhyNot | None:
    return own_open_case(viewer, contact.case)


def own_template(viewer: User, template: Any) -> WhyNot | None:
    """The administrator keeps what all wards use, a ward's officials what is their own."""
    if template.area_id is None:
        return None if viewer.role == Role.ADMINISTRATOR else WhyNot.OF_ALL_WARDS
    return None if template.area_id == viewer.area_id else WhyNot.NOT_YOUR_ROLE


def own_need(viewer: User, need: Need) -> WhyNot | None:
    return own_open_case(viewer, need.case)


def own_part_of_case(viewer: User, part: Any) -> WhyNot | None:
    return own_open_case(viewer, part.case)


def own_consent(viewer: User, consent: Consent | AgencyConsent) -> WhyNot | None:
    return own_case(viewer, consent.case)


def is_offered(viewer: User, assignment: Assignment) -> WhyNot | None:
    return None if assignment.status == AssignmentStatus.OFFERED else WhyNot.ANSWERED_ALREADY


def is_accepted(viewer: User, assignment: Assignment) -> WhyNot | None:
    return None if assignment.status == AssignmentStatus.ACCEPTED else WhyNot.ANSWERED_ALREADY


def is_running(viewer: User, assignment: Assignment) -> WhyNot | None:
    return None if assignment.is_running else WhyNot.ANSWERED_ALREADY


def is_writer(viewer: User, intake: Intake) -> WhyNot | None:
    if intake.by_id != viewer.id:
        return WhyNot.NOT_THE_WRITER
    return None if intake.is_draft else WhyNot.ANSWERED_ALREADY


def may_decide(viewer: User, intake: Intake) -> WhyNot | None:
    return None if intake.is_submitted else WhyNot.NOT_SUBMITTED


def may_take(viewer: User, one: Deadline) -> WhyNot | None:
    """Whoever has the role that owes it, or was told because it is late; while nobody of that role
    is at work, the next one."""
    if not one.is_open:
        return WhyNot.ANSWERED_ALREADY
    if viewer.area_id != one.area_id:
        return WhyNot.NOT_OWED_BY_YOU
    owes = viewer.role in {one.owner_role, one.escalated_to} or viewer.role == has_it_today(one)
    return None if owes else WhyNot.NOT_OWED_BY_YOU


def is_asked_ward(viewer: User, inquiry: Inquiry) -> WhyNot | None:
    if viewer.area_id != inquiry.to_area_id:
        return WhyNot.OTHER_WARD_ANSWERS
    return None if inquiry.is_open else WhyNot.ANSWERED_ALREADY


def is_asking_ward(viewer: User, inquiry: Inquiry) -> WhyNot | None:
    if viewer.area_id != inquiry.from_area_id:
        return WhyNot.SENDING_WARD_ONLY
    return None if inquiry.is_open else WhyNot.ANSWERED_ALREADY


def is_submitted(viewer: User, report: Report) -> WhyNot | None:
    return None if report.status == ReportStatus.SUBMITTED else WhyNot.ANSWERED_ALREADY


def of_own_ward(viewer: User, report: Report) -> WhyNot | None:
    """What a ward sent that is part of another now stays as it is."""
    return None if report.area_id == viewer.area_id else WhyNot.EARLIER_WARD


REPORT_RULES: dict[Action, Rule] = {
    Action.ANSWER_REPORT: is_submitted,
    Action.WRITE_REPORT: of_own_ward,
    Action.NAME_PEOPLE: of_own_ward,
}
ONLY_IF: dict[Action, Rule] = {
    Action.ASSIGN_CASE: open_only,
    Action.LOG_CONTACT: own_open_case,
    Action.PLAN_FOLLOW_UP: own_open_case,
    Action.VIEW_CONTACT: own_contact,
    Action.CORRECT_CONTACT: own_open_contact,
    Action.CHOOSE_RHYTHM: own_or_official,
    Action.KEEP_SCHEDULE: own_template,
    Action.CORRECT_PERSON: own_or_official,
    Action.TAKE_DATA_REQUEST: own_or_of_official,
    Action.PAUSE_CASE: open_only,
    Action.CLOSE_CASE: no_transfer_pending,
    Action.REOPEN_CASE: closed_only,
    Action.SWITCH_REGIME: open_only,
    Action.TAKE_DEADLINE: may_take,
    Action.PROPOSE_TRANSFER: may_propose_transfer,
    Action.ANSWER_TRANSFER: is_receiving_ward,
    Action.READ_LEFT_NOTES: worker_before,
    Action.WITHDRAW_TRANSFER: is_sending_ward,
    Action.ANSWER_ASSIGNMENT: is_offered,
    Action.END_ASSIGNMENT: is_accepted,
    Action.WITHDRAW_ASSIGNMENT: is_running,
    Action.WRITE_IN_THREAD: is_running,
    Action.GIVE_ASSIGNMENT: is_running,
    Action.ANSWER_INQUIRY: is_asked_ward,
    Action.WITHDRAW_INQUIRY: is_asking_ward,
    Action.EDIT_INTAKE: is_writer,
    Action.DECIDE_INTAKE: may_decide,
}
"""Conditions on the record itself. Needs and their offers are asked about through their case."""

CASE_RULES: dict[Action, Rule] = {
    Action.SEND_REMINDER: own_open_case,
    Action.VIEW_NEEDS: own_case,
    Action.KEEP_CONSENTS: own_case,
    Action.KEEP_NEEDS: own_open_case,
    Action.OFFER_ASSIGNMENT: own_open_case,
    Action.KEEP_HELPER: open_only,
}
NEED_RULES: dict[Action, Rule] = {
    Action.KEEP_NEEDS: own_need,
    Action.OFFER_ASSIGNMENT: own_need,
}
CONSENT_RULES: dict[Action, Rule] = {Action.KEEP_CONSENTS: own_consent}
REMINDER_RULES: dict[Action, Rule] = {Action.SEND_REMINDER: own_part_of_case}
RULES_OF: dict[type, dict[Action, Rule]] = {
    Need: NEED_RULES,
    Benefit: {Action.KEEP_NEEDS: own_part_of_case},
    Plan: {Action.KEEP_NEEDS: own_part_of_case},
    PlanGoal: {Action.KEEP_NEEDS: own_part_of_case},
    PlanStep: {Action.KEEP_NEEDS: own_part_of_case},
    Questionnaire: {},
    QuestionnaireReply: {Action.KEEP_NEEDS: own_part_of_case},
    LifeFact: {Action.KEEP_NEEDS: own_part_of_case},
    Consent: CONSENT_RULES,
    AgencyConsent: CONSENT_RULES,
    Assignment: {Action.KEEP_APPOINTMENTS: is_accepted},
    Document: DOCUMENT_RULES,
    HelperAssignment: {Action.KEEP_HELPER: of_open_case},
    DocumentFile: DOCUMENT_FILE_RULES,
    Reminder: REMINDER_RULES,
    Reveal: REVEAL_RULES,
    Report: REPORT_RULES,
    Information: INFORMATION_RULES,
    DataRequest: DATA_REQUEST_RULES,
}
