"""Trouble: what should not be, found by counting. Whoever cannot mend it can tell those who can."""

from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import aliased

from reintegrate.db import db, today, utcnow
from reintegrate.models.agency import Agency
from reintegrate.models.area import Area, successors_of
from reintegrate.models.audit import AuditEvent, Space, record_event
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.due import NO_WORKER
from reintegrate.models.notice import NoticeKind, officials_of, tell
from reintegrate.models.person import Person
from reintegrate.models.reveal_clock import reviewers
from reintegrate.models.transfer import Transfer, TransferStatus
from reintegrate.models.user import Role, User
from reintegrate.models.user_session import UserSession

OVERDUE_DAYS = 30
UNSEEN_DAYS = 30
TOLD = "trouble.told"
TELL_AGAIN_AFTER = timedelta(days=1)


class Trouble(StrEnum):
    NO_WORKER = "no_worker"
    LONG_OVERDUE = "long_overdue"
    TWO_WARDS = "two_wards"
    CLOSED_WARD = "closed_ward"
    UNSEEN_WORKER = "unseen_worker"
    LATE_TRANSFER = "late_transfer"
    LATE_REVIEW = "late_review"
    EMPTY_AGENCY = "empty_agency"
    COUNTS_DIFFER = "counts_differ"


def of_cases() -> dict[Trouble, ColumnElement[bool]]:
    """Conditions on an open case, as of today."""
    closed = select(Area.id).where(Area.valid_to < today())
    return {
        Trouble.NO_WORKER: NO_WORKER.sql(),
        Trouble.LONG_OVERDUE: and_(
            IS_OPEN, Case.next_due_on < today() - timedelta(days=OVERDUE_DAYS)
        ),
        Trouble.TWO_WARDS: known_in_two_wards(),
        Trouble.CLOSED_WARD: and_(IS_OPEN, Case.area_id.in_(closed)),
    }


def known_in_two_wards() -> ColumnElement[bool]:
    """Somebody of the same name and year of birth has an open case elsewhere too: perhaps one
    person with two files, perhaps two people. Only their wards can say."""
    here, there, other = aliased(Person), aliased(Person), aliased(Case)
    alike = (
        select(other.id)
        .join(there, there.id == other.person_id)
        .join(here, here.alike_key == there.alike_key)
        .where(here.id == Case.person_id, here.alike_key != "")
        .where(other.area_id != Case.area_id, other.status != "closed")
    )
    return and_(IS_OPEN, alike.correlate(Case).exists())


def is_unseen() -> ColumnElement[bool]:
    """A social worker with an account who has not been here for a month. Older sessions than that
    are forgotten, so that none is the same as an old one."""
    since = utcnow() - timedelta(days=UNSEEN_DAYS)
    lately = exists().where(UserSession.user_id == User.id, UserSession.seen_at >= since)
    return and_(
        User.role == Role.SOCIAL_WORKER,
        User.disabled_at.is_(None),
        User.created_at < since,
        ~lately,
    )


def is_late() -> ColumnElement[bool]:
    """Past the time the rules give for an answer, and nobody has answered."""
    return and_(Transfer.status == TransferStatus.PROPOSED, Transfer.answer_by < utcnow())


def is_empty() -> ColumnElement[bool]:
    """An agency that may be asked, and nobody who could read it."""
    staff = exists().where(
        User.agency_id == Agency.id, User.role == Role.AGENCY_WORKER, User.disabled_at.is_(None)
    )
    return and_(Agency.active, ~staff)


def tell_of(trouble: Trouble, about: Area | Agency, *, by: User) -> bool:
    """Leave a notice with those who can mend it: a ward's officials (of a ward that is no more,
    those of what it became), the administrators, or whoever reviews urgent looks. At most once a
    day; False when it was."""
    if (trouble, about.id) in told_lately(by):
        return False
    record_event(TOLD, on=about, by=by, space=Space.SYSTEM, trouble=trouble)
    if trouble == Trouble.LATE_REVIEW:
        tell(reviewers(), NoticeKind.REVEAL_LATE, about=about, by_id=by.id)
    else:
        tell(who_can(about), NoticeKind.TROUBLE, about=about, by_id=by.id)
    return True


def who_can(about: Area | Agency) -> Iterable[int | None]:
    if isinstance(about, Agency):
        active = User.role == Role.ADMINISTRATOR, User.disabled_at.is_(None)
        return db.session.scalars(select(User.id).where(*active))
    wards = [about] if about.is_in_force(today()) else [about, *successors_of(about)]
    return [user_id for ward in wards for user_id in officials_of(ward.id)]


def told_lately(by: User) -> set[tuple[Trouble, int]]:
    """What this one told during the last day: the trouble, and the number of the ward or agency."""
    query = select(AuditEvent).where(
        AuditEvent.by_id == by.id,
        AuditEvent.what == TOLD,
        AuditEvent.at > utcnow() - TELL_AGAIN_AFTER,
    )
    events: Any = db.session.scalars(query)
    return {
        (Trouble(event.facts["trouble"]), int(event.record.partition(":")[2])) for event in events
    }


def count_of(condition: ColumnElement[bool]) -> Any:
    return func.count().filter(condition)
