"""Who could stand in for somebody, and how much that would be."""

from typing import Any

from sqlalchemy import func

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.cover import Cover
from reintegrate.models.leave import Leave
from reintegrate.models.user import Role, User


def colleagues(viewer: User, leave: Leave) -> list[tuple[int, str]]:
    """The other social workers of the ward, by name."""
    here = visible(viewer, User).where(
        User.role == Role.SOCIAL_WORKER,
        User.area_id == leave.user.area_id,
        User.disabled_at.is_(None),
        User.id != leave.user_id,
    )
    rows = db.session.execute(here.with_only_columns(User.id, User.name).order_by(User.sort_key))
    return [(row.id, row.name) for row in rows]


def colleague(viewer: User, user_id: int) -> User | None:
    return db.session.scalar(visible(viewer, User).where(User.id == user_id))


def standing_cover(viewer: User, leave: Leave) -> Cover | None:
    found = visible(viewer, Cover).where(Cover.leave_id == leave.id, Cover.ended_at.is_(None))
    return db.session.scalar(found)


def due_meanwhile(viewer: User, leave: Leave) -> Any:
    """How many cases it is about, and how many of them have a contact due on those days."""
    cases = visible(viewer, Case).where(IS_OPEN, Case.worker_id == leave.user_id)
    due = func.count().filter(Case.next_due_on.between(leave.first_day, leave.last_day))
    return db.session.execute(cases.with_only_columns(func.count(), due)).one()
