"""The ward's activities among residents, newest first."""

from typing import Any

from sqlalchemy import Select

from reintegrate.access.scope import visible
from reintegrate.models.community_activity import CommunityActivity
from reintegrate.models.user import User
from reintegrate.web.ui.paging import Page, page_of


def held(viewer: User, cursor: str | None) -> Page:
    query: Any = visible(viewer, CommunityActivity)
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
