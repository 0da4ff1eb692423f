"""What can be done, by name, and why it may be refused. `policy.py` says who may."""

from enum import StrEnum


class Action(StrEnum):
    KEEP_ACCOUNT = "account:keep"
    READ_HELP = "help:read"
    SEE_NOTICES = "notice:see"

    SEE_TODAY = "today:see"
    WORK_OFFLINE = "offline:work"
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
    READ_FILE = "act:read"
    RECORD_ACT = "act:record"
    KEEP_HELPER = "helper:keep"
    SEE_TEAM = "team:see"
    KEEP_TEAM = "team:keep"
    KEEP_BASE_SALARY = "base_salary:keep"

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

    SEND_REMINDER = "reminder:send"
    KEEP_REMINDER_WORDINGS = "reminder_wording:keep"
    WATCH_JOBS = "job:watch"

    SEE_COUNTS = "report:counts"
    READ_AUDIT = "audit:read"
    KEEP_USERS = "user:keep"


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
