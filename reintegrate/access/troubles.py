"""What should not be, ward by ward: numbers only, for those who look after several wards and may
not see who it is about. A deliberate exception to `scope.py`, like its counts."""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, false, func, or_, select, true

from reintegrate.access.reach import wards_of
from reintegrate.db import db
from reintegrate.models import reveal_clock
from reintegrate.models.agency import Agency, AgencyArea
from reintegrate.models.area import Area
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.recount import CountDifference, Counter
from reintegrate.models.reveal import Reveal
from reintegrate.models.transfer import Transfer
from reintegrate.models.trouble import Trouble, count_of, is_empty, is_late, is_unseen, of_cases
from reintegrate.models.user import WARD_ROLES, Role, User

Found = dict[Trouble, dict[int, int]]


class Empty(NamedTuple):
    id: int
    name: str


def troubles_by_ward(viewer: User) -> Found:
    """For each trouble, area id -> how many; five queries however many wards. A transfer is
    counted where the answer is owed, an urgent look where it was asked from."""
    found: Found = {}
    conditions = of_cases()
    cases = select(Case.area_id, *(count_of(one) for one in conditions.values()))
    within = cases.where(IS_OPEN, or_(*conditions.values()), looked_after(viewer, Case.area_id))
    for area_id, *numbers in db.session.execute(within.group_by(Case.area_id)):
        for trouble, number in zip(conditions, numbers, strict=True):
            if number:
                found.setdefault(trouble, {})[area_id] = number
    for trouble, place, condition in (
        (Trouble.UNSEEN_WORKER, User.area_id, is_unseen()),
        (Trouble.LATE_TRANSFER, Transfer.to_area_id, is_late()),
        (Trouble.LATE_REVIEW, Reveal.from_area_id, reveal_clock.is_late()),
    ):
        counted: Any = select(place, func.count()).where(condition)
        rows = db.session.execute(counted.where(looked_after(viewer, place)).group_by(place))
        if by_ward := {row[0]: row[1] for row in rows}:
            found[trouble] = by_ward
    if differing := miscounts(viewer):
        found[Trouble.COUNTS_DIFFER] = {ward: sum(of.values()) for ward, of in differing.items()}
    return found


def miscounts(viewer: User) -> dict[int, dict[Counter, int]]:
    """What the last recount found, by ward and counter; nobody of a ward could mend it."""
    found: dict[int, dict[Counter, int]] = {}
    if viewer.role != Role.ADMINISTRATOR:
        return found
    for row in db.session.scalars(select(CountDifference).order_by(CountDifference.counter)):
        found.setdefault(row.area_id, {})[row.counter] = row.number
    return found


def empty_agencies(viewer: User) -> list[Empty]:
    """Agencies without anyone who could read a request, of the viewer's province or of all."""
    if viewer.role not in {Role.COORDINATOR, Role.ADMINISTRATOR}:
        return []
    query = select(Agency.id, Agency.name).where(is_empty()).order_by(Agency.name)
    if viewer.role == Role.COORDINATOR:
        served = select(AgencyArea.agency_id).where(AgencyArea.area_id.in_(wards_of(viewer)))
        query = query.where(Agency.id.in_(served))
    return [Empty(*row) for row in db.session.execute(query)]


def looked_after(viewer: User, ward: Any) -> ColumnElement[bool]:
    """The administrator all wards, the coordinator the province's, officials their own."""
    if viewer.role == Role.ADMINISTRATOR:
        return true()
    if viewer.role == Role.COORDINATOR:
        return ward.in_(wards_of(viewer))  # type: ignore[no-any-return]
    return ward == viewer.area_id if viewer.role in WARD_ROLES else false()


def ward_names(ids: set[int]) -> dict[int, str]:
    """Public facts."""
    rows = db.session.execute(select(Area.id, Area.name).where(Area.id.in_(ids)))
    return {row[0]: row[1] for row in rows}
