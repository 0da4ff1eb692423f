"""The one look over the ward's fence: that somebody of this name and year is known in another ward.

It gives wards, never a record: what is written in them only their own staff can say.
"""

from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import func, select

from reintegrate.db import db, utcnow
from reintegrate.models.area import Area
from reintegrate.models.audit import AuditEvent, Seen, Space, record_event
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.names import same_people_key
from reintegrate.models.person import Person
from reintegrate.models.user import User

MOST_LOOKS = 30
A_DAY = timedelta(days=1)
LOOKED = "user.looked_elsewhere"


class LookedTooOften(DomainError):
    """Whoever asks for dozens of names a day is collecting them."""


class Ward(NamedTuple):
    id: int
    name: str


def known_elsewhere(viewer: User, name: str, birth_year: int) -> list[Ward]:
    """Other wards that answer for an open case of somebody called so, in whatever order, and born
    then. Every look leaves its line in the trail. Raises LookedTooOften."""
    refuse_collecting(viewer)
    note_look(viewer)
    query = (
        select(Area.id, Area.name)
        .join(Case, Case.area_id == Area.id)
        .join(Person, Person.id == Case.person_id)
        .where(Person.alike_key == same_people_key(name, birth_year), IS_OPEN)
        .where(Area.id != viewer.area_id)
        .distinct()
        .order_by(Area.name)
    )
    return [Ward(*row) for row in db.session.execute(query)]


def refuse_collecting(viewer: User) -> None:
    """Raises LookedTooOften."""
    if _looks_of(viewer) >= MOST_LOOKS:
        raise LookedTooOften(viewer.id)


def note_look(viewer: User) -> None:
    own = Seen("user", viewer.id, None, viewer.area_id)
    record_event(LOOKED, on=own, by=viewer, space=Space.SYSTEM)


def _looks_of(viewer: User) -> int:
    lately = AuditEvent.at > utcnow() - A_DAY
    query = select(func.count()).where(
        AuditEvent.by_id == viewer.id, AuditEvent.what == LOOKED, lately
    )
    return db.session.scalar(query) or 0
