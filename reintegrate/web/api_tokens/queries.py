"""Keys for other programs: the viewer's own, and for the administrator everybody's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import joinedload

from reintegrate.access.scope import visible
from reintegrate.db import db, today
from reintegrate.models.api_token import ApiToken, Grant
from reintegrate.models.user import User
from reintegrate.web.ui.paging import Page, page_of


@dataclass(frozen=True)
class Key:
    """One that still opens something."""

    id: int
    name: str
    grants: Sequence[Grant]
    last_day: date
    used_on: date | None


def own_keys(viewer: User) -> list[Key]:
    """The viewer's own, the newest first."""
    query = _standing(viewer).where(ApiToken.user_id == viewer.id)
    rows = db.session.scalars(query.options(joinedload(ApiToken.user)).order_by(ApiToken.id.desc()))
    return [Key(r.id, r.name, r.given, r.last_day, r.used_on) for r in rows if r.opens]


def all_keys(viewer: User, cursor: str | None) -> Page:
    """That there are keys, whose, and until when; not what they read."""
    query = _standing(viewer).join(ApiToken.user)
    counting = query.where(
        ApiToken.made_at >= User.rights_changed_at, User.disabled_at.is_(None)
    ).with_only_columns(
        ApiToken.id,
        ApiToken.name,
        ApiToken.last_day,
        ApiToken.used_on,
        User.name.label("owner"),
        User.username,
    )
    return page_of(counting, (User.sort_key, ApiToken.id), cursor, name="api tokens")


def _standing(viewer: User) -> Any:
    return visible(viewer, ApiToken).where(
        ApiToken.ended_at.is_(None), ApiToken.last_day >= today()
    )
