"""Who is told when a ward changes: its officials, as soon as a plan names it, and when that is
carried out, undone or dropped. A part of `notice.WHO_IS_TOLD`, for records above it."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from reintegrate.db import db
from reintegrate.models.area_change import AreaChange
from reintegrate.models.audit import hears
from reintegrate.models.notice import Hearer, Notice, NoticeKind, Told, heard, officials_of


def newly_touched(change: AreaChange, details: dict[str, Any]) -> Told:
    """Each official once, however many steps the plan has."""
    return set(_officials(change.touched_ids)) - set(told_of(change))


def touched(change: AreaChange, details: dict[str, Any]) -> Told:
    return _officials(change.touched_ids | set(change.made_ids))


def told_before(change: AreaChange, details: dict[str, Any]) -> Told:
    return told_of(change)


def told_of(change: AreaChange) -> Iterable[int]:
    mine = Notice.record_table == change.__tablename__, Notice.record_id == change.id
    planned = Notice.kind == NoticeKind.AREA_PLANNED
    return db.session.scalars(select(Notice.user_id).where(*mine, planned).distinct())


def _officials(area_ids: set[int]) -> list[int]:
    found = (officials_of(area_id) for area_id in sorted(area_ids))
    return [user_id for here in found for user_id in here if user_id is not None]


WHO_IS_TOLD: tuple[tuple[str, NoticeKind, Hearer], ...] = (
    ("area_change.joined", NoticeKind.AREA_PLANNED, newly_touched),
    ("area_change.parted", NoticeKind.AREA_PLANNED, newly_touched),
    ("area_change.ended", NoticeKind.AREA_PLANNED, newly_touched),
    ("area_change.dropped", NoticeKind.AREA_PLAN_DROPPED, told_before),
    ("area_change.carried_out", NoticeKind.AREA_CHANGED, touched),
    ("area_change.planned", NoticeKind.AREA_CHANGED_BACK, touched),
)

for _what, _kind, _whom in WHO_IS_TOLD:
    hears(_what, heard(_kind, _whom))
