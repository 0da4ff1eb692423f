"""The parts of a planned change: the areas that begin or go on, and the lines that lead there."""

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base
from reintegrate.models.area import Area, AreaKind
from reintegrate.models.lifecycle import DomainError


class NowhereToGo(DomainError):
    """This area ceases, or what follows it is not made yet."""


class AreaChangeUnit(Base):
    """An area that begins with the change, or goes on with more or fewer people in it."""

    __tablename__ = "area_change_unit"

    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("area_change.id"), index=True)
    code: Mapped[str]
    name: Mapped[str]
    kind: Mapped[AreaKind]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey(Area.id))
    parent_unit_id: Mapped[int | None] = mapped_column(ForeignKey("area_change_unit.id"))
    stays: Mapped[bool] = mapped_column(default=False)
    area_id: Mapped[int | None] = mapped_column(ForeignKey(Area.id))
    """Itself where it stays; otherwise what the carrying out made of it."""

    parent: Mapped[Area | None] = relationship(foreign_keys=parent_id)
    parent_unit: Mapped["AreaChangeUnit | None"] = relationship(remote_side="AreaChangeUnit.id")


class AreaChangeLine(Base):
    """Where the people of one old area, or of a part of it, go on. Without a unit: it ceases."""

    __tablename__ = "area_change_line"
    __table_args__ = (Index("ix_area_change_line_area", "area_id", "change_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("area_change.id"), index=True)
    area_id: Mapped[int] = mapped_column(ForeignKey(Area.id))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey(AreaChangeUnit.id), index=True)
    words: Mapped[str] = mapped_column(Text, default="")
    """Streets and hamlets, one a line, as they stand in addresses."""
    is_rest: Mapped[bool] = mapped_column(default=False)
    """Whoever no other part names goes here: every old area has exactly one such line."""

    area: Mapped[Area] = relationship()
    unit: Mapped[AreaChangeUnit | None] = relationship()

    @property
    def then(self) -> AreaChangeUnit:
        """Where its people go on. Raises NowhereToGo."""
        if self.unit is None:
            raise NowhereToGo(self.id)
        return self.unit

    @property
    def then_id(self) -> int:
        """The area they go on in, once it was made. Raises NowhereToGo."""
        area_id = self.then.area_id
        if area_id is None:
            raise NowhereToGo(self.id)
        return area_id
