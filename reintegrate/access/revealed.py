"""The look into another ward's file: by time, by one user, into one case, of its statutory part.

The deliberate exception to `scope.py`: nothing else of the case exists for whoever looks, and it is
in none of their lists.
"""

from typing import Any

from sqlalchemy import Select, select

from reintegrate.access.elsewhere import refuse_collecting
from reintegrate.db import db
from reintegrate.models.act import Act
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.names import same_people_key
from reintegrate.models.person import Person, Relative
from reintegrate.models.reveal import Reveal, is_running
from reintegrate.models.user import User


def revealed(viewer: User) -> Select[Case]:
    """The cases that are open to this viewer at this moment because they asked."""
    asked = select(Reveal.id).where(
        Reveal.case_id == Case.id, Reveal.by_id == viewer.id, is_running()
    )
    return select(Case).where(asked.correlate(Case).exists())


def revealed_case(viewer: User, reveal: Reveal) -> Case | None:
    return db.session.scalar(revealed(viewer).where(Case.id == reveal.case_id))


def revealed_acts(viewer: User, reveal: Reveal) -> list[Any]:
    """What was done in the file, newest first: kind, day and number of the paper."""
    ids = revealed(viewer).where(Case.id == reveal.case_id).with_only_columns(Case.id)
    query = select(Act.kind, Act.at, Act.number).where(
        Act.case_id.in_(ids), Act.taken_back_at.is_(None)
    )
    return list(db.session.execute(query.order_by(Act.at.desc(), Act.id.desc())))


def revealed_representatives(viewer: User, reveal: Reveal) -> list[Any]:
    """Who may speak for them, and no other of the family."""
    person = revealed(viewer).where(Case.id == reveal.case_id).with_only_columns(Case.person_id)
    query = select(Relative).where(Relative.person_id.in_(person), Relative.is_representative)
    return list(db.session.scalars(query.order_by(Relative.id)))


def cases_to_reveal(
    viewer: User, *, number: str, name: str, birth_year: int | None, area_id: int | None
) -> list[Case]:
    """Open cases of other wards of this number, or of somebody called so and born then; perhaps of
    one ward alone. Only for asking to look: nothing of them is shown before. At most two, for more
    than one is none. Raises LookedTooOften."""
    refuse_collecting(viewer)
    query = select(Case).where(IS_OPEN, Case.area_id != viewer.area_id)
    if number:
        query = query.where(Case.number == number)
    else:
        alike = select(Person.id).where(Person.alike_key == same_people_key(name, birth_year or 0))
        query = query.where(Case.person_id.in_(alike))
    if area_id is not None:
        query = query.where(Case.area_id == area_id)
    return list(db.session.scalars(query.order_by(Case.id).limit(2)).unique())
