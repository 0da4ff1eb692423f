"""Recount: every night the numbers kept as things happen are counted anew from the rows they come
from, ward by ward; what differs is kept for the self-check. Nothing is put right unseen."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, ForeignKey, and_, delete, exists, func, or_, select
from sqlalchemy.orm import Mapped, aliased, mapped_column

from reintegrate.db import Base, commit, db, utcnow
from reintegrate.models.area import Area
from reintegrate.models.audit import Space, record_event
from reintegrate.models.case import NO_DATE, Case
from reintegrate.models.contact import Contact
from reintegrate.models.follow_up import FollowUp, FollowUpStatus
from reintegrate.models.job import WHOLE, JobRun, claim, each_day, is_done
from reintegrate.models.transfer import Transfer, TransferStatus
from reintegrate.models.user import User
from reintegrate.models.ward_stay import UNDER, WardStay

JOB = "counters recounted"


class Counter(StrEnum):
    """What is kept beside the rows it counts."""

    MANAGED = "managed"
    """Who is under management where: the balance of every report."""
    DAYS = "days"
    """No day of a case belongs to two wards."""
    LAST_CONTACT = "last_contact"
    LAST_REACHED = "last_reached"
    NEXT_DUE = "next_due"
    MOVING = "moving"


class CountDifference(Base):
    """How many cases of a ward one counter was wrong about when it was last recounted."""

    __tablename__ = "count_difference"

    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), primary_key=True)
    counter: Mapped[Counter] = mapped_column(primary_key=True)
    number: Mapped[int]
    found_at: Mapped[datetime] = mapped_column(default=utcnow)


def differing() -> dict[Counter, ColumnElement[bool]]:
    """For each counter, the cases where it says something else than the rows themselves."""
    of_case: Any = Contact.case_id == Case.id
    newest: Any = select(func.max(Contact.happened_on)).where(of_case)
    reached = newest.where(Contact.reached)
    waiting = FollowUp.case_id == Case.id, FollowUp.status == FollowUpStatus.PLANNED
    earliest = select(func.min(FollowUp.due_on)).where(*waiting).scalar_subquery()
    proposed = exists().where(
        Transfer.case_id == Case.id, Transfer.status == TransferStatus.PROPOSED
    )
    return {
        Counter.MANAGED: stays_elsewhere(),
        Counter.DAYS: days_of_two_wards(),
        Counter.LAST_CONTACT: Case.last_contact_on.is_distinct_from(newest.scalar_subquery()),
        Counter.LAST_REACHED: Case.last_reached_on.is_distinct_from(reached.scalar_subquery()),
        Counter.NEXT_DUE: Case.next_due_on != func.coalesce(earliest, NO_DATE),
        Counter.MOVING: Case.transfer_pending != proposed,
    }


def stays_elsewhere() -> ColumnElement[bool]:
    """Under management without a running stay in its ward, or the other way round."""
    running = exists().where(WardStay.case_id == Case.id, WardStay.until == NO_DATE)
    here = running.where(WardStay.area_id == Case.area_id)
    under = Case.status.in_(UNDER)
    return or_(and_(under, ~here), and_(~under, running))


def days_of_two_wards() -> ColumnElement[bool]:
    """The day of a move belongs to both, no other."""
    one, other = aliased(WardStay), aliased(WardStay)
    return exists().where(
        *(one.case_id == Case.id, other.case_id == Case.id, one.id < other.id),
        *(one.since < other.until, other.since < one.until),
    )


def recount_wards(by: User) -> int:
    """Each ward with cases once a night, a transaction each, so that nobody waits for it; killed
    half-way it goes on where it was. Returns how many cases differ."""
    night, found = each_day(), 0
    if is_done(JOB, night):
        return 0
    for area_id in wards_with_cases():
        if is_done(JOB, night):
            return found
        if claim(JOB, night, area_id):
            found += recount_ward(db.session.get_one(Area, area_id), by=by)
        commit()
    claim(JOB, night)
    commit()
    return found


class Progress(NamedTuple):
    done: int
    of: int


def progress() -> Progress | None:
    """How many wards of how many are recounted tonight. None: not begun, ended or stopped."""
    night = each_day()
    wards = JobRun.name == JOB, JobRun.period == night, JobRun.subject_id != WHOLE
    done = db.session.scalar(select(func.count()).where(*wards)) or 0
    if done == 0 or is_done(JOB, night):
        return None
    return Progress(done, len(list(wards_with_cases())))


def stop(*, by: User) -> None:
    """No further ward tonight; tomorrow night all again. Twice is once."""
    if claim(JOB, each_day()):
        who = db.session.get_one(User, by.id)
        record_event("job.stopped", on=who, by=by, space=Space.SYSTEM)


def wards_with_cases() -> Iterable[int]:
    return db.session.scalars(select(Case.area_id).distinct().order_by(Case.area_id)).all()


def recount_ward(ward: Area, *, by: User) -> int:
    """Compare, and keep what differs in place of what differed before."""
    conditions = differing()
    numbers = [func.count().filter(condition) for condition in conditions.values()]
    counted = db.session.execute(select(*numbers).where(Case.area_id == ward.id)).one()
    found = {name: n for name, n in zip(conditions, counted, strict=True) if n}
    db.session.execute(delete(CountDifference).where(CountDifference.area_id == ward.id))
    for name, number in found.items():
        db.session.add(CountDifference(area_id=ward.id, counter=name, number=number))
    if found:
        facts = {name.value: number for name, number in found.items()}
        record_event("area.counts_differ", on=ward, by=by, space=Space.SYSTEM, **facts)
    db.session.flush()
    return sum(found.values())
