"""Period: the days a report is about. Kinds of periods are data: where the year begins, how many
months, when the report is due. A due rule counts for periods that end from its first day on."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import ForeignKey, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, utcnow
from reintegrate.models.regime import months_later
from reintegrate.models.user import User
from reintegrate.models.working_calendar import working_days_after

JANUARY = 1


class DueUnit(StrEnum):
    DAYS = "days"
    WORKING_DAYS = "working_days"


class DueRule(NamedTuple):
    """When the report of a period is due, and whether every ward owes it."""

    due_amount: int
    due_unit: DueUnit
    remind_days: int | None

    @property
    def is_owed(self) -> bool:
        return self.remind_days is not None

    def due_on(self, last: date) -> date:
        """The last day on which it is in time, after the last day of the period."""
        if self.due_unit == DueUnit.WORKING_DAYS:
            return working_days_after(last, self.due_amount)
        return last + timedelta(days=self.due_amount)

    def reminded_on(self, last: date) -> date:
        """From when on a ward that owes it should think of it."""
        return self.due_on(last) - timedelta(days=self.remind_days or 0)


class PeriodKind(Base):
    __tablename__ = "period_kind"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name_vi: Mapped[str]
    name_en: Mapped[str]
    months: Mapped[int]
    parts: Mapped[int]
    """How many of them a year has, counted from its beginning."""
    first_day: Mapped[int]
    """Of the month: 1, or 15 where the administrative year runs from 15 December."""
    due_amount: Mapped[int]
    """After the last day."""
    due_unit: Mapped[DueUnit]
    remind_days: Mapped[int | None]
    """So many days before it is due a ward is reminded. None: wards may write it, none owes it."""
    source: Mapped[str]
    position: Mapped[int]
    retired_on: Mapped[date | None]
    revision: Mapped[int] = mapped_column(default=1)
    """Of its due rule: 1 is as it came."""
    since: Mapped[date | None]
    """What ends before this day is due by an earlier revision. None: it is as it came."""

    def name_in(self, locale: str) -> str:
        return self.name_en if locale.startswith("en") else self.name_vi

    @classmethod
    def offered(cls) -> "list[PeriodKind]":
        found = select(cls).where(cls.retired_on.is_(None)).order_by(cls.position, cls.id)
        return list(db.session.scalars(found))

    @classmethod
    def coded(cls, code: str) -> "PeriodKind":
        return db.session.scalars(select(cls).where(cls.code == code)).one()

    @property
    def rule(self) -> DueRule:
        return DueRule(self.due_amount, self.due_unit, self.remind_days)

    def rule_on(self, last: date) -> DueRule:
        """By which a period that ends on this day is due."""
        if self.since is None or last >= self.since:
            return self.rule
        row = PeriodKindRevision
        then = select(row).where(
            row.kind_code == self.code, row.since.is_(None) | (row.since <= last)
        )
        return db.session.scalars(then.order_by(row.revision.desc()).limit(1)).one().rule

    def period(self, year: int, part: int) -> "Period":
        begins = date(year, JANUARY, 1)
        if self.first_day > 1:
            begins = date(year - 1, 12, self.first_day)
        first = months_later(begins, self.months * (part - 1))
        last = months_later(first, self.months) - timedelta(days=1)
        return Period(self, year, part, first, last)

    def periods(self, year: int) -> "list[Period]":
        return [self.period(year, part) for part in range(1, self.parts + 1)]

    def __repr__(self) -> str:
        return f"<PeriodKind {self.code}>"


class PeriodKindRevision(Base):
    """How a kind's due rule was and is: a row only once it was changed."""

    __tablename__ = "period_kind_revision"
    __table_args__ = (UniqueConstraint("kind_code", "revision"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind_code: Mapped[str] = mapped_column(ForeignKey(PeriodKind.code))
    revision: Mapped[int]
    due_amount: Mapped[int]
    due_unit: Mapped[DueUnit]
    remind_days: Mapped[int | None]
    since: Mapped[date | None]
    because: Mapped[str] = mapped_column(Text)
    """Why. About the rule, never about a person."""
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    """None: it came with the system."""
    made_at: Mapped[datetime] = mapped_column(default=utcnow)

    @property
    def rule(self) -> DueRule:
        return DueRule(self.due_amount, self.due_unit, self.remind_days)

    def __repr__(self) -> str:
        return f"<PeriodKindRevision {self.id}>"


class Period(NamedTuple):
    kind: PeriodKind
    year: int
    part: int
    """From 1."""
    first: date
    last: date

    @property
    def rule(self) -> DueRule:
        return self.kind.rule_on(self.last)

    @property
    def due_on(self) -> date:
        """The last day on which the report is in time."""
        return self.rule.due_on(self.last)

    @property
    def before(self) -> "Period":
        if self.part > 1:
            return self.kind.period(self.year, self.part - 1)
        return self.kind.period(self.year - 1, self.kind.parts)

    @property
    def year_before(self) -> "Period":
        return self.kind.period(self.year - 1, self.part)


def ended_periods(kind: PeriodKind, day: date, count: int) -> list[Period]:
    """The newest that are over by that day, the newest first."""
    years = range(day.year + 1, day.year - 1 - count // kind.parts, -1)
    found = [period for year in years for period in reversed(kind.periods(year))]
    return [period for period in found if period.last < day][:count]


def running_period(kind: PeriodKind, day: date) -> Period | None:
    """None: this kind does not cover the whole year."""
    found = [*kind.periods(day.year), *kind.periods(day.year + 1)]
    return next((period for period in found if period.first <= day <= period.last), None)
