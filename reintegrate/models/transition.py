"""Which regime an act of a case belongs to: its own day's, unless the law or an official says else.

The law settles only a part of what becomes of cases when the next regime comes; the rest is a
reading, kept as data with its article, and an official may decide otherwise with a reason.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, utcnow
from reintegrate.models.catalogue import remembered
from reintegrate.models.encrypted import EncryptedText
from reintegrate.models.life_revision import started
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.regime import TRIED, Regime, code_on, spans

if TYPE_CHECKING:
    from reintegrate.models.case import Case


class Stage(StrEnum):
    """Where somebody stood on the day the next regime came."""

    IN_REHABILITATION = "in_rehabilitation"
    MANAGED = "managed"


class Keeps(StrEnum):
    EARLIER = "earlier"
    """The old rules, to the end."""
    LATER = "later"
    OWN_DAY = "own_day"
    """Each act the rules of its own day."""


class SameRegime(DomainError):
    """The case stands under this regime already."""


class Transition(Base):
    __tablename__ = "transition"
    __table_args__ = (UniqueConstraint("from_code", "to_code", "who"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    from_code: Mapped[str] = mapped_column(ForeignKey(Regime.code))
    to_code: Mapped[str] = mapped_column(ForeignKey(Regime.code))
    on: Mapped[date]
    who: Mapped[Stage]
    keeps: Mapped[Keeps]
    article: Mapped[str]
    source: Mapped[str] = mapped_column(Text)
    note_vi: Mapped[str] = mapped_column(Text)
    note_en: Mapped[str] = mapped_column(Text)

    def note_in(self, locale: str) -> str:
        return self.note_en if locale.startswith("en") else self.note_vi


class RegimeSwitch(Base):
    """An official put a case under another regime than the days would say."""

    __tablename__ = "regime_switch"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    from_code: Mapped[str] = mapped_column(ForeignKey(Regime.code))
    to_code: Mapped[str] = mapped_column(ForeignKey(Regime.code))
    reason: Mapped[str] = mapped_column(EncryptedText("regime_switch.reason"))
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=utcnow)

    @classmethod
    def newest_of(cls, case_id: int) -> "RegimeSwitch | None":
        newest = select(cls).where(cls.case_id == case_id).order_by(cls.id.desc()).limit(1)
        return db.session.scalar(newest)


Index("ix_regime_switch_case", RegimeSwitch.case_id, RegimeSwitch.id)


def regime_code_on(day: date) -> str | None:
    """None before the first regime held here."""
    return code_on(day)


def regime_code_for(case: "Case", day: date) -> str | None:
    """The regime whose rules an act of this case on `day` is counted by."""
    switched = RegimeSwitch.newest_of(case.id)
    return switched.to_code if switched else unswitched(case, day)


def unswitched(case: "Case", day: date) -> str | None:
    """The same before any official decided: by the day, or by what a transition keeps."""
    by_day = regime_code_on(day)
    if by_day is not None and case.regime_code in _keeping():
        opened = next(s for s in spans() if s.code == case.regime_code)
        return case.regime_code if day > opened.last else by_day
    return by_day


def _keeping() -> set[str]:
    """The regimes under which who was managed stays to the end."""
    made = started(TRIED.get())
    kept = set()
    for one in remembered("transition", _read):
        if one.who == Stage.MANAGED:
            said = made.get(one.to_code)
            keeps = one.keeps if said is None else KEEPS[said.value]
            kept |= {one.from_code} if keeps == Keeps.EARLIER else set()
    return kept


KEEPS = (Keeps.EARLIER, Keeps.OWN_DAY)
"""By the number a revision of a regime's start has."""


class Passing(NamedTuple):
    """A Transition as it stands."""

    from_code: str
    to_code: str
    on: date
    who: Stage
    keeps: Keeps
    article: str
    note_vi: str
    note_en: str
    because: str = ""
    """Why an administrator made it otherwise, as they wrote it. Then the notes as read are gone."""

    def note_in(self, locale: str) -> str:
        return self.note_en if locale.startswith("en") else self.note_vi


def transitions() -> list[Passing]:
    """As they were read, or as an administrator has made them since."""
    made, first = started(), {span.code: span.first for span in spans()}
    found = []
    for one in remembered("transition", _read):
        now, said = one._replace(on=first[one.to_code]), made.get(one.to_code)
        if said is not None and one.who == Stage.MANAGED:
            now = now._replace(
                keeps=KEEPS[said.value],
                article=said.article,
                because=said.because,
            )
        if said is not None:
            now = now._replace(note_vi="", note_en="")  # they name the day that was read
        found.append(now)
    return sorted(found, key=lambda one: one.on)


def _read() -> tuple[Passing, ...]:
    columns = (getattr(Transition, name) for name in Passing._fields if name != "because")
    rows = db.session.execute(select(*columns).order_by(Transition.on, Transition.id))
    return tuple(Passing(*row) for row in rows)
