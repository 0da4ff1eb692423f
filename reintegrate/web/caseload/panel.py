"""What stands round the list: views, filters, chips, headings; every number from one tally."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, NamedTuple

from reintegrate.models.case import CaseStatus
from reintegrate.models.due import ENDING_DAYS, SILENT_DAYS, SOON_DAYS, TRIED_ENOUGH
from reintegrate.models.transfer import TransferStatus
from reintegrate.models.user import Role, User
from reintegrate.web.caseload.filters import ANSWERS, NOBODY, Filters, Mark
from reintegrate.web.caseload.lines import Line
from reintegrate.web.caseload.queries import Cell
from reintegrate.web.ui.addresses import cases_url
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import label

QUESTIONS = {
    "due": _l("Next contact"),
    "contact": _l("Contact so far"),
    "status": _l("Status"),
    "term": _l("Term"),
    "owed": _l("What the law wants"),
    "worker": _l("Responsible worker"),
}
WORDS: dict[Mark, Callable[[], str]] = {
    ("due", "overdue"): lambda: gettext("Overdue"),
    ("due", "timely"): lambda: gettext("Not overdue"),
    ("due", "today"): lambda: gettext("Due today"),
    ("due", "soon"): lambda: gettext("Due within %(n)s days", n=SOON_DAYS),
    ("due", "none"): lambda: gettext("No next date"),
    ("contact", "first"): lambda: gettext("First contact pending"),
    ("contact", "late"): lambda: gettext("Not reached for %(n)s days", n=SILENT_DAYS),
    ("contact", "untried"): lambda: gettext("Overdue, nobody tried yet"),
    ("contact", "tried"): lambda: gettext("Tried %(n)s times or more", n=TRIED_ENOUGH),
    ("contact", "help"): lambda: gettext("The worker asks for help"),
    ("term", "ending"): lambda: gettext("Term ends within %(n)s days", n=ENDING_DAYS),
    ("owed", "now"): lambda: gettext("The law's date is today or past"),
    ("owed", "soon"): lambda: gettext("The law's date is within %(n)s days", n=SOON_DAYS),
    ("ended", "all"): lambda: gettext("Ended"),
    ("ended", "year"): lambda: gettext("Ended this year"),
}
COLUMNS = (
    ("name", _l("Name")),
    ("", _l("Status")),
    ("contact", _l("Last contact")),
    ("due", _l("Next contact")),
    ("worker", _l("Responsible worker")),
    ("term", _l("Term ends")),
)


class Tally:
    """How many cases any choice of filters lists."""

    def __init__(self, cells: Sequence[Cell]):
        self.cells = cells
        named = {c.worker_id: c for c in cells if c.worker_id is not None}
        self.workers = sorted(named.values(), key=lambda cell: (cell.sort_key, cell.worker_id))
        self.worker_ids = [cell.worker_id for cell in self.workers if cell.worker_id is not None]

    def of(self, filters: Filters) -> int:
        return sum(cell.count for cell in self.cells if filters.marks <= cell.marks)

    def names(self) -> dict[str, str]:
        return {str(cell.worker_id): cell.worker or "" for cell in self.workers}


@dataclass(frozen=True, slots=True)
class Choice:
    url: str
    label: str
    current: bool
    count: int


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    chosen: bool
    count: int


class Question(NamedTuple):
    name: str
    label: str
    options: list[Option]


class Chip(NamedTuple):
    label: str
    remove_url: str


class Column(NamedTuple):
    label: str
    sort_url: str | None
    sorted: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading: a worker's, or all of them under none."""

    worker: str | None
    count: int
    overdue: int
    lines: list[Line]


def in_words(mark: Mark, workers: dict[str, str]) -> str:
    name, value = mark
    if name == "worker":
        return gettext("Nobody yet") if value == NOBODY else workers.get(value, "–")
    if name == "status":
        return label(CaseStatus(value))
    return WORDS[mark]()


def words() -> dict[str, Any]:
    """What every row says the same, looked up once."""
    return {
        "moving": label(TransferStatus.PROPOSED),
        "cases_url": cases_url(),
    }


def count_text(filters: Filters, tally: Tally) -> str:
    listed = tally.of(filters)
    if filters.marks - {("ended", filters.ended)}:
        whole = Filters().chosen("ended", filters.ended)
        return gettext("Cases: %(n)s of %(all)s", n=listed, all=tally.of(whole))
    return gettext("Cases: %(n)s", n=listed)


def kept(filters: Filters) -> list[tuple[str, str]]:
    """What the filter form carries along unseen."""
    said = [("ended", filters.ended), ("find", filters.sealed)]
    return [(name, value) for name, value in said if value]


def orders(filters: Filters) -> list[tuple[str, str, bool]]:
    """What the list may be sorted by, for the filter form: on a phone the headings are not there.
    Each with its words and whether it is in use; one that falls goes on falling."""
    order, falling = filters.order
    return [
        (f"-{sort}" if falling and sort == order else sort, str(words), sort == order)
        for sort, words in COLUMNS
        if sort
    ]


def tried_in_vain(viewer: User) -> tuple[Mark, str]:
    """Whom a worker tried three times or more; for officials, where the worker asks for help."""
    if viewer.role == Role.SOCIAL_WORKER:
        return ("contact", "tried"), gettext("Tried in vain")
    return ("contact", "help"), gettext("Help wanted")


def views(viewer: User, filters: Filters, tally: Tally, elsewhere: int, base: str) -> list[Choice]:
    """The lists people ask for most, one tap each; the search and the order are kept."""
    whole = Filters(find=filters.find, sealed=filters.sealed, sort=filters.sort)
    own: Mark = ("worker", str(viewer.id) if viewer.role == Role.SOCIAL_WORKER else NOBODY)
    listed: list[tuple[Mark | None, str]] = [
        (None, gettext("All open")),
        (("due", "overdue"), gettext("Overdue")),
        (("due", "today"), gettext("Today")),
        (own, gettext("Not assigned") if own[1] == NOBODY else gettext("My own")),
        (("owed", "now"), gettext("Law's date today or past")),
        (("contact", "first"), gettext("First contact")),
        (("contact", "untried"), gettext("Nobody tried")),
        tried_in_vain(viewer),
        (("ended", "all"), gettext("Ended")),
    ]
    if filters.ended:
        listed = [listed[0], listed[-1]]
    found = []
    for mark, words in listed:
        view = whole.chosen(*mark) if mark else whole
        here = bool(view.ended) == bool(filters.ended)
        count = tally.of(view) if here else elsewhere
        found.append(Choice(base + view.address(), words, view.marks == filters.marks, count))
    return found


def grouping(filters: Filters, base: str) -> dict[str, str]:
    """One tap between one list and a list for each worker, with each one's numbers."""
    if filters.order[0] == "worker":
        plain = replace(filters, sort="", falling=False)
        return {"url": base + plain.address(), "label": gettext("One list")}
    by_worker = replace(filters, sort="worker", falling=False)
    return {"url": base + by_worker.address(), "label": gettext("Group by worker")}


def questions(filters: Filters, tally: Tally) -> list[Question]:
    """Each filter with its answers, and how many each would list beside the other filters."""
    workers = tally.names()
    answers = {name: list(ANSWERS[name]) for name in QUESTIONS if name != "worker"}
    answers["worker"] = [NOBODY, *workers]
    return [
        Question(
            name,
            str(asked),
            [
                Option(
                    value,
                    in_words((name, value), workers),
                    filters.value(name) == value,
                    tally.of(filters.chosen(name, value)),
                )
                for value in answers[name]
            ],
        )
        for name, asked in QUESTIONS.items()
        if name == "worker" or not filters.ended
    ]


def chips(filters: Filters, tally: Tally, base: str) -> list[Chip]:
    workers = tally.names()
    found = [
        Chip(in_words(mark, workers), base + filters.chosen(mark[0]).address())
        for mark in sorted(filters.marks)
    ]
    if filters.find:
        words = gettext("Search: %(words)s", words=filters.find)
        found.append(Chip(words, base + filters.searching("").address()))
    return found


def columns(filters: Filters, base: str | None) -> list[Column]:
    """The headings, each a link that sorts; without `base`, on paper, only words."""
    order, falling = filters.order
    direction = "descending" if falling else "ascending"
    return [
        Column(
            str(words),
            base + filters.sorted_by(sort).address() if sort and base else None,
            direction if sort == order else None,
        )
        for sort, words in COLUMNS
    ]


def groups(filters: Filters, tally: Tally, lines: Iterable[Line]) -> Iterator[Group]:
    """One group for each worker when the list is ordered by worker; otherwise one for all."""
    if filters.order[0] != "worker":
        yield Group(None, 0, 0, list(lines))
        return
    for worker_id, own in groupby(lines, key=lambda line: line.worker_id):
        held = list(own)
        theirs = filters.chosen("worker", NOBODY if worker_id is None else str(worker_id))
        yield Group(
            held[0].worker or gettext("Nobody yet"),
            tally.of(theirs),
            tally.of(theirs.chosen("due", "overdue")) if not filters.ended else 0,
            held,
        )
