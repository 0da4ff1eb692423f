"""What was told in confidence in a ward that no longer answers: whoever answers now reads it only
with the person's yes. Which ward it was told in is known by when they moved."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import aliased

from reintegrate.db import db, written_out
from reintegrate.models.consent import consents_now
from reintegrate.models.handover import NOTES_ON_MOVING
from reintegrate.models.transfer import Transfer, TransferStatus

ACCEPTED = written_out(TransferStatus.ACCEPTED)


def told_elsewhere(case_id: Any, moment: Any, area_id: Any) -> ColumnElement[bool]:
    """For queries: at that moment another ward answered. The first move since then left it."""
    left, sooner = aliased(Transfer), aliased(Transfer)
    moved = sooner.status == ACCEPTED
    before = (
        select(sooner.id)
        .where(sooner.case_id == left.case_id, moved)
        .where(sooner.answered_at > moment, sooner.answered_at < left.answered_at)
        .correlate_except(sooner)
    )
    return (
        select(left.id)
        .where(left.case_id == case_id, left.status == ACCEPTED)
        .where(left.answered_at > moment, left.from_area_id != area_id, ~before.exists())
        .correlate_except(left)
        .exists()
    )


def passed_on(case_id: Any, moment: Any, area_id: Any) -> ColumnElement[bool]:
    """Told in this ward, or the person agrees that such words go along."""
    told_here = ~told_elsewhere(case_id, moment, area_id)
    return or_(told_here, consents_now(case_id, NOTES_ON_MOVING))


def is_passed_on(record: Any, moment: datetime) -> bool:
    """The same for one record of a case, in the ward that answers now."""
    mine = type(record)
    said = passed_on(mine.case_id, moment, record.case.area_id)
    return db.session.scalar(select(mine.id).where(mine.id == record.id, said)) is not None
