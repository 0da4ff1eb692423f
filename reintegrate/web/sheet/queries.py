"""What the person's own sheet says: when they are expected, who helps, what is held about them, and
which offices looked. Neutral: whoever finds the paper learns of no programme from it."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import func

from reintegrate.access.scope import visible
from reintegrate.access.scope_progress import counted_looks
from reintegrate.db import db, today
from reintegrate.models.agency import Agency
from reintegrate.models.appointment import Appointment, Attendance
from reintegrate.models.assignment import RUNNING, Assignment
from reintegrate.models.attachment import Attachment
from reintegrate.models.benefit import Benefit
from reintegrate.models.case import Case
from reintegrate.models.catalogue import FollowUpKind, Service, names
from reintegrate.models.contact import Contact
from reintegrate.models.contact_note import ContactNote
from reintegrate.models.follow_up import FollowUp, FollowUpStatus
from reintegrate.models.life_fact import LifeFact
from reintegrate.models.need import Need
from reintegrate.models.person import PersonPaper, Relative
from reintegrate.models.plan import Plan
from reintegrate.models.questionnaire_reply import QuestionnaireReply
from reintegrate.models.reminder import names_programme
from reintegrate.models.user import Role, User

LANGUAGE = "vi"
"""The sheet is the person's: it is Vietnamese whoever prints it."""
TREATMENT = {"treatment_point", "rehabilitation_centre"}
TELLING_SERVICES = {"relapse_prevention", "substitution_treatment"}
"""What tells others of the programme without a word of it."""


class Held(StrEnum):
    """Kinds of data, in the order of the sheet."""

    IDENTITY = "identity"
    REACH = "reach"
    PAPERS = "papers"
    RELATIVES = "relatives"
    FILE = "file"
    CONTACTS = "contacts"
    NOTES = "notes"
    NEEDS = "needs"
    PLAN = "plan"
    ANSWERS = "answers"
    FACTS = "facts"
    BENEFITS = "benefits"
    FILES = "files"


class Due(NamedTuple):
    on: date
    what: str | None
    """None: with an organisation whose name would say too much."""
    agreed: bool
    hour: time | None = None


class Helper(NamedTuple):
    agency: str | None
    """None: its name would say too much."""
    service: str | None
    phone: str | None


class Looks(NamedTuple):
    role: Role
    place: str
    times: int
    last: datetime


def appointments(viewer: User, case: Case) -> list[Due]:
    kinds = names(FollowUpKind, LANGUAGE)
    planned = visible(viewer, FollowUp).where(
        FollowUp.case_id == case.id, FollowUp.status == FollowUpStatus.PLANNED
    )
    columns = planned.with_only_columns(FollowUp.due_on, FollowUp.kind_code, FollowUp.agreed)
    found = db.session.execute(columns.order_by(FollowUp.due_on).limit(8))
    here = [
        Due(on, kinds.get(kind, ""), bool(agreed)) for on, kind, agreed in found if on >= today()
    ]
    return sorted([*here, *with_agencies(viewer, case)], key=lambda due: due.on)


def with_agencies(viewer: User, case: Case) -> list[Due]:
    """Days an agency named, with its name where that says nothing to others."""
    named: Any = visible(viewer, Appointment).where(
        Appointment.case_id == case.id,
        Appointment.status == Attendance.PLANNED,
        Appointment.day >= today(),
    )
    columns = (
        named.join(Assignment, Assignment.id == Appointment.assignment_id)
        .join(Agency, Agency.id == Assignment.agency_id)
        .with_only_columns(Appointment.day, Appointment.hour, Agency.name, Agency.kind_code)
    )
    return [
        Due(day, name if _is_neutral(name, kind) else None, True, hour)
        for day, hour, name, kind in db.session.execute(columns.limit(8))
    ]


def _is_neutral(name: str, kind: str) -> bool:
    return kind not in TREATMENT and not names_programme(name)


def helpers(viewer: User, case: Case) -> list[Helper]:
    """Agencies at work or asked. One whose name or service tells of the programme is not named."""
    services = names(Service, LANGUAGE)
    asked: Any = visible(viewer, Assignment).where(
        Assignment.case_id == case.id, Assignment.status.in_(RUNNING)
    )
    columns = asked.join(Agency, Agency.id == Assignment.agency_id).with_only_columns(
        Agency.name, Agency.kind_code, Agency.phone, Assignment.service_code
    )
    helping = []
    for name, kind, phone, code in db.session.execute(columns.order_by(Assignment.id)):
        service = services.get(code, code)
        open_name = _is_neutral(name, kind)
        open_service = code not in TELLING_SERVICES and not names_programme(service)
        helping.append(
            Helper(
                name if open_name else None,
                service if open_service else None,
                phone if open_name else None,
            )
        )
    return helping


def held(viewer: User, case: Case) -> dict[Held, int]:
    """Kinds of which something is held, with how many there are where that says something."""
    person = case.person
    counted = {
        Held.IDENTITY: 1,
        Held.REACH: int(bool(person.phone or person.address)),
        Held.PAPERS: _of_person(viewer, PersonPaper, case),
        Held.RELATIVES: _of_person(viewer, Relative, case),
        Held.FILE: 1,
        Held.CONTACTS: _of_case(viewer, Contact, case),
        Held.NOTES: _of_case(viewer, ContactNote, case),
        Held.NEEDS: _of_case(viewer, Need, case),
        Held.PLAN: _of_case(viewer, Plan, case),
        Held.ANSWERS: _of_case(viewer, QuestionnaireReply, case),
        Held.FACTS: _of_case(viewer, LifeFact, case),
        Held.BENEFITS: _of_case(viewer, Benefit, case),
        Held.FILES: _of_case(viewer, Attachment, case),
    }
    return {kind: number for kind, number in counted.items() if number}


def _of_case(viewer: User, model: Any, case: Case) -> int:
    return _counted(visible(viewer, model).where(model.case_id == case.id))


def _of_person(viewer: User, model: Any, case: Case) -> int:
    return _counted(visible(viewer, model).where(model.person_id == case.person_id))


def _counted(query: Any) -> int:
    return db.session.scalar(query.with_only_columns(func.count()).order_by(None)) or 0


def looks(viewer: User, case: Case) -> list[Looks]:
    """By office: how often, and when last. No member of staff is named."""
    found = db.session.execute(counted_looks(viewer, case))
    return [
        Looks(role, agency if agency and not names_programme(agency) else area or "", times, last)
        for role, area, agency, times, last in found
    ]
