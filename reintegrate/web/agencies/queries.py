"""Agencies in sight, what they can do, how their pages stood before, and the board."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import or_, select

from reintegrate.access.counted_help import counted_requests, listed_requests, taken_places
from reintegrate.access.scope import visible
from reintegrate.db import db, today
from reintegrate.models.agency import Agency, AgencyArea, AgencyService
from reintegrate.models.agency_revision import AgencyRevision
from reintegrate.models.area import Area, AreaKind
from reintegrate.models.assignment import Assignment
from reintegrate.models.assignment_board import BoardColumn, counts_as, was_answered
from reintegrate.models.case import Case
from reintegrate.models.catalogue import Service, names
from reintegrate.models.user import Role, User
from reintegrate.web.ui.paging import Page, page_of
from reintegrate.web.ui.room import Room, room_of
from reintegrate.web.ui.small_numbers import guarded_total

UNITS = (AreaKind.WARD, AreaKind.COMMUNE, AreaKind.SPECIAL_ZONE)


def listed(viewer: User, cursor: str | None) -> Page:
    """By name."""
    rows: Any = visible(viewer, Agency).with_only_columns(
        Agency.id, Agency.name, Agency.phone, Agency.opening_hours, Agency.capacity, Agency.active
    )
    return page_of(rows, (Agency.name, Agency.id), cursor, name="agencies")


def rooms(viewer: User, rows: Sequence[Any]) -> dict[int, Room]:
    """Of agencies the viewer was shown."""
    taken = taken_places(viewer, {row.id for row in rows})
    return {row.id: room_of(row.capacity, *taken.get(row.id, (0, 0))) for row in rows}


def services_of(viewer: User, ids: Collection[int], locale: str) -> dict[int, list[str]]:
    """What each of these gives, in words."""
    words, given = names(Service, locale), defaultdict(list)
    seen = visible(viewer, Agency).where(Agency.id.in_(ids)).with_only_columns(Agency.id)
    found = select(AgencyService).where(AgencyService.agency_id.in_(seen))
    for row in db.session.scalars(found):
        given[row.agency_id].append(words.get(row.service_code, row.service_code))
    return {agency: sorted(said) for agency, said in given.items()}


def areas_of(viewer: User, agency: Agency) -> list[Area]:
    served = select(AgencyArea.area_id).where(AgencyArea.agency_id == agency.id)
    return list(
        db.session.scalars(visible(viewer, Area).where(Area.id.in_(served)).order_by(Area.name))
    )


def areas_to_tick(viewer: User) -> list[tuple[str, str]]:
    """The provinces the viewer keeps agencies for, each with its wards."""
    day = today()
    units = visible(viewer, Area).where(Area.in_force_on(day))
    if viewer.role == Role.COORDINATOR:
        units = units.where(or_(Area.id == viewer.area_id, Area.parent_id == viewer.area_id))
    else:
        ward = select(Area.parent_id).where(Area.kind.in_(UNITS), Area.in_force_on(day))
        units = units.where(or_(Area.kind.in_(UNITS), Area.id.in_(ward)))
    found = db.session.execute(units.with_only_columns(Area.id, Area.name, Area.kind))
    ordered = sorted(found, key=lambda row: (row.kind != AreaKind.PROVINCE, row.name, row.id))
    return [(str(number), name) for number, name, _kind in ordered]


def revisions(viewer: User, agency: Agency) -> list[AgencyRevision]:
    """How its page stood, the newest first."""
    of_it = visible(viewer, AgencyRevision).where(AgencyRevision.agency_id == agency.id)
    return list(db.session.scalars(of_it.order_by(AgencyRevision.number.desc()).limit(20)))


class Part(NamedTuple):
    """How many requests of one ward to one agency stand in a column."""

    agency_id: int
    ward_id: int
    number: int


@dataclass
class BoardRow:
    name: str
    agency_id: int | None
    ward_id: int | None
    guarded: bool
    parts: dict[BoardColumn, list[int]] = field(
        default_factory=lambda: {column: [] for column in BoardColumn}
    )
    answered: int = 0

    @property
    def never_answers(self) -> bool:
        return sum(self.parts[BoardColumn.TOO_LONG]) > 0 and self.answered == 0

    def shown(self, column: BoardColumn) -> str:
        return _shown(self.parts[column], self.guarded)


def _shown(numbers: Collection[int], guarded: bool) -> str:
    return guarded_total(numbers) if guarded else str(sum(numbers))


def in_sight(viewer: User, numbers: Collection[int]) -> str:
    """The sum, as this viewer may know it."""
    return _shown(numbers, reads_guarded(viewer))


def reads_guarded(viewer: User) -> bool:
    """Numbers that leave the ward are guarded; those who decide in a ward read their own."""
    return viewer.role == Role.COORDINATOR


def board(viewer: User, agency_id: int | None) -> list[BoardRow]:
    """By agency; of one agency by ward."""
    columns = [counts_as(column) for column in BoardColumn]
    counted = counted_requests(viewer, *columns, was_answered())
    if agency_id is not None:
        counted = counted.where(Assignment.agency_id == agency_id)
    rows: dict[int, BoardRow] = {}
    for agency, ward, *numbers in db.session.execute(counted):
        place, only = (agency, None) if agency_id is None else (ward, ward)
        row = rows.setdefault(place, BoardRow("", agency, only, reads_guarded(viewer)))
        row.answered += numbers.pop()
        for column, number in zip(BoardColumn, numbers, strict=True):
            row.parts[column].append(number)
    called = named(viewer, Agency if agency_id is None else Area, rows)
    for place, row in rows.items():
        row.name = called[place]
    return sorted(rows.values(), key=lambda row: (row.name, row.agency_id))


def named(viewer: User, model: Any, ids: Collection[int]) -> dict[int, str]:
    """Offices have names anybody may know."""
    found = db.session.execute(select(model.id, model.name).where(model.id.in_(ids)))
    return {row[0]: row[1] for row in found}


def parts_of(
    viewer: User, column: BoardColumn, agency_id: int | None, ward_id: int | None
) -> list[Part]:
    """What a number of the board is made of."""
    counted = counted_requests(viewer, counts_as(column)).where(*_asked_of(agency_id, ward_id))
    return [part for part in (Part(*row) for row in db.session.execute(counted)) if part.number]


def _asked_of(agency_id: int | None, ward_id: int | None) -> list[Any]:
    asked = [] if agency_id is None else [Assignment.agency_id == agency_id]
    return asked if ward_id is None else [*asked, Case.area_id == ward_id]


def requests(
    viewer: User,
    column: BoardColumn,
    agency_id: int | None,
    ward_id: int | None,
    cursor: str | None,
) -> Page:
    """Behind a number of the board: exactly as many, the longest ago first."""
    rows: Any = listed_requests(viewer, counts_as(column)).where(*_asked_of(agency_id, ward_id))
    keys = (Assignment.offered_at, Assignment.id)
    return page_of(rows, keys, cursor, name=f"board:{column}:{agency_id}:{ward_id}")
