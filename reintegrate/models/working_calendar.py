"""The working calendar: which days count towards a term, as data that an administrator keeps.

Saturdays and Sundays are off by rule; a row says what is otherwise, and where that was read. A year
that nobody holds yet is read from a proposal, and every day of it says that it is not confirmed.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import ForeignKey, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, utcnow
from reintegrate.later import later
from reintegrate.models.audit import Space, record_event
from reintegrate.models.catalogue import forget_names, remembered
from reintegrate.models.lifecycle import DomainError

holidays = later("holidays")

if TYPE_CHECKING:
    from reintegrate.models.user import User

FARTHEST = 1000
"""Days walked at most: no rule of law counts further, and a calendar of days off only would."""
PROPOSED_BY = "Python package holidays (VN)"
IN_EXCHANGE = re.compile(r"(\d{2})/(\d{2})/(\d{4})")


class DayKind(StrEnum):
    OFF = "off"
    WORKED = "worked"
    """A Saturday or Sunday worked in exchange; or a day somebody calls off that is not."""


class NotInThatYear(DomainError):
    """The day lies in another year than the one that is open for change."""


class SameAsTheRule(DomainError):
    """A weekend that is off, or a weekday that is worked: the rule says so without a row."""


class NoSuchRow(DomainError):
    """Nothing is written for this day."""


class Marked(NamedTuple):
    """What a row says of its day."""

    kind: DayKind
    name_vi: str
    name_en: str
    source: str
    confirmed: bool

    def name_in(self, locale: str) -> str:
        return self.name_en if locale.startswith("en") else self.name_vi


class Passed(NamedTuple):
    """A day walked over: whether it counted, and what is written of it. Not counted and nothing
    written: a weekend."""

    day: date
    counted: bool
    mark: Marked | None


class CalendarYear(Base):
    """A year that is held: its rows decide, and the proposal no longer does."""

    __tablename__ = "calendar_year"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """The year itself."""
    changed_at: Mapped[datetime] = mapped_column(default=utcnow)
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def take_over(cls, year: int, *, by: "User") -> "CalendarYear":
        """Hold this year from now on, beginning with what is proposed. Twice is once."""
        held = db.session.get(cls, year, with_for_update=True)
        if held is not None:
            return held
        held = cls(id=year, changed_by_id=by.id)
        db.session.add(held)
        db.session.flush()
        for day, mark in proposed(year).items():
            db.session.add(CalendarDay(day=day, **mark._asdict()))
        record_event("calendar_year.taken_over", on=held, by=by, space=Space.SYSTEM)
        held._follow()
        return held

    def check(self, day: date, mark: Marked) -> None:
        """Raises NotInThatYear, SameAsTheRule where this cannot be written."""
        if day.year != self.id:
            raise NotInThatYear(day)
        if mark.confirmed and (mark.kind == DayKind.OFF) == is_weekend(day):
            raise SameAsTheRule(day)

    def mark(self, day: date, mark: Marked, *, by: "User") -> None:
        """Write what this day is, over what was written. Raises like `check`."""
        self.check(day, mark)
        row = db.session.get(CalendarDay, day) or CalendarDay(day=day)
        for name, value in mark._asdict().items():
            setattr(row, name, value)
        db.session.add(row)
        self._say("marked", day, by, kind=mark.kind, confirmed=mark.confirmed)

    def unmark(self, day: date, *, by: "User") -> None:
        """Let the rule decide about this day again. Raises NoSuchRow."""
        row = db.session.get(CalendarDay, day)
        if row is None or day.year != self.id:
            raise NoSuchRow(day)
        db.session.delete(row)
        self._say("unmarked", day, by)

    def _say(self, what: str, day: date, by: "User", **details: Any) -> None:
        self.changed_at, self.changed_by_id = utcnow(), by.id
        where = Space.SYSTEM
        record_event(f"calendar_year.{what}", on=self, by=by, space=where, day=day, **details)
        self._follow()

    def _follow(self) -> None:
        db.session.flush()
        forget_names()


class CalendarDay(Base):
    __tablename__ = "calendar_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[DayKind]
    name_vi: Mapped[str]
    name_en: Mapped[str]
    source: Mapped[str] = mapped_column(Text)
    confirmed: Mapped[bool]
    """False: proposed, or open to doubt; whoever reads a date made with it is told."""


class WorkingCalendar:
    """The calendar as it stands, or as it would stand `with_days` otherwise."""

    def __init__(self, marks: Mapping[date, Marked], held: frozenset[int]):
        self.marks, self.held = marks, held

    def with_days(self, changed: Mapping[date, Marked | None]) -> "WorkingCalendar":
        """The same with these days written otherwise (None: not at all). For asking beforehand."""
        years = self.held | {day.year for day in changed}
        whole = dict(self.marks)
        for year in years - self.held:
            whole |= proposed(year)
        kept = {day: mark for day, mark in whole.items() if day not in changed}
        return WorkingCalendar(kept | {d: m for d, m in changed.items() if m}, years)

    def mark_of(self, day: date) -> Marked | None:
        return (self.marks if day.year in self.held else proposed(day.year)).get(day)

    def is_working_day(self, day: date) -> bool:
        mark = self.mark_of(day)
        return not is_weekend(day) if mark is None else mark.kind == DayKind.WORKED

    def after(self, day: date, count: int) -> list[Passed]:
        """The days after `day`, up to the `count`th that is worked; `day` itself is not counted
        (Civil Code Art. 147(2))."""
        return self._walk(day, count, 1)

    def before(self, day: date, count: int) -> list[Passed]:
        """The same backwards, nearest first; `day` itself is not counted."""
        return self._walk(day, count, -1)

    def _walk(self, day: date, count: int, step: int) -> list[Passed]:
        found: list[Passed] = []
        while count > 0:
            day += timedelta(days=step)
            counted = self.is_working_day(day)
            found.append(Passed(day, counted, self.mark_of(day)))
            count -= counted
            if len(found) > FARTHEST:
                raise OverflowError("no end of days off")
        return found

    def next_worked(self, day: date) -> list[Passed]:
        """Nothing where `day` is worked; otherwise the days up to the first one that is."""
        return [] if self.is_working_day(day) else self.after(day, 1)


def current() -> WorkingCalendar:
    """As kept now; other processes notice a change within a minute."""
    return remembered("working_calendar", _read)


def _read() -> WorkingCalendar:
    rows = db.session.execute(select(*CalendarDay.__table__.columns))
    marks = {row.day: Marked(*row[1:]) for row in rows}
    years = frozenset(db.session.scalars(select(CalendarYear.id)))
    return WorkingCalendar(MappingProxyType(marks), years)


def is_weekend(day: date) -> bool:
    return day.weekday() >= 5


def is_working_day(day: date) -> bool:
    return current().is_working_day(day)


def working_days_after(day: date, count: int) -> date:
    """The `count`th working day after `day`, which is not counted itself; `day` for none."""
    walked = current().after(day, count)
    return walked[-1].day if walked else day


def working_days_before(day: date, count: int) -> date:
    """The `count`th working day before `day`, which is not counted itself; `day` for none."""
    walked = current().before(day, count)
    return walked[-1].day if walked else day


def next_working_day(day: date) -> date:
    """`day` itself where it is worked, else the first after it (Civil Code Art. 148(5))."""
    walked = current().next_worked(day)
    return walked[-1].day if walked else day


@lru_cache(maxsize=128)
def proposed(year: int) -> Mapping[date, Marked]:
    """What a year would probably be: public holidays with their days in lieu, lunar ones too, and
    the weekend days worked in exchange. Nothing of it is confirmed."""
    spoken: Any = {
        language: holidays.country_holidays("VN", years=year, language=language)
        for language in ("vi", "en_US")
    }
    found = {}
    for day, name in sorted(spoken["vi"].items()):
        words = name, spoken["en_US"].get(day, name)
        found[day] = Marked(DayKind.OFF, *words, PROPOSED_BY, False)
        exchanged = IN_EXCHANGE.search(name)
        if exchanged is not None:
            worked = date(*(int(part) for part in exchanged.groups()[::-1]))
            found[worked] = _exchanged(worked, day)
    return MappingProxyType({day: mark for day, mark in found.items() if day.year == year})


def _exchanged(worked: date, off: date) -> Marked:
    day = off.strftime("%d/%m/%Y")
    names = f"Làm bù cho ngày {day}", f"Worked in exchange for {day}"
    return Marked(DayKind.WORKED, *names, PROPOSED_BY, False)
