"""What is asked of agencies: the lists of both sides, one request, and whom one could ask."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, func
from sqlalchemy.orm import aliased

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.agency import Agency
from reintegrate.models.appointment import Appointment, Attendance
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
from reintegrate.models.catalogue import Service, SharingGround, names
from reintegrate.models.passing_on import is_passed_on
from reintegrate.models.person import Person
from reintegrate.models.user import Role, User
from reintegrate.web.assignments.told import Told
from reintegrate.web.ui.filters import day as in_words
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
    answer_by: date | None
    colleague: str | None
    ended_at: datetime | None
    decline_reason: str | None
    result: str | None
    helped: bool | None


def request_of(viewer: User, assignment: Assignment, locale: str) -> Request:
    """The phone is there only while somebody is at work on it."""
    row = _about(viewer, assignment)
    return Request(
        told=_told(
            row,
            service_code=assignment.service_code,
            request=_words_of(viewer, assignment),
            due_on=assignment.due_on,
            phone=assignment.shares_phone and assignment.is_running,
            locale=locale,
            says_status=assignment.names_status,
            ground=assignment.ground_code,
        ),
        agency=row.agency,
        ward=row.ward,
        asked_by=row.asked_by,
        status=assignment.status,
        offered_at=assignment.offered_at,
        answered_at=assignment.answered_at,
        answer_by=assignment.answer_by,
        colleague=row.colleague,
        ended_at=assignment.ended_at,
        decline_reason=assignment.decline_reason,
        result=assignment.result,
        helped=assignment.helped,
    )


def _words_of(viewer: User, assignment: Assignment) -> str | None:
    """What the ward before wrote stays between it and the agency, unless they let it go along."""
    theirs = viewer.role == Role.AGENCY_WORKER or is_passed_on(assignment, assignment.offered_at)
    return assignment.request if theirs else None


def _about(viewer: User, assignment: Assignment) -> Any:
    """Whom it is about, and who is at work on it."""
    colleague = aliased(User)
    return db.session.execute(
        _with_names(viewer)
        .join(User, User.id == Assignment.by_id)
        .outerjoin(colleague, colleague.id == Assignment.colleague_id)
        .where(Assignment.id == assignment.id)
        .with_only_columns(
            Person.name,
            Person.phone,
            Person.phone_owner,
            Person.may_name_service,
            Agency.name.label("agency"),
            Area.name.label("ward"),
            User.name.label("asked_by"),
            colleague.name.label("colleague"),
        )
    ).one()


def preview(
    viewer: User,
    case: Case,
    *,
    service_code: str,
    request: str | None,
    due_on: date | None,
    phone: bool,
    ground: str | None = None,
    locale: str,
) -> Told:
    """What an agency would be told, before it is."""
    row = db.session.execute(
        visible(viewer, Person)
        .where(Person.id == case.person_id)
        .with_only_columns(Person.name, Person.phone, Person.phone_owner, Person.may_name_service)
    ).one()
    service = db.session.get(Service, service_code)
    return _told(
        row,
        service_code=service_code,
        request=request,
        due_on=due_on,
        phone=phone,
        locale=locale,
        says_status=service is not None and service.needs_status,
        ground=ground,
    )


def _told(
    row: Any,
    *,
    service_code: str,
    request: str | None,
    due_on: date | None,
    phone: bool,
    locale: str,
    says_status: bool,
    ground: str | None,
) -> Told:
    law = db.session.get(SharingGround, ground) if ground else None
    return Told(
        name=row.name,
        service=names(Service, locale).get(service_code, service_code),
        due_on=due_on,
        request=request,
        phone=row.phone if phone else None,
        phone_owner=row.phone_owner,
        may_name_service=row.may_name_service,
        says_status=says_status,
        ground=f"{law.name_in(locale)} ({law.law})" if law else None,
    )


@dataclass(frozen=True)
class Meeting:
    id: int
    day: date
    hour: time | None
    place: str | None
    status: Attendance

    @property
    def is_planned(self) -> bool:
        return self.status == Attendance.PLANNED

    @property
    def words(self) -> str:
        """When and where."""
        hour = self.hour.strftime(" %H:%M") if self.hour else ""
        return " · ".join(filter(None, (in_words(self.day) + hour, self.place)))


def meetings(viewer: User, assignment: Assignment) -> list[Meeting]:
    """Days the agency named for this request, the newest first."""
    one = Appointment
    found = db.session.execute(
        visible(viewer, one)
        .where(one.assignment_id == assignment.id)
        .with_only_columns(one.id, one.day, one.hour, one.place, one.status)
        .order_by(one.day.desc(), one.id.desc())
    )
    return [Meeting(*row) for row in found]


def colleagues(viewer: User) -> list[tuple[str, str]]:
    """Who works in the viewer's agency."""
    at_work = visible(viewer, User).where(
        User.agency_id == viewer.agency_id,
        User.role == Role.AGENCY_WORKER,
        User.disabled_at.is_(None),
    )
    found = db.session.execute(at_work.with_only_columns(User.id, User.name).order_by(User.name))
    return [(str(number), name) for number, name in found]


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
