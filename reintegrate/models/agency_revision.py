"""AgencyRevision: how an agency's page stood from a day on, kept whole, so that it can be read what
was known when somebody was asked."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.orm.attributes import flag_modified

from reintegrate.db import Base, db, today, utcnow
from reintegrate.models.agency import Agency, AgencyArea, AgencyService
from reintegrate.models.audit import Space, record_event
from reintegrate.models.idempotency import first_result
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.user import User


class NothingChanged(DomainError):
    """The page stands like this already."""


@dataclass(frozen=True)
class AgencyFacts:
    """What the page says. Services by code, areas by number, both in order."""

    name: str
    phone: str | None
    address: str | None
    opening_hours: str | None
    capacity: int | None
    active: bool
    services: tuple[str, ...]
    areas: tuple[int, ...]

    @classmethod
    def of(cls, agency: Agency) -> "AgencyFacts":
        services = select(AgencyService.service_code).where(AgencyService.agency_id == agency.id)
        areas = select(AgencyArea.area_id).where(AgencyArea.agency_id == agency.id)
        return cls(
            name=agency.name,
            phone=agency.phone,
            address=agency.address,
            opening_hours=agency.opening_hours,
            capacity=agency.capacity,
            active=agency.active,
            services=tuple(sorted(db.session.scalars(services))),
            areas=tuple(sorted(db.session.scalars(areas))),
        )


class AgencyRevision(Base):
    __tablename__ = "agency_revision"
    __table_args__ = (UniqueConstraint("agency_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str | None] = mapped_column(unique=True)
    """Of the one an agency began with."""
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    number: Mapped[int]
    from_on: Mapped[date]
    at: Mapped[datetime] = mapped_column(default=utcnow)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)

    agency: Mapped[Agency] = relationship()
    by: Mapped[User] = relationship()


def found(facts: AgencyFacts, *, kind_code: str, key: str, by: User) -> Agency:
    """Write down an agency that was not known yet."""
    earlier = first_result(AgencyRevision, key, by=by)
    if earlier is not None:
        return earlier.agency
    agency = Agency(code=key, name=facts.name, kind_code=kind_code)
    db.session.add(agency)
    db.session.flush()
    _write(agency, facts)
    _keep(agency, facts, key=key, by=by)
    record_event("agency.founded", on=agency, by=by, space=Space.SYSTEM)
    return agency


def change(agency: Agency, facts: AgencyFacts, *, by: User) -> None:
    """From today it reads like this. Raises NothingChanged."""
    before = AgencyFacts.of(agency)
    if before == facts:
        raise NothingChanged(agency.id)
    if db.session.scalar(_numbers(agency)) is None:
        _keep(agency, before, by=by)
    _write(agency, facts)
    _keep(agency, facts, by=by)
    was = asdict(before)
    differing = sorted(name for name, value in asdict(facts).items() if value != was[name])
    record_event("agency.changed", on=agency, by=by, space=Space.SYSTEM, fields=" ".join(differing))


def _write(agency: Agency, facts: AgencyFacts) -> None:
    agency.name, agency.phone, agency.address = facts.name, facts.phone, facts.address
    agency.opening_hours, agency.capacity = facts.opening_hours, facts.capacity
    agency.active = facts.active
    flag_modified(agency, "name")  # a new version also where only its services or areas differ
    for model in (AgencyService, AgencyArea):
        db.session.execute(delete(model).where(model.agency_id == agency.id))
    db.session.add_all(AgencyService(agency_id=agency.id, service_code=s) for s in facts.services)
    db.session.add_all(AgencyArea(agency_id=agency.id, area_id=area) for area in facts.areas)
    db.session.flush()


def _keep(agency: Agency, facts: AgencyFacts, *, by: User, key: str | None = None) -> None:
    number = (db.session.scalar(_numbers(agency)) or 0) + 1
    db.session.add(
        AgencyRevision(
            key=key,
            agency_id=agency.id,
            agency=agency,
            number=number,
            from_on=today(),
            by_id=by.id,
            facts=asdict(facts),
        )
    )
    db.session.flush()


def _numbers(agency: Agency) -> Any:
    return select(db.func.max(AgencyRevision.number)).where(AgencyRevision.agency_id == agency.id)
