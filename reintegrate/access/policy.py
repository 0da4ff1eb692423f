"""Who may do what: the grid. `scope.py` says which records; `conditions.py` says when."""

from reintegrate.access.actions import Action, WhyNot
from reintegrate.access.conditions import CASE_RULES, ONLY_IF, RULES_OF, answers_for
from reintegrate.models.case import Case
from reintegrate.models.transfer import Transfer
from reintegrate.models.user import WARD_ROLES, Role, User

EVERYONE = {Action.KEEP_ACCOUNT, Action.READ_HELP, Action.SEE_NOTICES}

WARD = EVERYONE | {
    Action.SEE_CASELOAD,
    Action.FIND_PEOPLE,
    Action.VIEW_CASE,
    Action.CHOOSE_RHYTHM,
    Action.KEEP_LEAVE,
    Action.READ_FILE,
    Action.SEE_TEAM,
    Action.LIST_INTAKES,
    Action.VIEW_INTAKE,
    Action.LIST_TRANSFERS,
    Action.VIEW_TRANSFER,
    Action.PROPOSE_TRANSFER,
    Action.WITHDRAW_TRANSFER,
    Action.ASK_WARD,
    Action.VIEW_INQUIRY,
    Action.WITHDRAW_INQUIRY,
    Action.SEE_COUNTS,
    Action.LIST_DEADLINES,
    Action.VIEW_DEADLINE,
    Action.TAKE_DEADLINE,
    Action.LIST_DOCUMENTS,
    Action.VIEW_DOCUMENT,
    Action.DRAFT_DOCUMENT,
    Action.ISSUE_DOCUMENT,
    Action.WITHDRAW_DOCUMENT,
}

STATUTORY = {
    Action.SEE_TODAY,
    Action.SWITCH_REGIME,
    Action.KEEP_SCHEDULE,
    Action.ASSIGN_CASE,
    Action.PAUSE_CASE,
    Action.CLOSE_CASE,
    Action.REOPEN_CASE,
    Action.RECORD_ACT,
    Action.KEEP_HELPER,
    Action.KEEP_TEAM,
    Action.CORRECT_PERSON,
    Action.DECIDE_INTAKE,
    Action.ANSWER_TRANSFER,
    Action.ANSWER_INQUIRY,
    Action.JOIN_PEOPLE,
    Action.KEEP_LETTERHEAD,
}

MAY: dict[Role, set[Action]] = {
    Role.SOCIAL_WORKER: WARD
    | {
        Action.SEE_TODAY,
        Action.WORK_OFFLINE,
        Action.LOG_CONTACT,
        Action.PLAN_FOLLOW_UP,
        Action.VIEW_CONTACT,
        Action.CORRECT_CONTACT,
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
        Action.SEND_REMINDER,
        Action.READ_LEFT_NOTES,
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
    Role.COORDINATOR: EVERYONE
    | {
        Action.SEE_COUNTS,
        Action.LIST_DEADLINES,
        Action.LIST_TRANSFERS,
        Action.VIEW_TRANSFER,
    },
    Role.DATA_PROTECTION_OFFICER: EVERYONE | {Action.READ_AUDIT},
    Role.ADMINISTRATOR: EVERYONE
    | {
        Action.KEEP_USERS,
        Action.KEEP_RULES,
        Action.KEEP_SCHEDULE,
        Action.KEEP_TEMPLATES,
        Action.KEEP_BASE_SALARY,
        Action.KEEP_REMINDER_WORDINGS,
        Action.WATCH_JOBS,
    },
    Role.SYSTEM: set(),
}

LOGGED_READS = {
    Action.VIEW_CONTACT,
    Action.VIEW_CASE,
    Action.READ_FILE,
    Action.VIEW_NEEDS,
    Action.VIEW_INTAKE,
    Action.DECIDE_INTAKE,
    Action.VIEW_TRANSFER,
    Action.READ_LEFT_NOTES,
    Action.VIEW_DEADLINE,
    Action.VIEW_DOCUMENT,
    Action.VIEW_ASSIGNMENT,
    Action.VIEW_INQUIRY,
    Action.JOIN_PEOPLE,
}
"""Seeing a person's record leaves a line saying who looked. The gate writes it."""


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
