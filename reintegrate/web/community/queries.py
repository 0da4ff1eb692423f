"""The board's numbers: of the own ward, or of the coordinator's province by ward."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func

from reintegrate.access.community_board import among_residents
from reintegrate.access.scope import counted_cases, visible
from reintegrate.access.scope_reports import behind
from reintegrate.db import db
from reintegrate.models.area import Area
from reintegrate.models.case import IS_OPEN as CASE_IS_OPEN
from reintegrate.models.case import Case
from reintegrate.models.due import OVERDUE
from reintegrate.models.information import IS_OPEN, Information
from reintegrate.models.need import Need
from reintegrate.models.period import Period
from reintegrate.models.person import Person
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


def managed_on(viewer: User, year: Period, day: date) -> list[Any]:
    """A row for each who was under management in the own ward when this day ended."""
    return behind(viewer, "closing", year._replace(first=day, last=day))


def own_needs(viewer: User, *conditions: ColumnElement[bool]) -> list[Any]:
    """Those of the open cases the viewer answers for, with whose they are."""
    query: Select[Any] = visible(viewer, Need).where(CASE_IS_OPEN, *conditions)
    query = query.join(Case, Case.id == Need.case_id).join(Person, Person.id == Case.person_id)
    columns = query.with_only_columns(Case.id, Case.number, Person.name, Need.kind_code)
    return list(db.session.execute(columns.order_by(Case.person_sort_key, Case.id, Need.id)))


def _names(viewer: User, ids: Iterable[int]) -> dict[int, str]:
    query = visible(viewer, Area).where(Area.id.in_(ids)).with_only_columns(Area.id, Area.name)
    return {area_id: name for area_id, name in db.session.execute(query)}
