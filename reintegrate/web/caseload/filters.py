"""What the caseload is narrowed to and ordered by, as its address says. Unknown answers are none.

A mark is one notion: the list's condition and the number beside a filter are made from it alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote_plus

from reintegrate.models import due
from reintegrate.models.case import CaseStatus
from reintegrate.models.due import Notion
from reintegrate.web.ui.sealed import seal, unseal

NOTIONS: dict[tuple[str, str], Notion] = {
    ("due", "overdue"): due.OVERDUE,
    ("due", "timely"): due.TIMELY,
    ("due", "today"): due.DUE_TODAY,
    ("due", "soon"): due.DUE_SOON,
    ("due", "none"): due.NO_NEXT_DATE,
    ("contact", "first"): due.FIRST_CONTACT_PENDING,
    ("contact", "late"): due.NOT_REACHED_LATELY,
    ("contact", "untried"): due.NOBODY_TRIED,
    ("contact", "tried"): due.TRIED_IN_VAIN,
    ("contact", "help"): due.HELP_WANTED,
    ("term", "ending"): due.ENDING_SOON,
    ("owed", "now"): due.OWES_NOW,
    ("owed", "soon"): due.OWES_SOON,
}
OPEN_STATUSES = tuple(status for status in CaseStatus if status != CaseStatus.CLOSED)
ANSWERS = {
    "due": ("overdue", "timely", "today", "soon", "none"),
    "contact": ("first", "late", "untried", "tried", "help"),
    "status": tuple(str(status) for status in OPEN_STATUSES),
    "term": ("ending",),
    "owed": ("now", "soon"),
    "ended": ("all", "year"),
}
OF_OPEN_CASES = {"due", "contact", "status", "term", "owed"}
NOBODY = "none"
SORTS = ("due", "name", "contact", "term", "worker")
SEARCH = "caseload search"
LONGEST_SEARCH = 120

Mark = tuple[str, str]
Marks = frozenset[Mark]


def answered(marks: Marks, name: str, value: str) -> Marks:
    """These with this answer instead; with none to this question when it is empty. The open and the
    ended are never asked for together."""
    rest = {mark for mark in marks if mark[0] != name}
    if name == "ended" and value:
        rest = {mark for mark in rest if mark[0] not in OF_OPEN_CASES}
    elif name in OF_OPEN_CASES and value:
        rest = {mark for mark in rest if mark[0] != "ended"}
    return frozenset(rest | ({(name, value)} if value else set()))


@dataclass(frozen=True)
class Filters:
    marks: Marks = frozenset()
    find: str = ""
    """Words of a name, or a case number. Sealed in addresses."""
    sealed: str = ""
    sort: str = ""
    falling: bool = False

    @classmethod
    def of(cls, args: Mapping[str, str]) -> "Filters":
        """What this address asks for."""
        marks = {(name, args[name]) for name, known in ANSWERS.items() if args.get(name) in known}
        worker = args.get("worker", "")
        if worker == NOBODY or (worker.isascii() and worker.isdigit() and len(worker) < 10):
            marks.add(("worker", worker))
        if any(name == "ended" for name, _ in marks):
            marks = {mark for mark in marks if mark[0] not in OF_OPEN_CASES}
        find = unseal(args.get("find"), SEARCH)
        sort = args.get("sort", "")
        known = sort.removeprefix("-") in SORTS
        return cls(
            marks=frozenset(marks),
            find=find if isinstance(find, str) else "",
            sealed=args["find"] if isinstance(find, str) else "",
            sort=sort.removeprefix("-") if known else "",
            falling=known and sort.startswith("-"),
        )

    @property
    def ended(self) -> str:
        """ "all", "year", or nothing for the open cases."""
        return self.value("ended")

    @property
    def order(self) -> tuple[str, bool]:
        """The sort in use and whether it falls: next due first, and the last ended first."""
        if self.sort:
            return self.sort, self.falling
        return ("term", True) if self.ended else ("due", False)

    @property
    def list_name(self) -> str:
        """What a place in this list is sealed for: no other order reads it."""
        order, falling = self.order
        return f"caseload {order} {'down' if falling else 'up'}"

    @property
    def are_common(self) -> bool:
        """Whether many ask for the same list: no search, and nobody's own."""
        return not self.find and self.value("worker") in {"", NOBODY}

    def value(self, name: str) -> str:
        return dict(self.marks).get(name, "")

    def chosen(self, name: str, value: str = "") -> "Filters":
        """The same list with this answer instead; with none when it is empty."""
        marks = answered(self.marks, name, value)
        return Filters(marks, self.find, self.sealed, self.sort, self.falling)

    def searching(self, words: str) -> "Filters":
        return replace(self, find=words, sealed=seal(words, SEARCH) if words else "")

    def sorted_by(self, sort: str) -> "Filters":
        """By this column; once more turns it round."""
        order, falling = self.order
        return replace(self, sort=sort, falling=order == sort and not falling)

    def address(self, **more: str) -> str:
        """The query of this list's address, with its question mark; empty for the whole list."""
        asked = dict(sorted(self.marks)) | {
            "find": self.sealed and quote_plus(self.sealed),  # the others are words we know
            "sort": f"{'-' if self.falling else ''}{self.sort}",
        }
        said = [f"{name}={value}" for name, value in (asked | more).items() if value]
        return f"?{'&'.join(said)}" if said else ""
