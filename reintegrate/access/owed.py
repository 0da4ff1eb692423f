"""What a ward owes by when, and what of it is the viewer's: for the day's list and the list of
deadlines. Every question starts from `visible()`."""

from typing import Any

from sqlalchemy import Select, bindparam

from reintegrate.access.prepared import prepared, rows
from reintegrate.access.scope import visible
from reintegrate.db import UtcDateTime, utcnow
from reintegrate.models.case import Case
from reintegrate.models.deadline_due import is_near, is_owed_by, role_now
from reintegrate.models.deadline_row import IS_OPEN, Deadline
from reintegrate.models.person import Person
from reintegrate.models.user import User

MOST = 200
NOW = bindparam("now", type_=UtcDateTime)


def shown(ward: Any = Deadline.area_id) -> tuple[Any, ...]:
    """What a line of a list is made of. Asked anew each day: who is away is a matter of today."""
    return (
        Deadline.id,
        Deadline.case_id,
        Deadline.rule_id,
        Deadline.due_on,
        Deadline.due_at,
        Deadline.by_hours,
        Deadline.opens_on,
        Deadline.owner_role,
        Deadline.owner_id,
        Deadline.escalated_at,
        role_now(ward).label("role_now"),
        Case.number,
        Person.name,
        User.name.label("owner"),
    )


def owed(viewer: Any, mine: bool) -> Select[Any]:
    """What the viewer's ward still owes, with its owner joined; `mine`: the viewer's part."""
    query = (
        visible(viewer, Deadline)
        .where(IS_OPEN, Deadline.area_id == viewer.area_id)
        .join(Case, Case.id == Deadline.case_id)
        .join(Person, Person.id == Case.person_id)
        .outerjoin(User, User.id == Deadline.owner_id)
    )
    return query.where(is_owed_by(viewer)) if mine else query


def nearest(viewer: User) -> list[Any]:
    """The viewer's own that are late, due in the next seven days or open to be done; at most
    MOST."""
    return rows(_nearest, viewer, now=utcnow())


@prepared
def _nearest(viewer: Any) -> Any:
    columns = shown(viewer.area_id)
    near = owed(viewer, mine=True).where(is_near(NOW)).with_only_columns(*columns)
    return near.order_by(Deadline.due_at, Deadline.id).limit(MOST)
