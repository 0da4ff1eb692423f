"""A worker's own open cases that ask for something now, in the order of their dates."""

from typing import Any

from sqlalchemy import or_

from reintegrate.access.prepared import prepared, rows
from reintegrate.access.scope import visible
from reintegrate.models.case import Case
from reintegrate.models.due import DUE_SOON, DUE_TODAY, FIRST_CONTACT_PENDING, OVERDUE
from reintegrate.models.person import Person
from reintegrate.models.user import User

MOST = 300


def asking(viewer: User) -> list[Any]:
    """Overdue, due today or in the next seven days, or never reached yet; at most MOST rows."""
    return rows(_asking, viewer)


@prepared
def _asking(viewer: User) -> Any:
    notions = (OVERDUE, DUE_TODAY, DUE_SOON, FIRST_CONTACT_PENDING)
    return (
        visible(viewer, Case)
        .where(Case.worker_id == viewer.id, or_(*(notion.sql() for notion in notions)))
        .join(Person, Person.id == Case.person_id)
        .with_only_columns(
            Case.id,
            Case.number,
            Case.status,
            Case.next_due_on,
            Case.next_is_agreed,
            Case.last_contact_on,
            Case.last_reached_on,
            Case.tries_since_reached,
            Person.name,
        )
        .order_by(Case.next_due_on, Case.id)
        .limit(MOST)
    )
