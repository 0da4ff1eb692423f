"""How things stand for one member of staff, line by line: what waits, and what is new. The page in
the app and the mail draw the same lines, from the same notions as the lists they lead to."""

from collections.abc import Callable
from typing import Any, NamedTuple

from flask import current_app

from reintegrate.access.scope_reports import reports_owed
from reintegrate.models import due
from reintegrate.models.notice import NoticeKind
from reintegrate.models.silence import Silent, gone_silent
from reintegrate.models.user import Role, User
from reintegrate.web.nudges import queries
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import label


class Line(NamedTuple):
    """What it is, how many, and the page that lists them."""

    words: str
    number: int
    path: str


class Standing(NamedTuple):
    waiting: list[Line]
    silent: list[Line]
    """One for each worker; the words name nobody."""
    new: list[Line]

    def __bool__(self) -> bool:
        return bool(self.waiting or self.silent or self.new)


class Counted(NamedTuple):
    words: Any
    notion: due.Notion
    endpoint: str
    values: dict[str, str]


OWN = (
    Counted(_l("Contacts overdue"), due.OVERDUE, "today.index", {"show": "overdue"}),
    Counted(_l("Contacts due today"), due.DUE_TODAY, "today.index", {"show": "today"}),
    Counted(_l("Contacts due in the next seven days"), due.DUE_SOON, "today.index", {}),
    Counted(_l("First contacts to make"), due.FIRST_CONTACT_PENDING, "today.index", {}),
    Counted(_l("Outcomes to write"), due.OUTCOME_TO_WRITE, "today.index", {"show": "outcome"}),
)
WARD = (
    Counted(
        _l("Workers who ask for help in reaching somebody"),
        due.HELP_WANTED,
        "caseload.index",
        {"contact": "help"},
    ),
    Counted(_l("Contacts overdue in the ward"), due.OVERDUE, "caseload.index", {"due": "overdue"}),
    Counted(_l("Cases without a worker"), due.NO_WORKER, "caseload.index", {"worker": "none"}),
    Counted(_l("Terms that end soon"), due.ENDING_SOON, "caseload.index", {"term": "ending"}),
)


def path_to(endpoint: str, **values: Any) -> str:
    """The path of a page; also where no request is being answered."""
    return current_app.url_map.bind("").build(endpoint, values)


def standing_of(viewer: User) -> Standing:
    waiting = WAITING.get(viewer.role, lambda user: [])(viewer)
    return Standing([line for line in waiting if line.number], silent_lines(viewer), new_to(viewer))


def counted(viewer: User, asked: tuple[Counted, ...], *, own: bool) -> list[Line]:
    numbers = queries.counts(viewer, [one.notion for one in asked], own=own)
    return [
        Line(str(one.words), number, path_to(one.endpoint, **one.values))
        for one, number in zip(asked, numbers, strict=True)
    ]


def owed_lines(viewer: User) -> list[Line]:
    late, now = queries.deadlines(viewer)
    return [
        Line(_("Deadlines passed"), late, path_to("deadlines.index", when="late")),
        Line(_("Deadlines today"), now, path_to("deadlines.index", when="today")),
    ]


def for_worker(viewer: User) -> list[Line]:
    return [*counted(viewer, OWN, own=True), *owed_lines(viewer), *data_request_lines(viewer)]


def data_request_lines(viewer: User) -> list[Line]:
    late, soon = queries.data_requests_waiting(viewer)
    path = "data_requests.index"
    return [
        Line(_("Requests about data overdue"), late, path_to(path, which="overdue")),
        Line(_("Requests about data due within two days"), soon, path_to(path, which="due")),
    ]


def for_official(viewer: User) -> list[Line]:
    return [
        *owed_lines(viewer),
        *counted(viewer, WARD, own=False),
        Line(_("Intakes to decide"), queries.intakes_waiting(viewer), path_to("intakes.index")),
        Line(
            _("Transfers to answer"), queries.transfers_waiting(viewer), path_to("transfers.index")
        ),
        *report_lines(viewer),
        *data_request_lines(viewer),
    ]


def report_lines(viewer: User) -> list[Line]:
    """What the ward has yet to send, or which wards of the province are late."""
    owed = reports_owed(viewer)
    late = sum(one.is_late for one in owed)
    path = path_to("reports.periods")
    if viewer.role == Role.COORDINATOR:
        waiting = queries.reports_waiting(viewer)
        return [
            Line(_("Reports to receive"), waiting, path),
            Line(_("Reports that are late"), late, path),
        ]
    return [
        Line(_("Reports that are late"), late, path),
        Line(_("Reports due soon"), len(owed) - late, path),
    ]


def for_agency(viewer: User) -> list[Line]:
    unanswered, late = queries.requests_waiting(viewer)
    return [
        Line(_("Requests to answer"), unanswered, path_to("assignments.index")),
        Line(_("Requests past their day"), late, path_to("assignments.index")),
    ]


def for_coordinator(viewer: User) -> list[Line]:
    moving = queries.transfers_waiting(viewer)
    transit = Line(_("Transfers in transit"), moving, path_to("transfers.index"))
    return [transit, *report_lines(viewer)]


def for_reviewer(viewer: User) -> list[Line]:
    waiting, late = queries.reveals_waiting(viewer)
    path = path_to("reveals.index")
    return [
        Line(_("Urgent looks to review"), waiting, path),
        Line(_("Urgent looks not reviewed in time"), late, path),
        *data_request_lines(viewer),
        Line(_("Breaches to tell"), queries.breaches_to_tell(viewer), path_to("breaches.index")),
    ]


WAITING: dict[Role, Callable[[User], list[Line]]] = {
    Role.SOCIAL_WORKER: for_worker,
    Role.WARD_OFFICIAL: for_official,
    Role.WARD_POLICE: for_official,
    Role.AGENCY_WORKER: for_agency,
    Role.COORDINATOR: for_coordinator,
    Role.DATA_PROTECTION_OFFICER: for_reviewer,
}


def silent_workers(viewer: User) -> list[Silent]:
    """For those who lead a ward's work: whom to ask how they are."""
    if viewer.role != Role.WARD_OFFICIAL:
        return []
    return gone_silent(queries.ward_workers(viewer), current_app.config["SETTINGS"].silent_days)


def silent_lines(viewer: User) -> list[Line]:
    return [
        Line(
            _("A worker with contacts due has written none for %(n)s days", n=one.days),
            one.due,
            path_to("caseload.index", worker=one.worker_id, due="overdue"),
        )
        for one in silent_workers(viewer)
    ]


def new_to(viewer: User) -> list[Line]:
    kinds = queries.new_by_kind(viewer)
    path = path_to("nudges.index")
    return [Line(label(kind), kinds[kind], path) for kind in NoticeKind if kind in kinds]
