"""Rhythm: how often to meet in which stretch of the term. A template in versions, never in verbs.

An edit makes a new version and counts from then on; what is planned already stays as agreed.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, func, select, text
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, utcnow
from reintegrate.models.area import Area
from reintegrate.models.audit import Space, record_event
from reintegrate.models.catalogue import forget_names
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.user import User
from reintegrate.models.ward_template import WardTemplate

USUAL = "usual"
"""The template every installation begins with."""


class Gap(DomainError):
    """The stretches must follow one another, each ending after the one before, the last open."""


class StillUsual(DomainError):
    """New cases follow this template: choose another usual one first."""


class Rhythm(WardTemplate, Base):
    __tablename__ = "rhythm"

    is_usual: Mapped[bool] = mapped_column(default=False)
    """What cases follow that were given no other."""

    @classmethod
    def make(
        cls, *, code: str, name: str, area: Area | None, steps: "Sequence[Stretch]", by: User
    ) -> "Rhythm":
        """One more template. The same `code` again gives the first. Raises Gap."""
        found = cls.coded(code)
        if found is not None:
            return found
        rhythm = cls.begin(code, name, area, by=by)
        rhythm.change(steps, why="", by=by)
        return rhythm

    def change(self, steps: "Sequence[Stretch]", *, why: str, by: User) -> "RhythmVersion":
        """From now on contacts are proposed by these. Raises Gap."""
        refuse_gaps(steps)
        newest = select(func.max(RhythmVersion.number)).where(RhythmVersion.rhythm_id == self.id)
        number = (db.session.scalar(newest) or 0) + 1
        version = RhythmVersion(rhythm_id=self.id, number=number, by_id=by.id, why=why)
        db.session.add(version)
        db.session.flush()
        begins = [0, 0, *(int(step.to_day or 0) + 1 for step in steps[1:-1])]
        db.session.add_all(
            RhythmStep(
                version_id=version.id,
                position=position,
                from_day=from_day,
                to_day=step.to_day,
                every_days=step.every_days,
                source=why,
            )
            for position, (from_day, step) in enumerate(zip(begins, steps, strict=True))
        )
        self.changed_at = utcnow()
        record_event("rhythm.changed", on=self, by=by, space=Space.SYSTEM, number=number)
        db.session.flush()
        forget_names()
        return version

    def rename(self, name_vi: str, name_en: str, *, by: User) -> None:
        self.name_vi, self.name_en = name_vi, name_en
        record_event("rhythm.renamed", on=self, by=by, space=Space.SYSTEM)
        db.session.flush()
        forget_names()

    def be_usual(self, *, by: User) -> None:
        """Cases of its ward (or of all) that were given no other follow it from now on."""
        others = Rhythm.area_id == self.area_id if self.area_id else Rhythm.area_id.is_(None)
        for other in db.session.scalars(select(Rhythm).where(others, Rhythm.is_usual)):
            other.is_usual = False
        db.session.flush()
        self.is_usual = True
        record_event("rhythm.usual", on=self, by=by, space=Space.SYSTEM)
        db.session.flush()
        forget_names()

    def retire(self, *, by: User) -> None:
        """No longer offered; cases that follow it go on with the usual one. Raises StillUsual."""
        if self.is_usual:
            raise StillUsual(self.id)
        super().retire(by=by)
        forget_names()

    def __repr__(self) -> str:
        return f"<Rhythm {self.id}>"


class RhythmVersion(Base):
    __tablename__ = "rhythm_version"
    __table_args__ = (UniqueConstraint("rhythm_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    rhythm_id: Mapped[int] = mapped_column(ForeignKey(Rhythm.id))
    number: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(default=utcnow)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    why: Mapped[str] = mapped_column(Text, default="")


class RhythmStep(Base):
    """Position 0 is the first contact alone: due `every_days` after arrival. Days are counted from
    the day the term began."""

    __tablename__ = "rhythm_step"
    __table_args__ = (UniqueConstraint("version_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey(RhythmVersion.id))
    """Never None once the second release has filled what the first left."""
    position: Mapped[int]
    from_day: Mapped[int]
    to_day: Mapped[int | None]
    """Last day of the stretch, included. None: to the end of the term."""
    every_days: Mapped[int]
    source: Mapped[str] = mapped_column(Text)


for _name, _column, _where in (
    ("of_ward", Rhythm.area_id, "is_usual"),
    ("of_all", Rhythm.is_usual, "is_usual AND area_id IS NULL"),
):
    Index(
        f"uq_rhythm_usual_{_name}",
        _column,
        unique=True,
        sqlite_where=text(_where),
        postgresql_where=text(_where),
    )


class Stretch(NamedTuple):
    """As it is edited and compared: until which day of the term, and how often."""

    to_day: int | None
    every_days: int


def refuse_gaps(steps: "Sequence[Stretch]") -> None:
    """The first step is the first contact; the others cover the term in order. Raises Gap."""
    ends = [step.to_day for step in steps[1:]]
    closed = ends[:-1]
    in_order = all(
        end is not None and end > (before or 0)
        for before, end in zip([0, *closed], closed, strict=False)
    )
    if not ends or ends[-1] is not None or not in_order:
        raise Gap(len(steps))
    if any(not 1 <= step.every_days <= 366 for step in steps):
        raise Gap(len(steps))
