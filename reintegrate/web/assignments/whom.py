"""Whom one could ask: the needs there are, the agencies of the ward, and laws that need no yes."""

from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import false, select

from reintegrate.access.counted_help import taken_places
from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.agency import Agency, AgencyService
from reintegrate.models.assignment import Assignment
from reintegrate.models.case import Case
from reintegrate.models.catalogue import NeedKind, Service, SharingGround, names
from reintegrate.models.need import OPEN as OPEN_NEEDS
from reintegrate.models.need import Need
from reintegrate.models.user import Role, User
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.room import room_of


class OpenNeed(NamedTuple):
    id: int
    kind: str
    usual_service: str | None


def open_needs(viewer: User, case: Case, locale: str) -> list[OpenNeed]:
    """Needs an agency can be asked for, each with the service that usually answers it."""
    kinds = names(NeedKind, locale)
    found = db.session.execute(
        visible(viewer, Need)
        .join(NeedKind, NeedKind.code == Need.kind_code)
        .where(Need.case_id == case.id, Need.status.in_(OPEN_NEEDS))
        .with_only_columns(Need.id, Need.kind_code, NeedKind.service_code)
        .order_by(Need.id.desc())
    )
    return [OpenNeed(row[0], kinds.get(row[1], row[1]), row[2]) for row in found]


@dataclass(frozen=True)
class AgencyRow:
    id: int
    name: str
    phone: str | None
    opening_hours: str | None
    room: str
    services: list[str]

    @property
    def words(self) -> str:
        """Name, how to reach the office, and whether it has room, on one line."""
        return " · ".join(filter(None, (self.name, self.phone, self.opening_hours, self.room)))


def agencies_for(
    viewer: User, service_code: str, locale: str
) -> tuple[list[AgencyRow], list[AgencyRow]]:
    """The ward's agencies: those that give this service, and the others with what they do give."""
    words = names(Service, locale)
    found = (
        visible(viewer, Agency)
        .outerjoin(AgencyService, AgencyService.agency_id == Agency.id)
        .with_only_columns(
            Agency.id,
            Agency.name,
            Agency.phone,
            Agency.opening_hours,
            Agency.capacity,
            AgencyService.service_code,
        )
        .order_by(Agency.name, Agency.id)
    )
    rows: dict[int, AgencyRow] = {}
    giving: set[int] = set()
    listed = db.session.execute(found).all()
    taken = taken_places(viewer, {row[0] for row in listed})
    for agency, name, phone, hours, capacity, service in listed:
        room = room_of(capacity, *taken.get(agency, (0, 0))).words
        row = rows.setdefault(agency, AgencyRow(agency, name, phone, hours, room, []))
        if service is not None:
            row.services.append(words.get(service, service))
        if service == service_code:
            giving.add(agency)
    return (
        [row for row in rows.values() if row.id in giving],
        [row for row in rows.values() if row.id not in giving],
    )


def next_agencies(viewer: User, assignment: Assignment, locale: str) -> list[AgencyRow]:
    """Others of the ward that give the same help and were not asked for this need yet."""
    if viewer.role == Role.AGENCY_WORKER:
        return []
    asked = visible(viewer, Assignment).where(Assignment.need_id == assignment.need_id)
    before = set(db.session.scalars(asked.with_only_columns(Assignment.agency_id)))
    giving, _others = agencies_for(viewer, assignment.service_code, locale)
    return [row for row in giving if row.id not in before]


def grounds_for(viewer: User, service_code: str, locale: str) -> list[tuple[str, str]]:
    """Laws by which this help may be asked for without the person's yes: code, name and source."""
    offered = select(SharingGround).where(SharingGround.service_code == (service_code or None))
    if viewer.role != Role.SOCIAL_WORKER:
        offered = offered.where(false())
    return [
        (ground.code, named_with_check(ground, locale))
        for ground in db.session.scalars(offered.order_by(SharingGround.position))
        if ground.holds_for(service_code)
    ]


def named_with_check(ground: SharingGround, locale: str) -> str:
    """Its name and source, and that no lawyer has looked at it yet, where that is so."""
    named = f"{ground.name_in(locale)} ({ground.law})"
    return f"{named} · {_('To be checked by a lawyer')}" if ground.to_be_checked else named
