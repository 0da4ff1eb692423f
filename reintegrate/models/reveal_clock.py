"""What time does to urgent looks: one nobody reviewed is said to be late, and words do not stay for
ever, reviewed or not. Who looked, into which case, when and for how long stays.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select, update

from reintegrate.db import db, utcnow
from reintegrate.models.area import Area
from reintegrate.models.handover import days_set
from reintegrate.models.life_rule import SettingName
from reintegrate.models.notice import Notice, NoticeKind, tell
from reintegrate.models.reveal import Reveal, Review
from reintegrate.models.user import Role, User

FORGET_AFTER = timedelta(days=365)
"""After it was found in order; and where no setting says how long otherwise."""
TELL_AGAIN_AFTER = timedelta(days=7)


def late_before() -> datetime | None:
    """Asked before this moment it should be reviewed by now. None: no time is set."""
    days = days_set(SettingName.REVEAL_REVIEW_DAYS)
    return utcnow() - timedelta(days=days) if days else None


def is_late() -> ColumnElement[bool]:
    """Waiting for its review beyond the time set."""
    waiting = Reveal.status == Review.WAITING
    before = late_before()
    return and_(waiting, Reveal.asked_at < before) if before else and_(waiting, Reveal.id < 0)


def reviewers() -> list[int]:
    active = User.role == Role.DATA_PROTECTION_OFFICER, User.disabled_at.is_(None)
    return list(db.session.scalars(select(User.id).where(*active)))


def escalate_reveals(by: User) -> int:
    """Whoever reviews hears of it once a week, ward by ward that looked; and so do the
    administrators, who see in the self-check how many and nothing else. Returns how many wards."""
    told = select(Notice.record_id).where(
        Notice.kind == NoticeKind.REVEAL_LATE,
        Notice.record_table == "area",
        Notice.at > utcnow() - TELL_AGAIN_AFTER,
    )
    asking = select(Reveal.from_area_id).where(is_late())
    wards = select(Area).where(Area.id.in_(asking), Area.id.not_in(told)).order_by(Area.id)
    keepers = User.role == Role.ADMINISTRATOR, User.disabled_at.is_(None)
    found = db.session.scalars(wards).all()
    for ward in found:
        tell(reviewers(), NoticeKind.REVEAL_LATE, about=ward, by_id=by.id)
        keeping = db.session.scalars(select(User.id).where(*keepers))
        tell(keeping, NoticeKind.TROUBLE, about=ward, by_id=by.id)
    db.session.flush()
    return len(found)


def forget_old_reveals() -> int:
    """Why somebody looked and what was found: of one in order a year after that was said, of any
    other the days the setting says after it was asked or last judged. Returns how many."""
    days = days_set(SettingName.REVEAL_WORDS_DAYS)
    kept = timedelta(days=days) if days else FORGET_AFTER
    last = func.coalesce(Reveal.reviewed_at, Reveal.asked_at)
    done = Reveal.status == Review.IN_ORDER
    old = or_(
        and_(done, Reveal.reviewed_at < utcnow() - FORGET_AFTER),
        and_(~done, last < utcnow() - kept),
    )
    with_words = or_(Reveal.reason.is_not(None), Reveal.review.is_not(None))
    nothing = update(Reveal).where(old, with_words).values(reason=None, review=None)
    changed = db.session.execute(nothing)
    return changed.rowcount  # type: ignore[attr-defined,no-any-return]
