"""The teams of the viewer's ward: the one that stands, and those before."""

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.area import Area
from reintegrate.models.team import STANDING, Team, TeamMember
from reintegrate.models.user import User

MOST = 20
"""Decisions shown; a ward makes one every few years."""


def teams(viewer: User) -> list[tuple[Team, list[TeamMember]]]:
    """Newest first, each with everybody who was ever in it."""
    newest = visible(viewer, Team).order_by(Team.since.desc(), Team.id.desc()).limit(MOST)
    found = list(db.session.scalars(newest))
    of_teams = visible(viewer, TeamMember).where(TeamMember.team_id.in_([t.id for t in found]))
    members: dict[int, list[TeamMember]] = {}
    for member in db.session.scalars(of_teams.order_by(TeamMember.id)):
        members.setdefault(member.team_id, []).append(member)
    return [(team, members.get(team.id, [])) for team in found]


def standing(viewer: User) -> Team | None:
    return db.session.scalar(visible(viewer, Team).where(STANDING).with_for_update(of=Team))


def own_area(viewer: User) -> Area | None:
    return db.session.scalar(visible(viewer, Area).where(Area.id == viewer.area_id))
