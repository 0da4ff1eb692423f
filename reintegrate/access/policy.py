"""Who may do what: the grid. `scope.py` says which records; `conditions.py` says when."""

from reintegrate.access.actions import Action, WhyNot
from reintegrate.access.conditions import CASE_RULES, ONLY_IF, RULES_OF, answers_for
from reintegrate.access.conditions_stay import STAY_RULES
from reintegrate.models.case import Case
from reintegrate.models.data_request import DataRequest
from reintegrate.models.information import Information, InformationKind
from reintegrate.models.passing_on import is_passed_on
from reintegrate.models.transfer import Transfer
from reintegrate.models.user import WARD_ROLES, Role, User

EVERYONE = {Action.KEEP_ACCOUNT, Action.READ_HELP, Action.SEE_NOTICES}

WARD = EVERYONE | {
    Action.SEE_CASELOAD,
    Action.EXPORT_CASELOAD,
    Action.SEE_AGENCIES,
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
    Action.ASK_HOST,
    Action.VIEW_STAY,
    Action.END_STAY,
    Action.ASK_WARD,
    Action.VIEW_INQUIRY,
    Action.WITHDRAW_INQUIRY,
    Action.ASK_REVEAL,
    Action.VIEW_REVEAL,
    Action.READ_REVEALED,
    Action.END_REVEAL,
    Action.SEE_COMMUNITY,
    Action.OPEN_BOARD,
    Action.KEEP_ACTIVITIES,
    Action.LIST_INFORMATION,
    Action.TAKE_INFORMATION,
    Action.VIEW_INFORMATION,
    Action.SEE_COUNTS,
    Action.VIEW_REPORT,
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
    Action.SEE_AGENCY_BOARD,
    Action.SEE_CLUSTERS,
    Action.KEEP_CLUSTER_TASKS,
    Action.SEE_TODAY,
    Action.SWITCH_REGIME,
    Action.KEEP_SCHEDULE,
    Action.ASSIGN_CASE,
    Action.REASSIGN_CASES,
    Action.SEE_LOAD,
    Action.PAUSE_CASE,
    Action.CLOSE_CASE,
    Action.REOPEN_CASE,
    Action.RECORD_ACT,
    Action.KEEP_HELPER,
    Action.KEEP_TEAM,
    Action.CORRECT_PERSON,
    Action.DECIDE_INTAKE,
    Action.ANSWER_TRANSFER,
    Action.ANSWER_STAY,
    Action.ANSWER_INQUIRY,
    Action.JOIN_PEOPLE,
    Action.KEEP_LETTERHEAD,
    Action.WRITE_REPORT,
    Action.NAME_PEOPLE,
    Action.SELF_CHECK,
    Action.PLACE_CASES,
}

REQUESTS = {Action.LIST_DATA_REQUESTS, Action.VIEW_DATA_REQUEST}
OWN_DATA = REQUESTS | {Action.TAKE_DATA_REQUEST, Action.ANSWER_DATA_REQUEST}
"""What people ask about their own data may be about support: the police are not asked."""

RESIDENTS = {Action.CHECK_INFORMATION, Action.HANDLE_INFORMATION, Action.ANSWER_INFORMATION}
"""What residents tell is support: the police write it down, and others see to it."""

MAY: dict[Role, set[Action]] = {
    Role.SOCIAL_WORKER: WARD
    | RESIDENTS
    | OWN_DATA
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
        Action.LINK_INFORMATION,
        Action.READ_LEFT_NOTES,
        Action.LOG_AT_STAY,
    },
    Role.WARD_OFFICIAL: WARD | STATUTORY | RESIDENTS | OWN_DATA | {Action.KEEP_PLAN},
    Role.WARD_POLICE: WARD | STATUTORY,
    Role.AGENCY_WORKER: EVERYONE
    | {
        Action.SEE_AGENCIES,
        Action.LIST_ASSIGNMENTS,
        Action.VIEW_ASSIGNMENT,
        Action.ANSWER_ASSIGNMENT,
        Action.END_ASSIGNMENT,
        Action.GIVE_ASSIGNMENT,
        Action.KEEP_APPOINTMENTS,
        Action.WRITE_IN_THREAD,
    },
    Role.COORDINATOR: EVERYONE
    | {
        Action.SEE_AGENCIES,
        Action.KEEP_AGENCIES,
        Action.SEE_AGENCY_BOARD,
        Action.SEE_CLUSTERS,
        Action.KEEP_CLUSTERS,
        Action.KEEP_CLUSTER_TASKS,
        Action.SELF_CHECK,
        Action.TELL_TROUBLE,
        Action.SEE_COMMUNITY,
        Action.KEEP_PLAN,
        Action.SEE_COUNTS,
        Action.VIEW_REPORT,
        Action.ANSWER_REPORT,
        Action.LIST_DEADLINES,
        Action.LIST_TRANSFERS,
        Action.VIEW_TRANSFER,
    },
    Role.DATA_PROTECTION_OFFICER: EVERYONE
    | REQUESTS
    | {
        Action.READ_AUDIT,
        Action.EXPORT_AUDIT,
        Action.VIEW_REVEAL,
        Action.REVIEW_REVEAL,
        Action.KEEP_PRIVACY_DETAILS,
        Action.CHECK_DISCLOSURES,
        Action.KEEP_BREACHES,
    },
    Role.ADMINISTRATOR: EVERYONE
    | {
        Action.SELF_CHECK,
        Action.TELL_TROUBLE,
        Action.KEEP_USERS,
        Action.KEEP_AREAS,
        Action.SEE_AGENCIES,
        Action.KEEP_AGENCIES,
        Action.KEEP_RULES,
        Action.KEEP_INDICATORS,
        Action.KEEP_SCHEDULE,
        Action.KEEP_TEMPLATES,
        Action.KEEP_QUESTIONNAIRES,
        Action.KEEP_BASE_SALARY,
        Action.KEEP_REMINDER_WORDINGS,
        Action.KEEP_PRIVACY_DETAILS,
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
    Action.VIEW_STAY,
    Action.VIEW_DEADLINE,
    Action.VIEW_DOCUMENT,
    Action.VIEW_ASSIGNMENT,
    Action.VIEW_INQUIRY,
    Action.VIEW_REVEAL,
    Action.READ_REVEALED,
    Action.REVIEW_REVEAL,
    Action.VIEW_INFORMATION,
    Action.VIEW_DATA_REQUEST,
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
    rule = ONLY_IF.get(action) or STAY_RULES.get(action) or rules.get(action)
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


def may_read_words(viewer: User, request: DataRequest, writer_id: int | None) -> bool:
    """What was said in a request about data, or answered: whoever wrote it, while the case is their
    ward's; and the worker who answers, of a request that moved along only what is still to do."""
    case = request.case
    if viewer.area_id != case.area_id:
        return False
    if viewer.id == writer_id:
        return True
    told = request.is_open or is_passed_on(request, request.taken_at)
    return answers_for(viewer, case) and told


def may_read_teller(viewer: User, told: Information) -> bool:
    """Who told something, and how to reach them. Whoever offers work or help did not offer to be
    known to the police: they read it only where they wrote it down or keep the list by it."""
    if viewer.role != Role.WARD_POLICE:
        return True
    return told.by_id == viewer.id or told.kind != InformationKind.OFFER
