"""What a phone may hold: the viewer's own cases that ask for something in these days."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import or_

from reintegrate.access.scope import own_receipt, visible
from reintegrate.db import db
from reintegrate.models.case import NO_DATE, Case
from reintegrate.models.due import DUE_SOON, DUE_TODAY, FIRST_CONTACT_PENDING, OVERDUE
from reintegrate.models.names import initials
from reintegrate.models.offline_device import OfflineDevice
from reintegrate.models.person import Person
from reintegrate.models.user import User

MOST = 300


class Known(NamedTuple):
    """Whom to see: as little as lets their own worker know them again."""

    id: int
    initials: str
    number: str
    due_on: date | None


def day_of(viewer: User) -> list[Known]:
    """The cases of the viewer's day and next seven days, most urgent first."""
    notions = (OVERDUE, DUE_TODAY, DUE_SOON, FIRST_CONTACT_PENDING)
    query = (
        visible(viewer, Case)
        .where(Case.worker_id == viewer.id, or_(*(notion.sql() for notion in notions)))
        .join(Person, Person.id == Case.person_id)
        .with_only_columns(Case.id, Person.name, Case.number, Case.next_due_on)
        .order_by(Case.next_due_on, Case.id)
        .limit(MOST)
    )
    return [
        Known(row.id, initials(row.name), row.number, _day(row.next_due_on))
        for row in db.session.execute(query)
    ]


def _day(due_on: date) -> date | None:
    return None if due_on == NO_DATE else due_on


def written_under(viewer: User, key: str) -> Any:
    """`key` and `written_at` of what the viewer wrote under this key, or None."""
    return db.session.execute(own_receipt(viewer, key)).first()


def device_of(viewer: User, device_id: int | None) -> OfflineDevice | None:
    """The viewer's own device, whether or not it is still on."""
    if device_id is None:
        return None
    query = visible(viewer, OfflineDevice).where(OfflineDevice.id == device_id)
    return db.session.scalar(query)
