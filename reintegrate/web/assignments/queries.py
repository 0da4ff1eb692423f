"""What is asked of agencies: the lists of both sides, one request, and whom one could ask."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Select, func

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.agency import Agency, AgencyService
from reintegrate.models.area import Area
from reintegrate.models.assignment import (
    FINISHED,
    UNDER_WAY,
    WAITING,
    Assignment,
    AssignmentMessage,
    AssignmentStatus,
)
from reintegrate.models.case import Case
from reintegrate.models.catalogue import NeedKind, Service, names
from reintegrate.models.need import OPEN as OPEN_NEEDS
from reintegrate.models.need import Need
from reintegrate.models.person import Person
from reintegrate.models.user import User
from reintegrate.web.assignments.told import Told
from reintegrate.web.ui.paging import Page, page_of


class Part(StrEnum):
    """The lists of requests: whose turn it is. Their names stand in addresses."""

    WAITING = "waiting"
    UNDER_WAY = "under-way"
    FINISHED = "finished"


STATUSES: dict[Part, tuple[AssignmentStatus, ...]] = {
    Part.WAITING: WAITING,
    Part.UNDER_WAY: UNDER_WAY,
    Part.FINISHED: FINISHED,
}


def counts(viewer: User) -> dict[Part, int]:
    """How many requests each list holds: the same records as `requests` shows."""
    counted = (
        visible(viewer, Assignment)
        .with_only_columns(Assignment.status, func.count())
        .group_by(Assignment.status)
    )
    by_status: dict[Any, int] = {row[0]: row[1] for row in db.session.execute(counted)}
    return {
        part: sum(by_status.get(status, 0) for status in statuses)
        for part, statuses in STATUSES.items()
    }


def requests(viewer: User, part: Part, cursor: str | None) -> Page:
    """One list: the soonest due first; of the finished ones the newest first."""
    found: Any = (
        _with_names(viewer)
        .where(Assignment.status.in_(STATUSES[part]))
        .with_only_columns(
            Assignment.id,
            Person.name.label("person"),
            Agency.name.label("agency"),
            Area.name.label("ward"),
            Assignment.service_code,
            Assignment.status,
            Assignment.due_on,
        )
    )
    finished = part == Part.FINISHED
    keys: list[Any] = [Assignment.id] if finished else [Assignment.due_on, Assignment.id]
    return page_of(found, keys, cursor, name=f"assignments:{part}", descending=finished)


def _with_names(viewer: User) -> Select[Any]:
    return (
        visible(viewer, Assignment)
        .join(Case, Case.id == Assignment.case_id)
        .join(Person, Person.id == Case.person_id)
        .join(Area, Area.id == Case.area_id)
        .join(Agency, Agency.id == Assignment.agency_id)
    )


@dataclass(frozen=True)
class Request:
    """One request as both sides see it; only `told` is about the person."""

    told: Told
    agency: str
    ward: str
    asked_by: str
    status: AssignmentStatus
    offered_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    decline_reason: str | None
    result: str | None
    helped: bool | None


def request_of(viewer: User, assignment: Assignment, locale: str) -> Request:
    """The phone is there only while somebody is at work on it."""
    row = db.session.execute(
        _with_names(viewer)
        .join(User, User.id == Assignment.by_id)
        .where(Assignment.id == assignment.id)
        .with_only_columns(
            Person.name,
            Person.phone,
            Person.phone_owner,
            Person.may_name_service,
            Agency.name.label("agency"),
            Area.name.label("ward"),
            User.name.label("asked_by"),
        )
    ).one()
    return Request(
        told=_told(
            row,
            service_code=assignment.service_code,
            request=assignment.request,
            due_on=assignment.due_on,
            phone=assignment.shares_phone and assignment.is_running,
            locale=locale,
        ),
        agency=row.agency,
        ward=row.ward,
        asked_by=row.asked_by,
        status=assignment.status,
        offered_at=assignment.offered_at,
        answered_at=assignment.answered_at,
        ended_at=assignment.ended_at,
        decline_reason=assignment.decline_reason,
        result=assignment.result,
        helped=assignment.helped,
    )


def preview(
    viewer: User,
    case: Case,
    *,
    service_code: str,
    request: str | None,
    due_on: date | None,
    phone: bool,
    locale: str,
) -> Told:
    """What an agency would be told, before it is."""
    row = db.session.execute(
        visible(viewer, Person)
        .where(Person.id == case.person_id)
        .with_only_columns(Person.name, Person.phone, Person.phone_owner, Person.may_name_service)
    ).one()
    return _told(
        row, service_code=service_code, request=request, due_on=due_on, phone=phone, locale=locale
    )


def _told(
    row: Any,
    *,
    service_code: str,
    request: str | None,
    due_on: date | None,
    phone: bool,
    locale: str,
) -> Told:
    return Told(
        name=row.name,
        service=names(Service, locale).get(service_code, service_code),
        due_on=due_on,
        request=request,
        phone=row.phone if phone else None,
        phone_owner=row.phone_owner,
        may_name_service=row.may_name_service,
    )


@dataclass(frozen=True)
class Message:
    at: datetime
    by: str
    side: str
    text: str


def thread(viewer: User, assignment: Assignment) -> list[Message]:
    """What both sides wrote, newest first; each with the office its writer belongs to."""
    found = db.session.execute(
        visible(viewer, AssignmentMessage)
        .where(AssignmentMessage.assignment_id == assignment.id)
        .join(User, User.id == AssignmentMessage.by_id)
        .outerjoin(Agency, Agency.id == User.agency_id)
        .outerjoin(Area, Area.id == User.area_id)
        .with_only_columns(
            AssignmentMessage.at,
            User.name,
            func.coalesce(Agency.name, Area.name, ""),
            AssignmentMessage.text,
        )
        .order_by(AssignmentMessage.id.desc())
    )
    return [Message(*row) for row in found]


class OpenNeed(NamedTuple):
    id: int
    kind: str
    usual_service: str | None


def open_needs(viewer: User, case: Case, locale: str) -> list[OpenNeed]:
    """Needs an agency can be asked for, each with the service that usually answers it."""
    kinds = names(NeedKind, locale)
    found = db.session.execute(
        visible(viewer, Need)
        .join(NeedKind, NeedKind.code == Need.kind_code)
        .where(Need.case_id == case.id, Need.status.in_(OPEN_NEEDS))
        .with_only_columns(Need.id, Need.kind_code, NeedKind.service_code)
        .order_by(Need.id.desc())
    )
    return [OpenNeed(row[0], kinds.get(row[1], row[1]), row[2]) for row in found]


@dataclass(frozen=True)
class AgencyRow:
    id: int
    name: str
    phone: str | None
    opening_hours: str | None
    services: list[str]

    @property
    def words(self) -> str:
        """Name, and how to reach the office, on one line."""
        return " · ".join(filter(None, (self.name, self.phone, self.opening_hours)))


def agencies_for(
    viewer: User, service_code: str, locale: str
) -> tuple[list[AgencyRow], list[AgencyRow]]:
    """The ward's agencies: those that give this service, and the others with what they do give."""
    words = names(Service, locale)
    found = db.session.execute(
        visible(viewer, Agency)
        .outerjoin(AgencyService, AgencyService.agency_id == Agency.id)
        .with_only_columns(
            Agency.id, Agency.name, Agency.phone, Agency.opening_hours, AgencyService.service_code
        )
        .order_by(Agency.name, Agency.id)
    )
    rows: dict[int, AgencyRow] = {}
    giving: set[int] = set()
    for agency, name, phone, hours, service in found:
        row = rows.setdefault(agency, AgencyRow(agency, name, phone, hours, []))
        if service is not None:
            row.services.append(words.get(service, service))
        if service == service_code:
            giving.add(agency)
    return (
        [row for row in rows.values() if row.id in giving],
        [row for row in rows.values() if row.id not in giving],
    )
