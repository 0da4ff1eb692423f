"""What is due on which day, in numbers: the day's own counts and the calendar's own days."""

from datetime import timedelta

from reintegrate.db import today
from reintegrate.models.due import OVERDUE
from reintegrate.models.user import User
from reintegrate.web.api.shapes import Day, DueDays
from reintegrate.web.nudges import queries
from reintegrate.web.nudges.feed import DAYS_AHEAD


def dues_of(viewer: User, *, with_contacts: bool) -> DueDays:
    """`with_contacts`: the viewer meets people; the law's dates are owed by all of the ward."""
    days = today(), today() + timedelta(days=DAYS_AHEAD)
    contacts = queries.due_days(viewer, *days) if with_contacts else ()
    overdue = queries.counts(viewer, [OVERDUE], own=True)[0] if with_contacts else 0
    return DueDays(
        contacts=[Day(on, number) for on, number in contacts],
        overdue_contacts=overdue,
        deadlines=[Day(on, number) for on, number in queries.deadline_days(viewer, *days)],
        overdue_deadlines=queries.deadlines(viewer)[0],
    )
