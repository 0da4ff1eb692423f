"""What is late, due today, this week or later: each defined once, for lists, counts and pages. And
whose it is."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, literal, or_, select
from sqlalchemy.orm import aliased

from reintegrate.db import db, today
from reintegrate.models.deadline_row import Deadline
from reintegrate.models.leave import on_leave
from reintegrate.models.user import Role, User

WEEK = timedelta(days=7)
NEXT = (Role.WARD_OFFICIAL, Role.WARD_POLICE, Role.SOCIAL_WORKER)
"""To whom of the ward it passes while nobody of its own role is at work: who leads it, first."""


class Urgency(StrEnum):
    LATE = "late"
    TODAY = "today"
    WEEK = "week"
    """In the next seven days, today not among them."""
    LATER = "later"


def urgency(row: Any, now: datetime) -> Urgency:
    """Of a row with `due_at` and `due_on` that is still owed."""
    if row.due_at <= now:
        return Urgency.LATE
    if row.due_on <= today():
        return Urgency.TODAY
    return Urgency.WEEK if row.due_on <= today() + WEEK else Urgency.LATER


def is_urgent(degree: Urgency, now: Any) -> ColumnElement[bool]:
    """The same asked of the database; `now` is the moment, or a place for it."""
    day, late = today(), Deadline.due_at <= now
    conditions: dict[Urgency, ColumnElement[bool]] = {
        Urgency.LATE: late,
        Urgency.TODAY: and_(~late, Deadline.due_on <= day),
        Urgency.WEEK: and_(~late, Deadline.due_on > day, Deadline.due_on <= day + WEEK),
        Urgency.LATER: and_(~late, Deadline.due_on > day + WEEK),
    }
    return conditions[degree]


def is_near(now: Any) -> ColumnElement[bool]:
    """On somebody's list of the day: late, due in the next seven days, or open to be done now."""
    day = today()
    return or_(Deadline.due_on <= day + WEEK, Deadline.opens_on <= day, Deadline.due_at <= now)


def is_owed_by(viewer: Any, owner: Any = User) -> ColumnElement[bool]:
    """Theirs: by name; or of their role with no name on it, or that of somebody who is away today
    or can no longer do it, and of the next role while nobody of that one is at work; or because
    it is late and they are the next who is told. Of their own ward; `owner` is joined, outer."""
    unable = or_(
        Deadline.owner_id.is_(None),
        on_leave(Deadline.owner_id),
        owner.disabled_at.is_not(None),
        owner.role != Deadline.owner_role,
        owner.area_id.is_distinct_from(Deadline.area_id),
    )
    passed_on = (Deadline.owner_role == viewer.role) | (role_now(viewer.area_id) == viewer.role)
    return or_(
        Deadline.owner_id == viewer.id,
        and_(unable, passed_on),
        Deadline.escalated_to == viewer.role,
    )


def role_now(ward: Any = Deadline.area_id) -> ColumnElement[Role]:
    """Whose it is today, as a column of Deadline: its own role's, as long as anybody of it is at
    work; else the next one's. `ward`: where all are of one ward, it, so that it is asked once."""
    working = [(role, _at_work(role, ward)) for role in NEXT]
    own = or_(*(and_(Deadline.owner_role == role, somebody) for role, somebody in working))
    then = [(somebody, literal(role, Deadline.owner_role.type)) for role, somebody in working]
    return case((own, Deadline.owner_role), *then, else_=Deadline.owner_role)


def has_it_today(one: Deadline) -> Role:
    """The same of one deadline."""
    return db.session.scalars(select(role_now()).where(Deadline.id == one.id)).one()


def _at_work(role: Role, ward: Any) -> ColumnElement[bool]:
    """Whether anybody of this role works in the ward today."""
    staff = aliased(User)
    here = (staff.area_id == ward, staff.role == role, staff.disabled_at.is_(None))
    return exists(select(staff.id).where(*here, ~on_leave(staff.id)).correlate(Deadline))
