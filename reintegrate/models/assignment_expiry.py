"""Requests no agency answered by their day: they end, and those who asked are told."""

from sqlalchemy import ColumnElement

from reintegrate.db import today
from reintegrate.models.assignment import Assignment, AssignmentStatus, held
from reintegrate.models.user import User


def unanswered_too_long() -> ColumnElement[bool]:
    """Its last day to answer is past, and nobody did."""
    return (Assignment.status == AssignmentStatus.OFFERED) & (Assignment.answer_by < today())


def expire_requests(by: User) -> int:
    """End each of them, once. Returns how many."""
    late = held(unanswered_too_long())
    for assignment in late:
        assignment.expire(by=by)
    return len(late)
