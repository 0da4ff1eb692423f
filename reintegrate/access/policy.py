"""Who may do what. `scope.py` says which records; this says which actions, and when."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from reintegrate.models.assignment import Assignment, AssignmentStatus
from reintegrate.models.case import Case
from reintegrate.models.consent import Consent
from reintegrate.models.intake import Intake
from reintegrate.models.need import Need
from reintegrate.models.transfer import Transfer
from reintegrate.models.user import WARD_ROLES, Role, User


class Action(StrEnum):
    KEEP_ACCOUNT = "account:keep"
    READ_HELP = "help:read"

    SEE_TODAY = "today:see"
    SEE_CASELOAD = "caseload:see"
    FIND_PEOPLE = "people:find"
    VIEW_CASE = "case:view"
    ASSIGN_CASE = "case:assign"
    LOG_CONTACT = "contact:log"
    PLAN_FOLLOW_UP = "follow_up:plan"
    CORRECT_PERSON = "person:correct"
    PAUSE_CASE = "case:pause"
    CLOSE_CASE = "case:close"
    REOPEN_CASE = "case:reopen"

    VIEW_NEEDS = "need:view"
    KEEP_NEEDS = "need:keep"
    KEEP_CONSENTS = "consent:keep"
    OFFER_ASSIGNMENT = "assignment:offer"
    LIST_ASSIGNMENTS = "assignment:list"
    VIEW_ASSIGNMENT = "assignment:view"
    ANSWER_ASSIGNMENT = "assignment:answer"
    END_ASSIGNMENT = "assignment:end"
    WITHDRAW_ASSIGNMENT = "assignment:withdraw"
    WRITE_IN_THREAD = "assignment:write"

    LIST_INTAKES = "intake:list"
    VIEW_INTAKE = "intake:view"
    WRITE_INTAKE = "intake:write"
    EDIT_INTAKE = "intake:edit"
    DECIDE_INTAKE = "intake:decide"

    LIST_TRANSFERS = "transfer:list"
    VIEW_TRANSFER = "transfer:view"
    PROPOSE_TRANSFER = "transfer:propose"
    ANSWER_TRANSFER = "transfer:answer"
    WITHDRAW_TRANSFER = "transfer:withdraw"

    SEE_COUNTS = "report:counts"
    READ_AUDIT = "audit:read"
    KEEP_USERS = "user:keep"


EVERYONE = {Action.KEEP_ACCOUNT, Action.READ_HELP}

WARD = EVERYONE | {
    Action.SEE_CASELOAD,
    Action.FIND_PEOPLE,
    Action.VIEW_CASE,
    Action.LIST_INTAKES,
    Action.VIEW_INTAKE,
    Action.LIST_TRANSFERS,
    Action.VIEW_TRANSFER,
    Action.PROPOSE_TRANSFER,
    Action.WITHDRAW_TRANSFER,
    Action.SEE_COUNTS,
}

STATUTORY = {
    Action.ASSIGN_CASE,
    Action.PAUSE_CASE,
    Action.CLOSE_CASE,
    Action.REOPEN_CASE,
    Action.CORRECT_PERSON,
    Action.DECIDE_INTAKE,
    Action.ANSWER_TRANSFER,
}

MAY: dict[Role, set[Action]] = {
    Role.SOCIAL_WORKER: WARD
    | {
        Action.SEE_TODAY,
        Action.LOG_CONTACT,
        Action.PLAN_FOLLOW_UP,
        Action.CORRECT_PERSON,
        Action.VIEW_NEEDS,
        Action.KEEP_NEEDS,
        Action.KEEP_CONSENTS,
        Action.OFFER_ASSIGNMENT,
        Action.LIST_ASSIGNMENTS,
        Action.VIEW_ASSIGNMENT,
        Action.WITHDRAW_ASSIGNMENT,
        Action.WRITE_IN_THREAD,
        Action.WRITE_INTAKE,
        Action.EDIT_INTAKE,
    },
    Role.WARD_OFFICIAL: WARD | STATUTORY,
    Role.WARD_POLICE: WARD | STATUTORY,
    Role.AGENCY_WORKER: EVERYONE
    | {
        Action.LIST_ASSIGNMENTS,
        Action.VIEW_ASSIGNMENT,
        Action.ANSWER_ASSIGNMENT,
        Action.END_ASSIGNMENT,
        Action.WRITE_IN_THREAD,
    },
    Role.COORDINATOR: EVERYONE | {Action.SEE_COUNTS, Action.LIST_TRANSFERS, Action.VIEW_TRANSFER},
    Role.DATA_PROTECTION_OFFICER: EVERYONE | {Action.READ_AUDIT},
    Role.ADMINISTRATOR: EVERYONE | {Action.KEEP_USERS},
    Role.SYSTEM: set(),
}

LOGGED_READS = {
    Action.VIEW_CASE,
    Action.VIEW_NEEDS,
    Action.VIEW_INTAKE,
    Action.DECIDE_INTAKE,
    Action.VIEW_TRANSFER,
    Action.VIEW_ASSIGNMENT,
}
"""Seeing a person's record leaves a line saying who looked. The gate writes it."""


class WhyNot(StrEnum):
    """Why an action is refused; `web/ui/labels.py` has the words."""

    NOT_YOUR_ROLE = "not_your_role"
    NOT_YOUR_CASE = "not_your_case"
    CASE_ENDED = "case_ended"
    CASE_IS_OPEN = "case_is_open"
    TRANSFER_PENDING = "transfer_pending"
    OTHER_WARD_ANSWERS = "other_ward_answers"
    SENDING_WARD_ONLY = "sending_ward_only"
    ANSWERED_ALREADY = "answered_already"
    NOT_THE_WRITER = "not_the_writer"
    NOT_SUBMITTED = "not_submitted"


Rule = Callable[[User, Any], WhyNot | None]


def answers_for(viewer: User, case: Case) -> bool:
    """The one worker who sees the support space of this case."""
    return viewer.role == Role.SOCIAL_WORKER and case.worker_id == viewer.id


def open_only(viewer: User, case: Case) -> WhyNot | None:
    return None if case.is_open else WhyNot.CASE_ENDED


def closed_only(viewer: User, case: Case) -> WhyNot | None:
    return WhyNot.CASE_IS_OPEN if case.is_open else None


def own_case(viewer: User, case: Case) -> WhyNot | None:
    """Also when it has ended: what was said can be read, and a consent taken back, any day."""
    return None if answers_for(viewer, case) else WhyNot.NOT_YOUR_CASE


def own_open_case(viewer: User, case: Case) -> WhyNot | None:
    if not answers_for(viewer, case):
        return WhyNot.NOT_YOUR_CASE
    return open_only(viewer, case)


def own_or_official(viewer: User, case: Case) -> WhyNot | None:
    if viewer.role == Role.SOCIAL_WORKER and not answers_for(viewer, case):
        return WhyNot.NOT_YOUR_CASE
    return open_only(viewer, case)


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


def own_need(viewer: User, need: Need) -> WhyNot | None:
    return own_open_case(viewer, need.case)


def own_consent(viewer: User, consent: Consent) -> WhyNot | None:
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


ONLY_IF: dict[Action, Rule] = {
    Action.ASSIGN_CASE: open_only,
    Action.LOG_CONTACT: own_open_case,
    Action.PLAN_FOLLOW_UP: own_open_case,
    Action.CORRECT_PERSON: own_or_official,
    Action.PAUSE_CASE: open_only,
    Action.CLOSE_CASE: no_transfer_pending,
    Action.REOPEN_CASE: closed_only,
    Action.PROPOSE_TRANSFER: may_propose_transfer,
    Action.ANSWER_TRANSFER: is_receiving_ward,
    Action.WITHDRAW_TRANSFER: is_sending_ward,
    Action.ANSWER_ASSIGNMENT: is_offered,
    Action.END_ASSIGNMENT: is_accepted,
    Action.WITHDRAW_ASSIGNMENT: is_running,
    Action.WRITE_IN_THREAD: is_running,
    Action.EDIT_INTAKE: is_writer,
    Action.DECIDE_INTAKE: may_decide,
}
"""Conditions on the record itself. Needs and their offers are asked about through their case."""

CASE_RULES: dict[Action, Rule] = {
    Action.VIEW_NEEDS: own_case,
    Action.KEEP_CONSENTS: own_case,
    Action.KEEP_NEEDS: own_open_case,
    Action.OFFER_ASSIGNMENT: own_open_case,
}
NEED_RULES: dict[Action, Rule] = {
    Action.KEEP_NEEDS: own_need,
    Action.OFFER_ASSIGNMENT: own_need,
}
CONSENT_RULES: dict[Action, Rule] = {Action.KEEP_CONSENTS: own_consent}
RULES_OF: dict[type, dict[Action, Rule]] = {Need: NEED_RULES, Consent: CONSENT_RULES}


def why_not(viewer: User, action: Action, record: object | None = None) -> WhyNot | None:
    """None when allowed; otherwise the reason, which pages and bulk reports put into words."""
    if action not in MAY[viewer.role]:
        return WhyNot.NOT_YOUR_ROLE
    if record is None:
        return None
    rules = RULES_OF.get(type(record), CASE_RULES)
    rule = ONLY_IF.get(action) or rules.get(action)
    return rule(viewer, record) if rule else None


def may(viewer: User, action: Action, record: object | None = None) -> bool:
    return why_not(viewer, action, record) is None


def may_read_support(viewer: User, case: Case) -> bool:
    """The support space: needs, notes, plans, what agencies do. Its worker alone reads it."""
    return answers_for(viewer, case)


def may_read_handover(viewer: User, transfer: Transfer) -> bool:
    """Whom a transfer is about and where they moved: the ward that answers for the case now, and
    the ward that is asked to, until it has said no. Everybody else sees only how it stands."""
    if viewer.role not in WARD_ROLES:
        return False
    asked = transfer.is_pending and viewer.area_id == transfer.to_area_id
    return asked or viewer.area_id == transfer.case.area_id
