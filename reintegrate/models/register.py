"""Register: a ward's own book of people, taken in as a whole. Each line goes the way of any intake:
written, submitted, accepted, in one transaction. The same line twice makes one case."""

import uuid
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select

from reintegrate.db import db, lock_until_commit
from reintegrate.models.acceptance import accept
from reintegrate.models.area import Area
from reintegrate.models.audit import Space, record_event
from reintegrate.models.case import Case, CaseStatus
from reintegrate.models.case_schedule import Next
from reintegrate.models.encrypted import blind_index
from reintegrate.models.intake import Intake
from reintegrate.models.intake_answers import YES, Section, birth_of
from reintegrate.models.names import same_people_key
from reintegrate.models.person import PAPER_INDEX, BirthDate, Person, PersonPaper, plain_number
from reintegrate.models.register_return import with_what_is_known
from reintegrate.models.user import User

ENTRY_INDEX = "register.entry"
AT_ONCE = 500
"""So many values go into one question to the database."""


class Likeness(NamedTuple):
    """What tells two lines about one person from two people of one name."""

    key: str
    birth: BirthDate
    papers: frozenset[tuple[str, str]]
    """Kind and blind index of the number."""

    def may_be(self, other: "Likeness") -> bool:
        if {index for _kind, index in self.papers} & {index for _kind, index in other.papers}:
            return True
        if self.key != other.key or clash(self.papers, other.papers):
            return False
        whole = self.birth.day is not None and other.birth.day is not None
        return not whole or self.birth == other.birth


def clash(papers: Iterable[tuple[str, str]], others: Iterable[tuple[str, str]]) -> bool:
    """Both hold a paper of one kind, and its numbers differ."""
    theirs = dict(others)
    return any(theirs.get(kind, index) != index for kind, index in papers)


@dataclass
class Entry:
    """One line of a register, understood."""

    row: int
    sheets: dict[Section, dict[str, Any]]
    opened_on: date
    """When the ward took them in: the regime of that day holds."""
    term_to: date | None = None
    minor: bool | None = None
    next: Next | None = None
    """None: the first contact is proposed as of today."""
    worker: User | None = None
    same_as: str = ""
    """Number of an earlier case of the same person in this ward."""
    is_another: bool = False
    """Somebody checked: whoever is like them is another person."""
    person_id: int | None = None
    twin: int = 0
    """How many lines above are the same in all that identifies: see `tell_apart`."""
    likeness: Likeness = field(init=False)

    def __post_init__(self) -> None:
        who = self.sheets[Section.WHO]
        birth = birth_of(who) or BirthDate(0)
        answers = self.sheets[Section.PAPERS]
        papers = answers.get("papers", ()) if answers.get("any") == YES else ()
        self.likeness = Likeness(
            same_people_key(who["name"], birth.year),
            birth,
            frozenset(
                (row["kind"], blind_index(plain_number(row["number"]), PAPER_INDEX))
                for row in papers
            ),
        )

    def key(self, area: Area) -> str:
        """Of what identifies the stay in this ward; like a number of a paper, nobody without the
        field keys can try out who is meant."""
        birth, papers = self.sheets[Section.WHO]["birth"], sorted(self.likeness.papers)
        completed_on = self.sheets[Section.REHABILITATION]["completed_on"]
        told = f"{area.id}|{self.likeness.key}|{birth}|{papers}|{completed_on}|{self.twin}"
        return str(uuid.UUID(hex=blind_index(told, ENTRY_INDEX)[:32]))


class Known(NamedTuple):
    """Somebody of this ward who may be meant by a line."""

    person_id: int
    number: str
    is_open: bool
    likeness: Likeness


def hold(area: Area) -> None:
    """Two imports of one ward wait for one another."""
    lock_until_commit(zlib.crc32(f"register of {area.id}".encode()))


def tell_apart(entries: Iterable[Entry]) -> None:
    """Two people of one name and birth who came home the same day are two cases, if it is said."""
    seen: dict[Any, int] = {}
    for entry in entries:
        sheets = entry.sheets
        same = (entry.likeness, sheets[Section.REHABILITATION]["completed_on"])
        entry.twin = seen.get(same, 0)
        seen[same] = entry.twin + 1


class There(NamedTuple):
    """The case that came of a line."""

    number: str
    is_open: bool


def already_in(area: Area, entries: Sequence[Entry]) -> dict[int, There]:
    """Row -> its case, of lines this ward took in before."""
    rows = {entry.key(area): entry.row for entry in entries}
    there: dict[int, There] = {}
    query = select(Intake.key, Case.number, Case.status).join(Case, Case.id == Intake.case_id)
    for keys in parts(list(rows)):
        found = query.where(Intake.key.in_(keys), Intake.area_id == area.id)
        for key, number, status in db.session.execute(found):
            there[rows[key]] = There(number, status != CaseStatus.CLOSED)
    return there


def alike_in_file(entries: Sequence[Entry], there: Mapping[int, There]) -> dict[int, int]:
    """Row -> an earlier row that may be about the same person. A row that names the case of another
    says itself that it is."""
    found: dict[int, int] = {}
    seen: dict[str, list[Entry]] = {}
    for entry in entries:
        names = [entry.likeness.key, *(index for _kind, index in entry.likeness.papers)]
        for other in (one for name in names for one in seen.get(name, ())):
            told_apart = entry.is_another or other.is_another or says(entry, other, there)
            if not told_apart and entry.likeness.may_be(other.likeness):
                found.setdefault(entry.row, other.row)
        for name in names:
            seen.setdefault(name, []).append(entry)
    return found


def says(entry: Entry, other: Entry, there: Mapping[int, There]) -> bool:
    """Whether one of the two is for another time of whom the other brought in; or both are for
    another time of one person, which is refused by itself."""
    return bool(entry.same_as and entry.same_as == other.same_as) or any(
        later.same_as and earlier.row in there and later.same_as == there[earlier.row].number
        for later, earlier in ((entry, other), (other, entry))
    )


def known_here(area: Area, entries: Sequence[Entry]) -> dict[int, list[Known]]:
    """Row -> people with a case in this ward who may be meant. Other wards are not looked at: who
    is known there is nothing for whoever types in a file."""
    people = {one.person_id: one for one in _people(area, entries)}
    by_name: dict[str, list[Known]] = {}
    for one in people.values():
        for name in (one.likeness.key, *(index for _kind, index in one.likeness.papers)):
            by_name.setdefault(name, []).append(one)
    found: dict[int, list[Known]] = {}
    for entry in entries:
        names = (entry.likeness.key, *(index for _kind, index in entry.likeness.papers))
        near = {one.person_id: one for name in names for one in by_name.get(name, ())}
        alike = [one for one in near.values() if entry.likeness.may_be(one.likeness)]
        if alike:
            found[entry.row] = alike
    return found


def _people(area: Area, entries: Sequence[Entry]) -> Iterator[Known]:
    keys = {entry.likeness.key for entry in entries}
    indexes = {index for entry in entries for _kind, index in entry.likeness.papers}
    holders = select(PersonPaper.person_id)
    found: set[int] = set()
    here = select(Person.id).join(Case, Case.person_id == Person.id).where(Case.area_id == area.id)
    for part in parts(sorted(keys)):
        found |= set(db.session.scalars(here.where(Person.alike_key.in_(part))))
    for part in parts(sorted(indexes)):
        held = holders.where(PersonPaper.number_index.in_(part))
        found |= set(db.session.scalars(here.where(Person.id.in_(held))))
    for ids in parts(sorted(found)):
        yield from _described(area, ids)


def _described(area: Area, ids: Sequence[int]) -> Iterator[Known]:
    papers: dict[int, set[tuple[str, str]]] = {}
    held = (PersonPaper.person_id, PersonPaper.kind_code, PersonPaper.number_index)
    for person_id, kind, index in db.session.execute(
        select(*held).where(PersonPaper.person_id.in_(ids))
    ):
        papers.setdefault(person_id, set()).add((kind, index))
    born = (Person.birth_year, Person.birth_month, Person.birth_day)
    query = (
        select(Person.id, Case.number, Case.status, Person.alike_key, *born)
        .join(Case, Case.person_id == Person.id)
        .where(Person.id.in_(ids), Case.area_id == area.id)
        .order_by(Case.id)
    )
    for person_id, number, status, key, year, month, day in db.session.execute(query):
        birth = BirthDate(year, month, day)
        likeness = Likeness(key, birth, frozenset(papers.get(person_id, ())))
        yield Known(person_id, number, status != CaseStatus.CLOSED, likeness)


def take_in(area: Area, entry: Entry, *, by: User) -> Case:
    """Written, submitted and accepted, in the caller's transaction. Raises what `accept` raises."""
    sheets = entry.sheets
    if entry.person_id is not None:
        sheets = with_what_is_known(entry.person_id, sheets)
    intake = Intake.begin(
        key=entry.key(area),
        by=by,
        person_id=entry.person_id,
        known=sheets,
        once_more=True,
        area_id=area.id,
    )
    db.session.flush()
    intake.submit(by=by, register_row=entry.row)
    rehabilitation = sheets[Section.REHABILITATION]
    decided_on = rehabilitation.get("decided_on")
    case = accept(
        intake,
        by=by,
        worker=entry.worker,
        term_to=entry.term_to,
        decision_number=rehabilitation.get("decision_number", ""),
        decided_on=date.fromisoformat(decided_on) if decided_on else None,
        minor=entry.minor,
        opened_on=entry.opened_on,
    )
    if entry.next is not None:
        case.plan(entry.next, by=by)
    return case


def note(area: Area, cases: int, *, by: User) -> None:
    """One line of the trail for the whole of it."""
    record_event("register.imported", on=area, by=by, space=Space.SYSTEM, cases=cases)


def parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[first : first + AT_ONCE] for first in range(0, len(values), AT_ONCE))
