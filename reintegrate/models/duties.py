"""Duties end with the term: what was planned until then and not done is no longer due."""

from sqlalchemy import select

from reintegrate.db import db, today
from reintegrate.models.case import IS_OPEN, NO_DATE, Case
from reintegrate.models.user import User

AT_ONCE = 500
TERM_ENDED = "term_ended"


def end_duties(by: User) -> int:
    """Open cases whose term is over keep no date from before its end; what was planned later on
    purpose stays. The case itself waits for its end to be written. Returns how many."""
    late = (
        select(Case)
        .where(IS_OPEN, Case.term_to < today(), Case.next_due_on <= Case.term_to)
        .where(Case.next_due_on != NO_DATE)
        .order_by(Case.id)
        .limit(AT_ONCE)
        .with_for_update(of=Case)
    )
    cases = list(db.session.scalars(late))
    for case in cases:
        case.plan_none(TERM_ENDED, by=by)
    db.session.flush()
    return len(cases)
