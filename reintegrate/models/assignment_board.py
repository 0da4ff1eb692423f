"""How requests to agencies stand, as numbers: each column of the board is defined once, here."""

from datetime import timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, or_, true

from reintegrate.db import utcnow
from reintegrate.models.assignment import Assignment, AssignmentStatus

LOOKS_BACK = timedelta(days=365)
TOO_LONG = timedelta(days=5)


class BoardColumn(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    TOO_LONG = "too-long"
    DONE = "done"


def counts_as(column: BoardColumn) -> ColumnElement[bool]:
    """Which requests of the last year stand in this column."""
    status = Assignment.status
    if column == BoardColumn.ACCEPTED:
        return and_(Assignment.answered_at.is_not(None), status != AssignmentStatus.DECLINED)
    if column == BoardColumn.TOO_LONG:
        waits = status == AssignmentStatus.OFFERED, Assignment.offered_at < utcnow() - TOO_LONG
        return or_(status == AssignmentStatus.EXPIRED, and_(*waits))
    return status == AssignmentStatus.ENDED if column == BoardColumn.DONE else true()


def lately() -> ColumnElement[bool]:
    return Assignment.offered_at >= utcnow() - LOOKS_BACK


def was_answered() -> ColumnElement[bool]:
    return Assignment.answered_at.is_not(None)
