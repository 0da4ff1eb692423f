"""What other programs are told, field by field. Answers are made of these and the document
describes them, so the two cannot disagree. Days are ISO 8601: no person reads them."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from reintegrate.models.api_token import Grant
from reintegrate.models.area import AreaKind
from reintegrate.models.case import CaseStatus
from reintegrate.models.indicator import Unit
from reintegrate.models.report import ReportStatus
from reintegrate.models.user import Role
from reintegrate.web.api.schema import described as _l

Name = Annotated[str | None, _l("The person's name; null unless the key may read names")]
Next = Annotated[str | None, _l("The address of the next page; null on the last")]
Due = Annotated[date | None, _l("The day the next contact is due; null when none is planned")]
Over = Annotated[int, _l("How many days past that day; 0 when not overdue")]
Worker = Annotated[str | None, _l("Username of the worker who answers for it")]
Moving = Annotated[bool, _l("Whether another ward is asked to take it over")]
Number = Annotated[str, _l("The case number, as on papers")]
TermTo = Annotated[date, _l("The last day of the term")]
Reached = Annotated[date | None, _l("The day they were last met or spoken with")]
Code = Annotated[str, _l("The official code; one code may name different areas in turn")]


@dataclass(frozen=True, slots=True)
class Resource:
    """One line of the index."""

    path: str
    summary: Annotated[str, _l("What it answers")]
    grant: Annotated[Grant | None, _l("What the key must have been made for")]


@dataclass(frozen=True, slots=True)
class Index:
    """What there is."""

    version: str
    document: Annotated[str, _l("Where every answer is described")]
    resources: list[Resource]


@dataclass(frozen=True, slots=True)
class AreaName:
    """An area as it is named."""

    code: Code
    name: str


@dataclass(frozen=True, slots=True)
class Me:
    """Whose key it is."""

    username: str
    role: Role
    area: AreaName | None
    key_name: Annotated[str, _l("What the owner called this key")]
    grants: Annotated[list[Grant], _l("What the key was made for")]
    last_day: Annotated[date, _l("The last day on which the key opens anything")]


@dataclass(frozen=True, slots=True)
class Area:
    """An area during the days it had this name and kind."""

    id: int
    code: Code
    name: str
    kind: AreaKind
    valid_from: date
    valid_to: Annotated[date | None, _l("The last day it was in force; null: still in force")]
    parent_id: int | None


@dataclass(frozen=True, slots=True)
class Areas:
    """A page of areas."""

    areas: list[Area]
    next: Next


@dataclass(frozen=True, slots=True)
class Entry:
    """One code of a catalogue."""

    code: str
    vi: Annotated[str, _l("In Vietnamese")]
    en: Annotated[str, _l("In English")]
    offered: Annotated[bool, _l("Whether forms still offer it; old records keep it")]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A catalogue's codes, in its order."""

    name: str
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A row of the list."""

    id: int
    number: Number
    name: Name
    status: CaseStatus
    moving: Moving
    last_reached_on: Reached
    next_due_on: Due
    days_over: Over
    term_to: TermTo
    worker: Worker


@dataclass(frozen=True, slots=True)
class Caseload:
    """A page of the list, and the number of the whole."""

    count: Annotated[int, _l("How many the whole list holds: the number on the page")]
    cases: list[CaseLine]
    next: Next


@dataclass(frozen=True, slots=True)
class Case:
    """The facts on top of one case's page."""

    id: int
    number: Number
    name: Name
    status: CaseStatus
    moving: Moving
    area: AreaName
    worker: Worker
    away_until: Annotated[date | None, _l("The last day of an absence they told the ward of")]
    last_reached_on: Reached
    next_due_on: Due
    days_over: Over
    no_next_date_reason: Annotated[str | None, _l("Code of the catalogue no_next_date_reason")]
    term_from: Annotated[date, _l("The first day of the term")]
    term_to: TermTo


@dataclass(frozen=True, slots=True)
class Day:
    """How many on one day."""

    on: date
    number: int


@dataclass(frozen=True, slots=True)
class DueDays:
    """What is due, in numbers."""

    contacts: Annotated[list[Day], _l("Contacts of a worker's own cases")]
    overdue_contacts: int
    deadlines: Annotated[list[Day], _l("What the law wants of the key's owner")]
    overdue_deadlines: int


Numbers = Annotated[
    dict[str, int | str],
    _l("By name: a number, or in words that it is small or hidden, as on the screen"),
]


@dataclass(frozen=True, slots=True)
class WardCounts:
    """One ward's numbers."""

    area: AreaName
    numbers: Numbers


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of every ward in sight."""

    wards: list[WardCounts]
    total: Numbers


Kind = Annotated[str, _l("How long a period it is of: month, quarter and so on, by its code")]
Part = Annotated[int, _l("Which of its kind in the year")]


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report as it is listed."""

    id: int
    area: AreaName
    kind: Kind
    year: int
    part: Part
    first: date
    last: date
    status: ReportStatus


@dataclass(frozen=True, slots=True)
class Reports:
    """A page of reports."""

    reports: list[ReportLine]
    next: Next


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a report."""

    code: str
    name: str
    unit: Unit
    number: Annotated[int | str, _l("A number; in words where it is small or hidden")]


@dataclass(frozen=True, slots=True)
class Report:
    """The newest snapshot of a report."""

    id: int
    area: Annotated[AreaName, _l("As it was when it was submitted")]
    kind: Kind
    year: int
    part: Part
    first: date
    last: date
    status: ReportStatus
    snapshot: Annotated[int, _l("1: as first submitted; each later one corrects the one before")]
    code: Annotated[str, _l("What its print carries")]
    figures: list[Figure]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no answer."""

    type: str
    title: str
    status: int
    detail: str
    reference: Annotated[str | None, _l("To be told to whoever runs the system")] = None
