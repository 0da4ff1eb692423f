"""ReportTarget: what one area wants of one number of its reports in one year, at least or at most.
How a report stands to it is a light with words; nothing is foretold."""

from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, today, utcnow
from reintegrate.models.audit import Space, record_event
from reintegrate.models.indicator import Indicator, Section
from reintegrate.models.period import Period
from reintegrate.models.user import User
from reintegrate.models.work_plan import NEARLY, Light

STANDING = ("opening", "closing")
"""Counted on one day: they do not grow with the year."""


class Direction(StrEnum):
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Aim(NamedTuple):
    """What is wanted of one number in a year."""

    direction: Direction
    wanted: int

    def percent(self, number: int) -> float | None:
        """The number in per cent of what is wanted; of nothing there is none."""
        return 100 * number / self.wanted if self.wanted else None

    def light(self, number: int, indicator: Indicator, period: Period) -> Light:
        """How a number of this period, which began with the year, stands to the year's target."""
        standing = indicator.section == Section.CONTACTS or indicator.code in STANDING
        share = self.wanted * (1 if standing else min(1, period.kind.months / 12))
        ended = period.kind.months == 12 and period.last < today()
        if self.direction == Direction.AT_MOST:
            if number > self.wanted:
                return Light.MISSED
            if number > share:
                return Light.BEHIND
            return Light.REACHED if ended else Light.ON_COURSE
        if number >= self.wanted:
            return Light.REACHED
        if ended:
            return Light.MISSED
        return Light.ON_COURSE if number >= share * NEARLY else Light.BEHIND


class ReportTarget(Base):
    __tablename__ = "report_target"
    __table_args__ = (
        UniqueConstraint("area_id", "year", "indicator_code"),
        CheckConstraint("wanted >= 0", name="wanted"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    year: Mapped[int]
    indicator_code: Mapped[str] = mapped_column(ForeignKey(Indicator.code))
    direction: Mapped[Direction]
    wanted: Mapped[int] = mapped_column(BigInteger)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    set_at: Mapped[datetime] = mapped_column(default=utcnow)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def aim(
        cls, year: int, indicator: Indicator, direction: Direction, wanted: int, *, by: User
    ) -> "ReportTarget":
        """Say what the own area wants; said before, it is changed."""
        code = indicator.code
        target = db.session.scalar(
            select(cls).where(
                *(cls.area_id == by.area_id, cls.year == year, cls.indicator_code == code)
            )
        )
        was = target.wanted if target else None
        if target is None:
            target = cls(area_id=by.area_id, year=year, indicator_code=code)
            db.session.add(target)
        target.direction, target.wanted = direction, wanted
        target.by_id, target.set_at = by.id, utcnow()
        db.session.flush()
        facts: dict[str, Any] = {
            "indicator": code,
            "direction": direction,
            "was": was,
            "wanted": wanted,
        }
        record_event("report_target.set", on=target, by=by, space=Space.SYSTEM, **facts)
        return target

    @property
    def stands_as(self) -> Aim:
        return Aim(self.direction, self.wanted)

    def __repr__(self) -> str:
        return f"<ReportTarget {self.id}>"


def aims_of(area_id: int, year: int) -> dict[str, Aim]:
    """By indicator's code."""
    found = select(ReportTarget).where(ReportTarget.area_id == area_id, ReportTarget.year == year)
    return {one.indicator_code: one.stands_as for one in db.session.scalars(found)}
