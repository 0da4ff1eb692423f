"""Which records a viewer can see at all. Lists, lookups, counts and exports all start here."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from reintegrate.access.reach import cases, own_cases, statutory, support, users, wards_of
from reintegrate.access.scope_agencies import AGENCY_SCOPES
from reintegrate.access.scope_areas import AREA_SCOPES
from reintegrate.access.scope_clock import CLOCK_SCOPES
from reintegrate.access.scope_community import COMMUNITY_SCOPES
from reintegrate.access.scope_documents import DOCUMENT_SCOPES
from reintegrate.access.scope_life import LIFE_SCOPES
from reintegrate.access.scope_once import ONCE_SCOPES
from reintegrate.access.scope_privacy import PRIVACY_SCOPES
from reintegrate.access.scope_progress import PROGRESS_SCOPES
from reintegrate.access.scope_reassignments import REASSIGNMENT_SCOPES
from reintegrate.access.scope_reports import REPORT_SCOPES
from reintegrate.access.scope_reveals import REVEAL_SCOPES
from reintegrate.access.scope_schedule import SCHEDULE_SCOPES
from reintegrate.access.scope_support import SUPPORT_SCOPES
from reintegrate.db import db
from reintegrate.models.api_token import ApiToken
from reintegrate.models.area import Area
from reintegrate.models.assignment import Assignment, AssignmentStatus
from reintegrate.models.audit import AuditEvent
from reintegrate.models.calendar_feed import CalendarFeed
from reintegrate.models.case import ENDED, IS_OPEN, Case
from reintegrate.models.catalogue import ReminderWording, SharingGround
from reintegrate.models.closure import Closure
from reintegrate.models.consent import Consent
from reintegrate.models.contact import Contact
from reintegrate.models.digest import Digest
from reintegrate.models.intake import Intake
from reintegrate.models.notice import Notice
from reintegrate.models.offline_device import OfflineDevice
from reintegrate.models.passing_on import passed_on
from reintegrate.models.person import NameToken, Person, PersonPaper, Relative
from reintegrate.models.reminder import Reminder
from reintegrate.models.transfer import Transfer, TransferStatus
from reintegrate.models.user import WARD_ROLES, Role, User
from reintegrate.models.user_session import UserSession

Record = TypeVar("Record")
Numbers = Select[*tuple[Any, ...]]


def visible(viewer: User, model: type[Record]) -> Select[Record]:
    """The records of this kind that exist for this viewer. Everything else does not exist."""
    return SCOPES[model](viewer)


def persons(viewer: User) -> Select[Person]:
    return select(Person).where(Person.id.in_(cases(viewer).with_only_columns(Case.person_id)))


def of_person(model: Any) -> Callable[[User], Select[Any]]:
    def scope(viewer: User) -> Select[Any]:
        known = cases(viewer).with_only_columns(Case.person_id)
        return select(model).where(model.person_id.in_(known))

    return scope


def name_tokens(viewer: User) -> Select[NameToken]:
    if viewer.role in WARD_ROLES:
        return select(NameToken).where(NameToken.area_id == viewer.area_id)
    return select(NameToken).where(false())


def intakes(viewer: User) -> Select[Intake]:
    """A draft is its writer's own; once it was submitted, the ward's officials and police see it.
    What expired without ever being submitted stays unseen."""
    if viewer.role == Role.SOCIAL_WORKER:
        return select(Intake).where(Intake.by_id == viewer.id, Intake.area_id == viewer.area_id)
    if viewer.role in WARD_ROLES:
        return select(Intake).where(
            Intake.area_id == viewer.area_id, Intake.submitted_at.is_not(None)
        )
    return select(Intake).where(false())


def transfers(viewer: User) -> Select[Transfer]:
    """Both wards see it. The coordinator sees those of the province, and no name in them."""
    if viewer.role in WARD_ROLES:
        either = or_(Transfer.from_area_id == viewer.area_id, Transfer.to_area_id == viewer.area_id)
        return select(Transfer).where(either)
    if viewer.role == Role.COORDINATOR:
        wards = wards_of(viewer)
        return select(Transfer).where(
            or_(Transfer.from_area_id.in_(wards), Transfer.to_area_id.in_(wards))
        )
    return select(Transfer).where(false())


def user_sessions(viewer: User) -> Select[UserSession]:
    """Where somebody is signed in is their own affair."""
    return select(UserSession).where(UserSession.user_id == viewer.id)


def offline_devices(viewer: User) -> Select[OfflineDevice]:
    """So are the phones on which they work without signal."""
    return select(OfflineDevice).where(OfflineDevice.user_id == viewer.id)


def own(model: Any) -> Callable[[User], Select[Any]]:
    """What belongs to one member of staff and is nobody else's affair."""

    def scope(viewer: User) -> Select[Any]:
        return select(model).where(model.user_id == viewer.id)

    return scope


def api_tokens(viewer: User) -> Select[ApiToken]:
    """Keys for other programs: one's own; the administrator knows that there are some, and whose,
    to end one nobody knows any more."""
    if viewer.role == Role.ADMINISTRATOR:
        return select(ApiToken)
    return select(ApiToken).where(ApiToken.user_id == viewer.id)


def wordings(viewer: User) -> Select[ReminderWording]:
    """Words without anybody's name in them."""
    return select(ReminderWording)


def grounds(viewer: User) -> Select[SharingGround]:
    """Laws: nobody's data."""
    return select(SharingGround)


def areas(viewer: User) -> Select[Area]:
    """Public facts: everybody may name a ward."""
    return select(Area)


def audit_events(viewer: User) -> Select[AuditEvent]:
    """The whole trail is the data-protection officer's; a ward reads what its own cases tell,
    and the support space's lines only the worker who answers, as far as they may be passed on."""
    if viewer.role == Role.DATA_PROTECTION_OFFICER:
        return select(AuditEvent)
    if viewer.role in WARD_ROLES:
        ward = AuditEvent.case_id.in_(cases(viewer).with_only_columns(Case.id))
        own = AuditEvent.case_id.in_(own_cases(viewer))
        told = passed_on(AuditEvent.case_id, AuditEvent.at, viewer.area_id)
        return select(AuditEvent).where(
            AuditEvent.is_read.is_(False),
            or_(and_(ward, AuditEvent.space != "support"), and_(own, told)),
        )
    return select(AuditEvent).where(false())


SCOPES: dict[Any, Callable[[User], Select[Any]]] = (
    SCHEDULE_SCOPES
    | CLOCK_SCOPES
    | LIFE_SCOPES
    | DOCUMENT_SCOPES
    | SUPPORT_SCOPES
    | ONCE_SCOPES
    | REVEAL_SCOPES
    | REASSIGNMENT_SCOPES
    | AREA_SCOPES
    | REPORT_SCOPES
    | COMMUNITY_SCOPES
    | AGENCY_SCOPES
    | PRIVACY_SCOPES
    | PROGRESS_SCOPES
    | {
        ApiToken: api_tokens,
        Area: areas,
        AuditEvent: audit_events,
        CalendarFeed: own(CalendarFeed),
        Case: cases,
        Closure: statutory(Closure),
        Consent: support(Consent),
        Contact: statutory(Contact),
        Digest: own(Digest),
        Intake: intakes,
        NameToken: name_tokens,
        Notice: own(Notice),
        OfflineDevice: offline_devices,
        Person: persons,
        PersonPaper: of_person(PersonPaper),
        Relative: of_person(Relative),
        Reminder: support(Reminder),
        ReminderWording: wordings,
        SharingGround: grounds,
        Transfer: transfers,
        User: users,
        UserSession: user_sessions,
    }
)


# The deliberate exceptions: they give counts or the one thing a decision needs, never a record.


def own_receipt(viewer: User, key: str) -> Select[*tuple[Any, ...]]:
    """When the viewer's own entry with this key was written, and nothing of what it says: the case
    may have left their hands since, and the phone must still learn that the entry arrived."""
    query: Numbers = select(Contact.key, Contact.written_at)
    return query.where(Contact.key == key, Contact.by_id == viewer.id)


def counted_cases(viewer: User, *conditions: ColumnElement[bool]) -> Numbers:
    """Open cases by ward, as numbers only: the coordinator's whole province, or the own ward. Each
    condition adds a number: how many of them it holds for."""
    counts = [func.count().filter(condition) for condition in conditions]
    query: Numbers = select(Case.area_id, func.count(), *counts).where(IS_OPEN)
    return query.where(_counted_in(viewer, Case.area_id)).group_by(Case.area_id)


def counted_endings(viewer: User, since: date) -> Numbers:
    """Cases that ended since that day, by ward, as numbers only."""
    endings = func.count(Closure.case_id.distinct())
    query: Numbers = select(Case.area_id, endings).join_from(Case, Closure)
    ended = query.where(ENDED, Closure.closed_on >= since, Closure.reopened_on.is_(None))
    return ended.where(_counted_in(viewer, Case.area_id)).group_by(Case.area_id)


def counted_transfers(viewer: User, ward: InstrumentedAttribute[int]) -> Numbers:
    """Cases in transit by the ward they leave or the ward they go to (`ward`), as numbers only."""
    query: Numbers = select(ward, func.count()).where(Transfer.status == TransferStatus.PROPOSED)
    return query.where(_counted_in(viewer, ward)).group_by(ward)


def _counted_in(viewer: User, ward: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    if viewer.role == Role.COORDINATOR:
        return ward.in_(wards_of(viewer))
    return ward == viewer.area_id if viewer.role in WARD_ROLES else false()


def answering_wards(viewer: User) -> Select[int]:
    """Ids of the areas where somebody could say yes to a transfer, and nothing about who."""
    if viewer.role not in WARD_ROLES:
        return select(Area.id).where(false())
    official = User.role.in_([Role.WARD_OFFICIAL, Role.WARD_POLICE]) & User.disabled_at.is_(None)
    return select(Area.id).where(Area.id.in_(select(User.area_id).where(official)))


def count_running_help(viewer: User, case: Case) -> int:
    """How many agencies are still asked or at work for a case of the viewer's ward; not which,
    nor for what: whoever ends the case must know that somebody is to be told."""
    running = select(func.count()).where(
        Assignment.case_id.in_(cases(viewer).with_only_columns(Case.id)),
        Assignment.case_id == case.id,
        Assignment.status.in_((AssignmentStatus.OFFERED, AssignmentStatus.ACCEPTED)),
    )
    return db.session.scalar(running) or 0
