"""PlanYear: which days a year of the committee's plan has: the calendar's, or those of the
administrative year from 15 December. Chosen by each area; a choice holds on for later years."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, utcnow
from reintegrate.models.audit import Space, record_event
from reintegrate.models.period import Period, PeriodKind
from reintegrate.models.user import User

UNLESS_CHOSEN = "year"
"""The calendar's."""


class PlanYear(Base):
    __tablename__ = "plan_year"
    __table_args__ = (UniqueConstraint("area_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    year: Mapped[int]
    kind_code: Mapped[str] = mapped_column(ForeignKey(PeriodKind.code))
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    set_at: Mapped[datetime] = mapped_column(default=utcnow)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def of(cls, area_id: int | None, year: int) -> "PlanYear | None":
        """What was chosen for this year, or last before it."""
        chosen = select(cls).where(cls.area_id == area_id, cls.year <= year)
        return db.session.scalar(chosen.order_by(cls.year.desc()).limit(1))

    @classmethod
    def choose(cls, year: int, kind_code: str, *, by: User) -> "PlanYear":
        """Which days the own area's year has; `choose_year` asks the tasks first."""
        chosen = cls.of(by.area_id, year)
        was = chosen.kind_code if chosen else UNLESS_CHOSEN
        if chosen is None or chosen.year != year:
            chosen = cls(area_id=by.area_id, year=year)
            db.session.add(chosen)
        chosen.kind_code, chosen.by_id, chosen.set_at = kind_code, by.id, utcnow()
        db.session.flush()
        space = Space.SYSTEM
        record_event("plan_year.chosen", on=chosen, by=by, space=space, was=was, is_=kind_code)
        return chosen

    def __repr__(self) -> str:
        return f"<PlanYear {self.id}>"


def kinds_of_year() -> list[PeriodKind]:
    """The kinds of periods that make a whole year in one."""
    return [kind for kind in PeriodKind.offered() if (kind.months, kind.parts) == (12, 1)]


def plan_period(area_id: int | None, year: int) -> Period:
    """The days of this area's year."""
    chosen = PlanYear.of(area_id, year)
    kind = PeriodKind.coded(chosen.kind_code if chosen else UNLESS_CHOSEN)
    return kind.period(year, 1)


def plan_year_on(area_id: int | None, day: date) -> int:
    """Which year of the plan this day lies in: the administrative one begins in December."""
    return day.year + (day > plan_period(area_id, day.year).last)
