"""How much help agencies are asked for and give: numbers and dates, never whom it is for.

The deliberate exceptions to `visible(viewer, Assignment)`.
"""

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, false, func, select

from reintegrate.access.reach import wards_of
from reintegrate.db import db
from reintegrate.models.assignment import UNDER_WAY, Assignment
from reintegrate.models.assignment_board import lately
from reintegrate.models.case import Case
from reintegrate.models.user import Role, User

Numbers = Select[*tuple[Any, ...]]


class Taken(NamedTuple):
    """How many people an agency helps now: of the viewer's own ward, and of all others."""

    here: int
    elsewhere: int


def taken_places(viewer: User, agency_ids: Collection[int]) -> dict[int, Taken]:
    """By agency. Only their sum over all wards but the viewer's own, which is to be guarded."""
    in_ward = viewer.role in {Role.SOCIAL_WORKER, Role.WARD_OFFICIAL, Role.WARD_POLICE}
    own = Case.area_id == viewer.area_id if in_ward else false()
    found = (
        select(Assignment.agency_id, func.count().filter(own), func.count().filter(~own))
        .join_from(Assignment, Case, Case.id == Assignment.case_id)
        .where(Assignment.agency_id.in_(agency_ids), Assignment.status.in_(UNDER_WAY))
        .group_by(Assignment.agency_id)
    )
    return {row[0]: Taken(row[1], row[2]) for row in db.session.execute(found)}


def counted_requests(viewer: User, *conditions: ColumnElement[bool]) -> Numbers:
    """Requests of the last year by agency and ward: for each condition, of how many it holds."""
    counts = [func.count().filter(condition) for condition in conditions]
    query: Numbers = select(Assignment.agency_id, Case.area_id, *counts)
    return _of_sight(viewer, query).group_by(Assignment.agency_id, Case.area_id)


def cluster_counts(ward_ids: Collection[int], *conditions: ColumnElement[bool]) -> Numbers:
    """By ward of one cluster, and agency: of how many requests each condition holds.
    Its wards read one another's numbers, guarded."""
    counts = [func.count().filter(condition) for condition in conditions]
    query: Numbers = select(Case.area_id, Assignment.agency_id, *counts)
    query = query.join_from(Assignment, Case, Case.id == Assignment.case_id)
    query = query.where(lately(), Case.area_id.in_(ward_ids))
    return query.group_by(Case.area_id, Assignment.agency_id)


def listed_requests(viewer: User, condition: ColumnElement[bool]) -> Numbers:
    """The same requests one by one: code, help, ward and days; no name, and nothing of what was
    asked."""
    query: Numbers = select(
        Assignment.key,
        Assignment.service_code,
        Assignment.status,
        Assignment.offered_at,
        Assignment.answer_by,
        Assignment.answered_at,
        Assignment.ended_at,
        Assignment.agency_id,
        Case.area_id,
    )
    return _of_sight(viewer, query).where(condition)


def _of_sight(viewer: User, query: Numbers) -> Numbers:
    """The coordinator's province; an official's or police officer's own ward."""
    query = query.join_from(Assignment, Case, Case.id == Assignment.case_id).where(lately())
    if viewer.role == Role.COORDINATOR:
        return query.where(Case.area_id.in_(wards_of(viewer)))
    decides = viewer.role in {Role.WARD_OFFICIAL, Role.WARD_POLICE}
    return query.where(Case.area_id == viewer.area_id if decides else false())
