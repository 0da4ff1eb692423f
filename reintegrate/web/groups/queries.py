"""The viewer's own people, to choose who was there."""

from collections.abc import Collection
from typing import Any

from reintegrate.access.prepared import prepared, rows
from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.case import IS_OPEN, Case, CaseStatus
from reintegrate.models.person import Person
from reintegrate.models.user import User

MOST = 300
AT_HOME = (CaseStatus.MANAGED, CaseStatus.ABSENT)


def own_people(viewer: User) -> list[Any]:
    """Id, name and number of the cases the viewer answers for, by name."""
    return rows(_own_people, viewer)


@prepared
def _own_people(viewer: User) -> Any:
    return (
        visible(viewer, Case)
        .where(Case.worker_id == viewer.id, IS_OPEN, Case.status.in_(AT_HOME))
        .join(Person, Person.id == Case.person_id)
        .with_only_columns(Case.id, Person.name, Case.number)
        .order_by(Case.person_sort_key, Case.id)
        .limit(MOST)
    )


def chosen_cases(viewer: User, ids: Collection[int]) -> list[Case]:
    """Those of them the viewer answers for, held in one order until the act is written."""
    query = visible(viewer, Case).where(Case.id.in_(ids), Case.worker_id == viewer.id, IS_OPEN)
    return list(db.session.scalars(query.order_by(Case.id).with_for_update(of=Case)))
