"""What time does to requests about data: those who see to them hear two days before, and once a
week while they are late; then the data-protection officer of the province hears as well."""

from sqlalchemy import ColumnElement, or_, select

from reintegrate.db import db, utcnow
from reintegrate.models.area import Area
from reintegrate.models.data_request import DataRequest, is_due_soon, is_overdue
from reintegrate.models.notice import Notice, NoticeKind, tell
from reintegrate.models.reveal_clock import TELL_AGAIN_AFTER
from reintegrate.models.user import Role, User


def remind_of_data_requests(by: User) -> int:
    """Returns of how many requests somebody was told."""
    soon = _told(is_due_soon(), NoticeKind.DATA_REQUEST_DUE, by)
    return soon + _told(is_overdue(), NoticeKind.DATA_REQUEST_LATE, by)


def _told(which: ColumnElement[bool], kind: NoticeKind, by: User) -> int:
    lately = select(Notice.record_id).where(
        Notice.kind == kind,
        Notice.record_table == DataRequest.__tablename__,
        Notice.at > utcnow() - TELL_AGAIN_AFTER,
    )
    waiting = select(DataRequest).where(which, DataRequest.id.not_in(lately))
    found = db.session.scalars(waiting.order_by(DataRequest.id)).all()
    for request in found:
        told = list(request.who_sees_to_it())
        if kind == NoticeKind.DATA_REQUEST_LATE:
            told += officers_over(request.case.area_id)
        tell(told, kind, about=request, by_id=by.id)
    db.session.flush()
    return len(found)


def officers_over(area_id: int) -> list[int]:
    """Data-protection officers of what this ward lies in."""
    above = select(Area.parent_id).where(Area.id == area_id)
    active = User.role == Role.DATA_PROTECTION_OFFICER, User.disabled_at.is_(None)
    there = or_(User.area_id == area_id, User.area_id.in_(above))
    return list(db.session.scalars(select(User.id).where(there, *active)))
