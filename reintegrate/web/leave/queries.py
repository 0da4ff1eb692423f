"""Who is away, as far as the viewer keeps it: their own days, and an official's whole ward."""

from typing import Any

from sqlalchemy import and_
from sqlalchemy.orm import aliased

from reintegrate.access.scope import visible
from reintegrate.db import db, today
from reintegrate.models.cover import Cover
from reintegrate.models.leave import Leave
from reintegrate.models.user import Role, User

MOST = 100


def coming_leaves(viewer: User) -> list[Any]:
    """Each with who stands in, if anybody does; None also where nobody needs to."""
    stand_in = aliased(User)
    query = (
        visible(viewer, Leave)
        .join(User, User.id == Leave.user_id)
        .outerjoin(Cover, and_(Cover.leave_id == Leave.id, Cover.ended_at.is_(None)))
        .outerjoin(stand_in, stand_in.id == Cover.stand_in_id)
        .where(Leave.cancelled_at.is_(None), Leave.last_day >= today())
        .with_only_columns(
            *(Leave.id, Leave.user_id, User.name, Leave.first_day, Leave.last_day, Leave.kind),
            (User.role == Role.SOCIAL_WORKER).label("has_cases"),
            stand_in.name.label("stand_in"),
        )
        .order_by(Leave.first_day, Leave.id)
        .limit(MOST)
    )
    return list(db.session.execute(query))


def people(viewer: User) -> list[tuple[int, str]]:
    """For whom the viewer may enter days: a social worker for themselves, officials and police for
    the staff of their ward."""
    if viewer.role == Role.SOCIAL_WORKER:
        return [(viewer.id, viewer.name)]
    query = visible(viewer, User).where(User.disabled_at.is_(None), User.area_id == viewer.area_id)
    rows = db.session.execute(
        query.with_only_columns(User.id, User.name).order_by(User.sort_key, User.id)
    )
    return [(row.id, row.name) for row in rows]


def one_of(viewer: User, user_id: int) -> User | None:
    return db.session.scalar(visible(viewer, User).where(User.id == user_id))
