"""A worker's own open cases that ask for something now, in the order of their dates."""

from typing import Any

from sqlalchemy import or_

from reintegrate.access.prepared import prepared, rows
from reintegrate.access.reach import answering_ids
from reintegrate.access.scope import visible
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.cover import stands_in
from reintegrate.models.due import (
    AWAY,
    DUE_SOON,
    DUE_TODAY,
    FIRST_CONTACT_PENDING,
    NOBODY_TRIED,
    OUTCOME_TO_WRITE,
    OVERDUE,
    TRIED_IN_VAIN,
)
from reintegrate.models.person import Person
from reintegrate.models.user import User

MOST = 300
ASKING = (OVERDUE, DUE_TODAY, DUE_SOON, FIRST_CONTACT_PENDING, AWAY)
SHOWN = (*ASKING, OUTCOME_TO_WRITE, NOBODY_TRIED, TRIED_IN_VAIN)
COLUMNS = dict.fromkeys(
    [
        *(
            Case.id,
            Case.worker_id,
            Case.status,
            Case.next_due_on,
            Case.next_kind_code,
            Case.last_contact_on,
        ),
        *(column for notion in SHOWN for column in notion.columns),
    ]
)


def asking(viewer: User) -> list[Any]:
    """Overdue, due today or in the next seven days, never reached yet, or away; at most MOST."""
    return rows(_asking, viewer, stands_in(viewer.id))


@prepared
def _asking(viewer: User, stands_in: bool) -> Any:
    """Of the viewer's own; and only where they stand in for somebody, of those too: one worker's
    cases come from one index, of open cases alone, in the order they are shown."""
    own = Case.worker_id == viewer.id
    if stands_in:
        own = Case.worker_id.in_(answering_ids(viewer))
    return (
        visible(viewer, Case)
        .where(own, IS_OPEN, or_(*(notion.among_open() for notion in ASKING)))
        .join(Person, Person.id == Case.person_id)
        .with_only_columns(*COLUMNS, Person.name)
        .order_by(Case.next_due_on, Case.id)
        .limit(MOST)
    )
