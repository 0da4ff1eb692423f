"""The cases of somebody in the ward, and whom they were joined with."""

from typing import Any

from sqlalchemy.orm import aliased

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.case import Case
from reintegrate.models.joining import Joining
from reintegrate.models.person import Person
from reintegrate.models.user import User


def cases_of(viewer: User, person: Person) -> list[Any]:
    query = visible(viewer, Case).where(Case.person_id == person.id)
    columns = (Case.id, Case.number, Case.status, Case.term_from, Case.term_to)
    return list(db.session.execute(query.with_only_columns(*columns).order_by(Case.id.desc())))


def joinings_of(viewer: User, person: Person) -> list[Any]:
    """Newest first, those taken apart again included."""
    other, by = aliased(Person), aliased(User)
    query = (
        visible(viewer, Joining)
        .where(Joining.kept_id == person.id)
        .join(other, other.id == Joining.other_id)
        .join(by, by.id == Joining.by_id)
        .with_only_columns(
            Joining.id,
            Joining.at,
            Joining.separated_at,
            other.name,
            other.birth_year,
            by.name.label("by_name"),
        )
        .order_by(Joining.id.desc())
    )
    return list(db.session.execute(query))


def joined_before(viewer: User, key: str) -> bool:
    """Whether the form that bears this key has joined two rows already."""
    return db.session.scalar(visible(viewer, Joining).where(Joining.key == key)) is not None
