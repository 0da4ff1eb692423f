"""The board's numbers: of the own ward, or of the coordinator's province by ward."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import func

from reintegrate.access.community_board import among_residents
from reintegrate.access.scope import counted_cases, visible
from reintegrate.db import db
from reintegrate.models.area import Area
from reintegrate.models.due import OVERDUE
from reintegrate.models.information import IS_OPEN, Information
from reintegrate.models.user import User


class Ward(NamedTuple):
    """One ward at a glance."""

    name: str
    open: int = 0
    overdue: int = 0
    activities: int = 0
    told: int = 0
    in_time: int = 0


def wards(viewer: User, first: date, last: date) -> list[Ward]:
    """Every ward with anything to count, by name."""
    cases = {
        area_id: (number, overdue)
        for area_id, number, overdue in db.session.execute(counted_cases(viewer, OVERDUE.sql()))
    }
    others = among_residents(viewer, first, last)
    names = _names(viewer, {*cases, *others})
    found = [
        Ward(name, *cases.get(area_id, (0, 0)), *others.get(area_id, (0, 0, 0)))
        for area_id, name in names.items()
    ]
    return sorted(found, key=lambda ward: ward.name)


def waiting(viewer: User) -> int:
    """What residents told that still waits, as far as the viewer sees it."""
    query = visible(viewer, Information).where(IS_OPEN).with_only_columns(func.count())
    return db.session.scalar(query) or 0


def _names(viewer: User, ids: Iterable[int]) -> dict[int, str]:
    query = visible(viewer, Area).where(Area.id.in_(ids)).with_only_columns(Area.id, Area.name)
    return {area_id: name for area_id, name in db.session.execute(query)}
