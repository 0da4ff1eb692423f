"""The teams of the viewer's ward: the one that stands, and those before."""

from sqlalchemy.orm import selectinload

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.area import Area
from reintegrate.models.team import STANDING, Team
from reintegrate.models.user import User

MOST = 20
"""Decisions shown; a ward makes one every few years."""


def teams(viewer: User) -> list[Team]:
    """Newest first, each with everybody who was ever in it."""
    found = visible(viewer, Team).order_by(Team.since.desc(), Team.id.desc()).limit(MOST)
    return list(db.session.scalars(found.options(selectinload(Team.members))))


def standing(viewer: User) -> Team | None:
    return db.session.scalar(visible(viewer, Team).where(STANDING).with_for_update(of=Team))


def own_area(viewer: User) -> Area | None:
    return db.session.scalar(visible(viewer, Area).where(Area.id == viewer.area_id))
