"""Agency: an organisation that gives services, the areas it serves and what it can be asked."""

from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, or_, select, text
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db
from reintegrate.models.area import Area
from reintegrate.models.catalogue import AgencyKind, Service


class Agency(Base):
    __tablename__ = "agency"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind_code: Mapped[str] = mapped_column(ForeignKey(AgencyKind.code), index=True)
    phone: Mapped[str | None]
    """The organisation's public number, never somebody's own."""
    address: Mapped[str | None]
    opening_hours: Mapped[str | None]
    capacity: Mapped[int | None]
    """How many people it can help at one time. None: nobody said."""
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1, server_default=text("1"))

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    def serves(self, area: Area) -> bool:
        """True also if it serves the province or town this area lies in, or a cluster shares it."""
        found = select(Agency.id).where(Agency.id == self.id, Agency.serving(area.id))
        return db.session.scalar(found) is not None

    def gives(self, service_code: str) -> bool:
        return db.session.get(AgencyService, (self.id, service_code)) is not None

    @staticmethod
    def serving(area_id: Any) -> ColumnElement[bool]:
        """The same rule as `serves`, for queries: the area with this id, or one it lies in; or a
        cluster of this ward shares it."""
        parent = select(Area.parent_id).where(Area.id == area_id)
        above = select(Area.parent_id).where(Area.id.in_(parent))
        places = or_(
            AgencyArea.area_id == area_id,
            AgencyArea.area_id.in_(parent),
            AgencyArea.area_id.in_(above),
        )
        shared = (
            select(ClusterAgency.agency_id)
            .join(ClusterWard, ClusterWard.cluster_id == ClusterAgency.cluster_id)
            .where(ClusterAgency.agency_id == Agency.id, ClusterWard.area_id == area_id)
        )
        own = select(AgencyArea.area_id).where(AgencyArea.agency_id == Agency.id, places)
        return or_(own.exists(), shared.exists())

    @staticmethod
    def giving(service_code: str) -> ColumnElement[bool]:
        """The same rule as `gives`, for queries."""
        return (
            select(AgencyService.service_code)
            .where(AgencyService.agency_id == Agency.id, AgencyService.service_code == service_code)
            .exists()
        )

    def __repr__(self) -> str:
        return f"<Agency {self.code}>"


class AgencyArea(Base):
    """An area the agency serves, with everything that lies in it."""

    __tablename__ = "agency_area"

    agency_id: Mapped[int] = mapped_column(ForeignKey(Agency.id), primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey(Area.id), primary_key=True, index=True)


class AgencyService(Base):
    __tablename__ = "agency_service"

    agency_id: Mapped[int] = mapped_column(ForeignKey(Agency.id), primary_key=True)
    service_code: Mapped[str] = mapped_column(
        ForeignKey(Service.code), primary_key=True, index=True
    )


class ClusterWard(Base):
    """A ward that lies in a cluster: see cluster.py."""

    __tablename__ = "cluster_ward"

    cluster_id: Mapped[int] = mapped_column(ForeignKey("cluster.id"), primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey(Area.id), primary_key=True, index=True)


class ClusterAgency(Base):
    """An agency the wards of a cluster share, wherever it has its office."""

    __tablename__ = "cluster_agency"

    cluster_id: Mapped[int] = mapped_column(ForeignKey("cluster.id"), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey(Agency.id), primary_key=True, index=True)
