"""Load: what a worker's cases ask of their coming weeks. Counted in planned contacts, never in
people: twenty who are seen each quarter are less work than ten who are seen each week."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from reintegrate.db import today
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.follow_up import IS_PLANNED, FollowUp
from reintegrate.models.user import User

WEEK = timedelta(days=7)


class Span(StrEnum):
    THIS_WEEK = "this_week"
    """Until Sunday; with what is overdue."""
    NEXT_WEEK = "next_week"
    FOUR_WEEKS = "four_weeks"
    """Until the Sunday of the fourth week, the first two spans included."""


def is_within(span: Span) -> ColumnElement[bool]:
    """A planned contact or activity of this stretch of days."""
    sunday = end_of_week(today())
    days: dict[Span, ColumnElement[bool]] = {
        Span.THIS_WEEK: FollowUp.due_on <= sunday,
        Span.NEXT_WEEK: and_(FollowUp.due_on > sunday, FollowUp.due_on <= sunday + WEEK),
        Span.FOUR_WEEKS: FollowUp.due_on <= sunday + 3 * WEEK,
    }
    return and_(IS_PLANNED, days[span])


def end_of_week(day: date) -> date:
    """Weeks begin on Monday."""
    return day + timedelta(days=6 - day.weekday())


def columns() -> tuple[Any, ...]:
    """Three numbers for a list of workers, named like the spans. For queries about `User`."""
    planned = (
        select(func.count())
        .join_from(Case, FollowUp, FollowUp.case_id == Case.id)
        .where(Case.worker_id == User.id, IS_OPEN)
    )
    return tuple(
        planned.where(is_within(span)).correlate(User).scalar_subquery().label(span.value)
        for span in Span
    )
