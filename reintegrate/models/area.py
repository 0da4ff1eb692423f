"""Area: a province, town, ward or commune during the days it had this name, kind and parent.

A code alone names nothing: codes were given to other areas on 01/07/2025. Ask `Area.on(code, day)`.
"""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, today
from reintegrate.models.lifecycle import DomainError


class AreaKind(StrEnum):
    PROVINCE = "province"
    WARD = "ward"
    """Phường."""
    COMMUNE = "commune"
    """Xã, and before 01/07/2025 also thị trấn."""
    SPECIAL_ZONE = "special_zone"
    """Đặc khu."""
    TOWN = "town"
    """Thị xã or thành phố thuộc tỉnh. None after 30/06/2025."""
    DISTRICT = "district"
    """Huyện or quận. None after 30/06/2025."""


class AreaEnded(DomainError):
    """It became another one, which is asked instead, or answers."""


class Area(Base):
    __tablename__ = "area"
    __table_args__ = (
        UniqueConstraint("code", "valid_from"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="ends_after_it_begins"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    name: Mapped[str]
    """With its kind in front, as officials write it: "Phường Đức Xuân"."""
    kind: Mapped[AreaKind]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    """The last day it was in force, that day included. None: still in force."""
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"), index=True)
    formed_from: Mapped[str | None] = mapped_column(Text)
    """In words, what it was made of: the predecessors nobody here keeps records for."""

    parent: Mapped["Area | None"] = relationship(remote_side="Area.id")

    @classmethod
    def on(cls, code: str, day: date) -> "Area | None":
        """The area that bore this code on this day."""
        return db.session.scalar(select(cls).where(cls.code == code, cls.in_force_on(day)))

    @classmethod
    def in_force_on(cls, day: date) -> ColumnElement[bool]:
        """The same rule as `is_in_force`, for queries."""
        return (cls.valid_from <= day) & (cls.valid_to.is_(None) | (cls.valid_to >= day))

    def is_in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def hold(self) -> None:
        """Until this is committed nobody ends it: whoever changes areas waits, and then finds what
        was written here. Raises AreaEnded."""
        db.session.refresh(self, with_for_update={"read": True, "of": Area})
        if self.valid_to is not None and self.valid_to < today():
            raise AreaEnded(self.id)

    @property
    def province(self) -> "Area":
        return self if self.parent is None else self.parent.province

    def __repr__(self) -> str:
        return f"<Area {self.code} from {self.valid_from}>"


class AreaPredecessor(Base):
    """`predecessor` became part of `area`, or all of it."""

    __tablename__ = "area_predecessor"

    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), primary_key=True)
    predecessor_id: Mapped[int] = mapped_column(ForeignKey("area.id"), primary_key=True, index=True)


def units_of(parent: Area, day: date) -> list[Area]:
    """The areas directly under this one on this day, by code."""
    units = select(Area).where(Area.parent_id == parent.id, Area.in_force_on(day))
    return list(db.session.scalars(units.order_by(Area.code)))


def predecessors_of(area: Area) -> list[Area]:
    """What this area was made from at its own beginning; not what those were made from."""
    step = AreaPredecessor.predecessor_id == Area.id
    found = select(Area).join(AreaPredecessor, step).where(AreaPredecessor.area_id == area.id)
    return list(db.session.scalars(found.order_by(Area.code)))


def successors_of(area: Area) -> list[Area]:
    """What became of this area on the day after its last."""
    step = AreaPredecessor.area_id == Area.id
    found = (
        select(Area).join(AreaPredecessor, step).where(AreaPredecessor.predecessor_id == area.id)
    )
    return list(db.session.scalars(found.order_by(Area.code)))
