"""What stands round the list: views, filters, chips, headings; every number from one tally."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple, TypeVar

from reintegrate.models.transfer import TransferStatus
from reintegrate.models.user import Role, User
from reintegrate.web.caseload.filters import ANSWERS, NOBODY, Filters, Mark, Marks, answered
from reintegrate.web.caseload.lines import Line
from reintegrate.web.caseload.queries import Cell
from reintegrate.web.caseload.words import COLUMNS, QUESTIONS, in_words
from reintegrate.web.ui.addresses import cases_url
from reintegrate.web.ui.i18n import gettext, language
from reintegrate.web.ui.labels import label

Made = TypeVar("Made")


def kept(build: Callable[..., Made]) -> Callable[..., Made]:
    """Decorates `build(filters, ...)`: words and addresses that hang on nothing else, made once for
    each language. A search holds somebody's name, so what is made of one is not kept."""

    @lru_cache(maxsize=500)
    def once(language: str, filters: Filters, *more: Any) -> Made:
        return build(filters, *more)

    def made(filters: Filters, *more: Any) -> Made:
        return build(filters, *more) if filters.find else once(language(), filters, *more)

    return made


class Tally:
    """How many cases any choice of filters lists."""

    def __init__(self, cells: Sequence[Cell]):
        self.cells = cells
        named = {c.worker_id: c for c in cells if c.worker_id is not None}
        self.workers = sorted(named.values(), key=lambda cell: (cell.sort_key, cell.worker_id))
        self.worker_ids = [cell.worker_id for cell in self.workers if cell.worker_id is not None]

    def of(self, filters: Filters) -> int:
        return self.marked(filters.marks)

    def marked(self, marks: Marks) -> int:
        return sum([cell.count for cell in self.cells if marks <= cell.marks])

    def names(self) -> dict[str, str]:
        return {str(cell.worker_id): cell.worker or "" for cell in self.workers}


@dataclass(slots=True)
class Choice:
    url: str
    label: str
    current: bool
    count: int


Option = tuple[str, str, bool, int]
"""Value, words, whether it is chosen, and how many it lists."""


class View(NamedTuple):
    """A choice before it is counted."""

    url: str
    words: str
    current: bool
    marks: Marks | None
    """None: of the ended while the open are listed, or the other way."""


class Question(NamedTuple):
    name: str
    label: str
    options: list[Option]


Answer = tuple[str, str, bool, Marks]
"""Value, words, whether it is in use, and what would be listed with it."""


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


def carried(filters: Filters) -> list[tuple[str, str]]:
    """What the filter form carries along unseen."""
    said = [("ended", filters.ended), ("find", filters.sealed)]
    return [(name, value) for name, value in said if value]


@kept
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
    own: Mark = ("worker", str(viewer.id) if viewer.role == Role.SOCIAL_WORKER else NOBODY)
    return [
        Choice(url, words, current, elsewhere if marks is None else tally.marked(marks))
        for url, words, current, marks in _views(filters, own, tried_in_vain(viewer), base)
    ]


@kept
def _views(filters: Filters, own: Mark, tried: tuple[Mark, str], base: str) -> list[View]:
    whole = Filters(find=filters.find, sealed=filters.sealed, sort=filters.sort)
    listed: list[tuple[Mark | None, str]] = [
        (None, gettext("All open")),
        (("due", "overdue"), gettext("Overdue")),
        (("due", "today"), gettext("Today")),
        (own, gettext("Not assigned") if own[1] == NOBODY else gettext("My own")),
        (("owed", "now"), gettext("Law's date today or past")),
        (("contact", "first"), gettext("First contact")),
        (("contact", "untried"), gettext("Nobody tried")),
        tried,
        (("ended", "all"), gettext("Ended")),
    ]
    if filters.ended:
        listed = [listed[0], listed[-1]]
    found = []
    for mark, words in listed:
        view = whole.chosen(*mark) if mark else whole
        here = bool(view.ended) == bool(filters.ended)
        current = view.marks == filters.marks
        found.append(View(base + view.address(), words, current, view.marks if here else None))
    return found


@kept
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
    asked = [*_asked(replace(filters, find="", sealed=""))]
    by_worker = ((who, in_words(("worker", who), workers)) for who in (NOBODY, *workers))
    asked.append(("worker", str(QUESTIONS["worker"]), answers(filters, "worker", by_worker)))
    return [
        Question(
            name,
            words,
            [(value, said, here, tally.marked(marks)) for value, said, here, marks in listed],
        )
        for name, words, listed in asked
    ]


@kept
def _asked(filters: Filters) -> list[tuple[str, str, list[Answer]]]:
    return [
        (name, str(words), answers(filters, name, ((a, in_words((name, a), {})) for a in known)))
        for name, words in QUESTIONS.items()
        if (known := ANSWERS.get(name)) and not filters.ended
    ]


def answers(filters: Filters, name: str, listed: Iterable[tuple[str, str]]) -> list[Answer]:
    now = filters.value(name)
    return [(a, words, a == now, answered(filters.marks, name, a)) for a, words in listed]


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


@kept
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
