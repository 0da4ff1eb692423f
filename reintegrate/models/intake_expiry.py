"""Intakes nobody goes on with: what they say about a person is not kept for later."""

from datetime import timedelta

from sqlalchemy import and_, or_, select

from reintegrate.db import db, utcnow
from reintegrate.models.intake import (
    DISCARDED_DAYS,
    DRAFT_DAYS,
    WITH_ITS_WRITER,
    Intake,
    IntakeStatus,
)
from reintegrate.models.user import User


def expire_drafts(*, by: User) -> int:
    """Let go of drafts nobody touched for 90 days (their writers were warned for the last 14) and
    of those discarded a week ago. How many there were."""
    db.session.flush()
    untouched, now = Intake.touched_at, utcnow()
    left = select(Intake).where(
        or_(
            and_(Intake.status.in_(WITH_ITS_WRITER), untouched < now - timedelta(days=DRAFT_DAYS)),
            and_(
                Intake.status == IntakeStatus.DISCARDED,
                untouched < now - timedelta(days=DISCARDED_DAYS),
            ),
        )
    )
    expired = list(db.session.scalars(left.with_for_update(of=Intake)))
    for intake in expired:
        intake.expire(by=by)
    return len(expired)
