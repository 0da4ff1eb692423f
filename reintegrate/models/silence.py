"""A worker gone silent: contacts are due, and none was written down for days. Reason to ask how
they are and whether somebody should help; never a mark against anybody."""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, func, select

from reintegrate.db import HERE, today
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.contact import Contact
from reintegrate.models.leave import is_away
from reintegrate.models.user import User


class Silent(NamedTuple):
    """One worker, how many of their contacts are due, and for how many days none was written."""

    worker_id: int
    name: str
    due: int
    days: int


def columns() -> tuple[Any, ...]:
    """What a list of workers carries for `silent_days`: how many of their open cases are overdue,
    since when, and when they last wrote down a contact. For queries about `User`."""
    overdue = and_(Case.worker_id == User.id, IS_OPEN, Case.next_due_on < today())
    wrote = select(func.max(Contact.written_at)).where(Contact.by_id == User.id)
    return (
        _of(select(func.count()).where(overdue)).label("overdue"),
        _of(select(func.min(Case.next_due_on)).where(overdue)).label("overdue_since"),
        wrote.scalar_subquery().label("wrote_at"),
    )


def _of(query: Select[Any]) -> Any:
    return query.correlate(User).scalar_subquery()


def silent_days(overdue_since: date | None, wrote_at: datetime | None) -> int:
    """For how many days something has been due and nothing was written. Days on which nothing was
    due do not count: nobody is silent who had nothing to say."""
    if overdue_since is None:
        return 0
    wrote_on = wrote_at.astimezone(HERE).date() if wrote_at else date.min
    return (today() - max(overdue_since, wrote_on)).days


def gone_silent(rows: Any, days: int) -> list[Silent]:
    """Those of the rows (see `columns`, and id and name) who have been silent for `days` or more,
    longest first. Who is on leave is not silent."""
    found = [
        Silent(row.id, row.name, row.overdue, silent_days(row.overdue_since, row.wrote_at))
        for row in rows
    ]
    here = [one for one in found if one.days >= days and not is_away(one.worker_id, today())]
    return sorted(here, key=lambda one: -one.days)
