"""Who is due, overdue, waiting or ending: each notion defined once, for lists, counts and pages.

A notion is asked of the database (`sql()`) or of one case or row that holds its columns (`holds`).
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func

from reintegrate.db import today
from reintegrate.models.case import IS_OPEN, NO_DATE, Case, CaseStatus
from reintegrate.models.clock import midnight

SOON_DAYS = 7
SILENT_DAYS = 30
ENDING_DAYS = 30
TRIED_ENOUGH = 3

# By name they are looked up in their class each time, ten times for each row of a long list: that
# takes longer than what is compared.
CLOSED, SUSPENDED, ABSENT = CaseStatus.CLOSED, CaseStatus.SUSPENDED, CaseStatus.ABSENT
DAY, SOON, SILENT, ENDING = (timedelta(n) for n in (1, SOON_DAYS, SILENT_DAYS, ENDING_DAYS))


class Notion(NamedTuple):
    """`sql()` is a condition on Case, open cases only; `holds(row)` the same of what was loaded.
    Both count from today in Vietnam; `holds_on(row, day)` from the day a whole list is told.
    `columns` are what a row must carry for `holds`. `among_open()`: what `sql()` asks beside being
    open: for a query of open cases alone, where each of many notions would ask that again."""

    sql: Callable[[], ColumnElement[bool]]
    among_open: Callable[[], ColumnElement[bool]]
    holds_on: Callable[[Any, date], bool]
    columns: tuple[Any, ...]

    def holds(self, row: Any) -> bool:
        return self.holds_on(row, today())


def _notion(
    sql: Callable[[date], ColumnElement[bool]], holds: Callable[[Any, date], bool], *columns: Any
) -> Notion:
    return Notion(
        lambda: and_(IS_OPEN, sql(today())),
        lambda: sql(today()),
        lambda row, day: row.status != CLOSED and holds(row, day),
        (Case.status, *columns),
    )


OVERDUE = _notion(
    lambda day: Case.next_due_on < day,
    lambda row, day: row.next_due_on < day,
    Case.next_due_on,
)
TIMELY = _notion(
    lambda day: Case.next_due_on >= day,
    lambda row, day: row.next_due_on >= day,
    Case.next_due_on,
)
"""Nothing is overdue, also where there is no next day."""

DUE_TODAY = _notion(
    lambda day: Case.next_due_on == day,
    lambda row, day: row.next_due_on == day,
    Case.next_due_on,
)
DUE_SOON = _notion(
    lambda day: Case.next_due_on.between(day + DAY, day + SOON),
    lambda row, day: day < row.next_due_on <= day + SOON,
    Case.next_due_on,
)
"""In the next seven days, today not among them."""

NO_NEXT_DATE = _notion(
    lambda day: Case.next_due_on == NO_DATE,
    lambda row, day: row.next_due_on == NO_DATE,
    Case.next_due_on,
)
FIRST_CONTACT_PENDING = _notion(
    lambda day: and_(
        Case.last_reached_on.is_(None),
        Case.status != SUSPENDED,
        Case.term_from <= day,
    ),
    lambda row, day: (
        row.last_reached_on is None and row.status != SUSPENDED and row.term_from <= day
    ),
    Case.last_reached_on,
    Case.term_from,
)
"""Nobody has met or spoken with them yet in this case; tries do not count. Who is still in
rehabilitation is not waited for."""

OUTCOME_TO_WRITE = _notion(
    lambda day: and_(Case.next_is_agreed, Case.next_due_on < day),
    lambda row, day: row.next_is_agreed and row.next_due_on < day,
    Case.next_is_agreed,
    Case.next_due_on,
)
"""A day agreed with the person has passed, and what came of it is not written. Overdue too."""

NOBODY_TRIED = _notion(
    lambda day: and_(
        Case.next_due_on < day, Case.tries_since_reached == 0, Case.worker_id.is_not(None)
    ),
    lambda row, day: (
        row.next_due_on < day and row.tries_since_reached == 0 and row.worker_id is not None
    ),
    Case.next_due_on,
    Case.tries_since_reached,
    Case.worker_id,
)
"""Overdue, and nobody has tried since they were last reached. Where nobody answers for the case
yet, that is what is missing first: see NO_WORKER."""

TRIED_IN_VAIN = _notion(
    lambda day: and_(Case.tries_since_reached >= TRIED_ENOUGH, Case.status != SUSPENDED),
    lambda row, day: row.tries_since_reached >= TRIED_ENOUGH and row.status != SUSPENDED,
    Case.tries_since_reached,
)
"""Tried three times or more without reaching them: the work was done, another way is needed."""

HELP_WANTED = _notion(
    lambda day: and_(Case.help_wanted_on.is_not(None), Case.status != SUSPENDED),
    lambda row, day: row.help_wanted_on is not None and row.status != SUSPENDED,
    Case.help_wanted_on,
)
"""The worker has tried enough alone, as the outcome's rule says; their supervisor can help."""

AWAY = _notion(
    lambda day: Case.status == ABSENT,
    lambda row, day: row.status == ABSENT,
)
"""Away without having said so."""

NOT_REACHED_LATELY = _notion(
    lambda day: and_(
        func.coalesce(Case.last_reached_on, Case.opened_on) < day - SILENT,
        Case.status != SUSPENDED,
        Case.term_from < day - SILENT,
    ),
    lambda row, day: (
        (row.last_reached_on or row.opened_on) < day - SILENT
        and row.status != SUSPENDED
        and row.term_from < day - SILENT
    ),
    Case.last_reached_on,
    Case.opened_on,
    Case.term_from,
)
"""No contact for more than thirty days, counted from the last time they were reached; nobody is
expected to reach those who were not home yet."""

ENDING_SOON = _notion(
    lambda day: and_(Case.term_to <= day + ENDING, Case.status != SUSPENDED),
    lambda row, day: row.term_to <= day + ENDING and row.status != SUSPENDED,
    Case.term_to,
)
"""The term ends within thirty days, or has ended and the case still stands open."""

OWES_NOW = _notion(
    lambda day: and_(Case.owes_at.is_not(None), Case.owes_at <= midnight(day + DAY)),
    lambda row, day: row.owes_at is not None and row.owes_at <= midnight(day + DAY),
    Case.owes_at,
)
"""Something the law wants is due today, or late."""

OWES_SOON = _notion(
    lambda day: and_(
        Case.owes_at > midnight(day + DAY),
        Case.owes_at <= midnight(day + DAY + SOON),
    ),
    lambda row, day: (
        row.owes_at is not None and midnight(day + DAY) < row.owes_at <= midnight(day + DAY + SOON)
    ),
    Case.owes_at,
)
"""The same in the next seven days, and nothing of it sooner."""

NO_WORKER = _notion(
    lambda day: Case.worker_id.is_(None),
    lambda row, day: row.worker_id is None,
    Case.worker_id,
)


def days_over(row: Any) -> int:
    """How many days past its date; 0 when it is not overdue."""
    return (today() - row.next_due_on).days if OVERDUE.holds(row) else 0
