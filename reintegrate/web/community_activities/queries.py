"""The ward's activities among residents, newest first."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.community_activity import CommunityActivity
from reintegrate.models.community_figures import HELD
from reintegrate.models.user import User
from reintegrate.web.ui.paging import Page, page_of

Days = tuple[date, date]


def held(viewer: User, cursor: str | None, days: Days | None, programme: str) -> Page:
    """All that was written down; of some days only what counts, of one programme or of all."""
    query: Any = visible(viewer, CommunityActivity)
    if days is not None:
        query = query.where(*_counting(days, programme))
    rows: Select[Any] = query.with_only_columns(
        CommunityActivity.id,
        CommunityActivity.shape,
        CommunityActivity.programme_code,
        CommunityActivity.held_on,
        CommunityActivity.topic,
        CommunityActivity.place,
        CommunityActivity.attending,
        CommunityActivity.status,
    )
    keys = (CommunityActivity.held_on, CommunityActivity.id)
    return page_of(rows, keys, cursor, name="community activities", descending=True)


def count_held(viewer: User, days: Days, programme: str) -> int:
    query = visible(viewer, CommunityActivity).where(*_counting(days, programme))
    return db.session.scalar(query.with_only_columns(func.count())) or 0


def _counting(days: Days, programme: str) -> list[ColumnElement[bool]]:
    within = [HELD, CommunityActivity.held_on.between(*days)]
    return [*within, CommunityActivity.programme_code == programme] if programme else within
