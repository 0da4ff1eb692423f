"""What time does to deadlines: the next person is told, and cases older than the clock get theirs.

For `run-due`: done twice, or by two at once, it is done once.
"""

from collections.abc import Iterator

from sqlalchemy import exists, select

from reintegrate.db import db, today, utcnow
from reintegrate.models import deadline
from reintegrate.models.audit import record_event
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.deadline_row import IS_OPEN as OWED
from reintegrate.models.deadline_row import Deadline
from reintegrate.models.user import User

AT_ONCE = 500
MOST_A_RUN = 5000


def escalate_deadlines(by: User) -> int:
    """The set time after a deadline has passed: whoever comes next answers for it too, at most
    once. Returns how many."""
    passed = select(Deadline).where(
        OWED, Deadline.escalate_at <= utcnow(), Deadline.escalated_at.is_(None)
    )
    held = passed.order_by(Deadline.escalate_at, Deadline.id).limit(MOST_A_RUN)
    found = db.session.scalars(held.with_for_update(of=Deadline)).all()
    for one in found:
        one.escalated_at, one.escalated_to = utcnow(), one.rule.escalate_to
        record_event("deadline.escalated", on=one, by=by, step=one.step, told=one.escalated_to)
    db.session.flush()
    return len(found)


def begin_missing(by: User) -> int:
    """Cases opened before there was a clock get what hangs on the end of their term, as long as
    that is still to come. What would have been owed earlier is not made up: nobody wrote down the
    acts it began with, and a list full of old debts would hide the new ones."""
    begun = 0
    for case in _without_end():
        before = _count(case.id)
        deadline.term_changed(case, by=by)
        begun += _count(case.id) - before
    return begun


def _without_end() -> Iterator[Case]:
    after = 0
    ends = exists().where(Deadline.case_id == Case.id, Deadline.begun_by_id.is_(None))
    for _ in range(MOST_A_RUN // AT_ONCE):
        page = select(Case).where(Case.id > after, IS_OPEN, Case.term_to > today(), ~ends)
        cases = db.session.scalars(page.order_by(Case.id).limit(AT_ONCE)).unique().all()
        yield from cases
        if len(cases) < AT_ONCE:
            return
        after = cases[-1].id


def _count(case_id: int) -> int:
    owed = select(db.func.count(Deadline.id)).where(Deadline.case_id == case_id, OWED)
    return db.session.scalar(owed) or 0
