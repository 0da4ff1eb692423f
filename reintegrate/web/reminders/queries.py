"""Reminders of one case, and the wordings they are made from."""

from collections.abc import Sequence

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.case import Case
from reintegrate.models.catalogue import ReminderWording
from reintegrate.models.reminder import Reminder
from reintegrate.models.user import User

MOST = 30


def reminders_of(viewer: User, case: Case) -> Sequence[Reminder]:
    """Newest first; the last thirty are enough to see what was sent."""
    of_case = visible(viewer, Reminder).where(Reminder.case_id == case.id)
    return db.session.scalars(of_case.order_by(Reminder.id.desc()).limit(MOST)).all()


def wordings(viewer: User) -> Sequence[ReminderWording]:
    rows = visible(viewer, ReminderWording)
    return db.session.scalars(rows.order_by(ReminderWording.position, ReminderWording.code)).all()


def wording(viewer: User, code: str, *, held: bool = False) -> ReminderWording | None:
    query = visible(viewer, ReminderWording).where(ReminderWording.code == code)
    return db.session.scalar(query.with_for_update() if held else query)
