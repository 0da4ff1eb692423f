"""What of the own ward is meant by each number: its officials see whom and mend it."""

from typing import Any

from sqlalchemy import or_

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.agency import Agency
from reintegrate.models.area import Area
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.person import Person
from reintegrate.models.transfer import Transfer
from reintegrate.models.trouble import Trouble, is_late, is_unseen, of_cases
from reintegrate.models.user import User

MOST = 200


def cases_in_trouble(viewer: User) -> dict[Trouble, list[Any]]:
    """Rows of id, number and name under each trouble; one query, at most MOST cases."""
    conditions = of_cases()
    marks = [one.label(trouble.value) for trouble, one in conditions.items()]
    query = (
        visible(viewer, Case)
        .where(IS_OPEN, or_(*conditions.values()))
        .join(Person, Person.id == Case.person_id)
        .with_only_columns(Case.id, Case.number, Person.name, *marks)
        .order_by(Case.person_sort_key, Case.id)
        .limit(MOST)
    )
    rows = db.session.execute(query).all()
    return {trouble: [row for row in rows if row._mapping[trouble.value]] for trouble in conditions}


def workers_unseen(viewer: User) -> list[Any]:
    query = visible(viewer, User).where(is_unseen(), User.area_id == viewer.area_id)
    rows = query.with_only_columns(User.id, User.name).order_by(User.sort_key, User.id)
    return list(db.session.execute(rows))


def transfers_late(viewer: User) -> list[Any]:
    """Those this ward is to answer."""
    query = (
        visible(viewer, Transfer)
        .where(is_late(), Transfer.to_area_id == viewer.area_id)
        .join(Area, Area.id == Transfer.from_area_id)
        .with_only_columns(Transfer.id, Transfer.answer_by, Area.name.label("from_ward"))
        .order_by(Transfer.answer_by, Transfer.id)
        .limit(MOST)
    )
    return list(db.session.execute(query))


def place(viewer: User, area_id: int) -> Area | None:
    return db.session.scalar(visible(viewer, Area).where(Area.id == area_id))


def agency(viewer: User, agency_id: int) -> Agency | None:
    return db.session.scalar(visible(viewer, Agency).where(Agency.id == agency_id))
