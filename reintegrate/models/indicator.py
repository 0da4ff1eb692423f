"""Indicator: one number of a report, with its written definition. Counted ones have one expression
each in `figures.py`; a composed one adds and subtracts others; a typed one a ward writes itself."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, Text, func, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, today
from reintegrate.models.audit import Space, record_event
from reintegrate.models.idempotency import first_result
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.regime import Regime
from reintegrate.models.user import User

TERM = re.compile(r"([+-])\s*([a-z][a-z0-9_]{1,39})")


class Unit(StrEnum):
    PEOPLE = "people"
    TIMES = "times"
    DONG = "dong"


class How(StrEnum):
    COUNTED = "counted"
    COMPOSED = "composed"
    TYPED = "typed"


class Section(StrEnum):
    """Which table of a report it stands in."""

    BALANCE = "balance"
    SUPPORTS = "supports"
    CONTACTS = "contacts"
    YEAR = "year"
    WARD = "ward"
    OWN = "own"
    """Composed by an administrator."""


class BadFormula(DomainError):
    """It names something that is no counted or typed indicator of the same unit, or nothing."""


class Indicator(Base):
    __tablename__ = "indicator"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str | None] = mapped_column(unique=True)
    code: Mapped[str] = mapped_column(unique=True)
    name_vi: Mapped[str]
    name_en: Mapped[str]
    definition_vi: Mapped[str] = mapped_column(Text)
    definition_en: Mapped[str] = mapped_column(Text)
    unit: Mapped[Unit]
    how: Mapped[How]
    formula: Mapped[str] = mapped_column(default="")
    """Of a composed one: "+taken_in -completed"."""
    part_of: Mapped[str] = mapped_column(default="")
    """Shown under this one, and not added once more."""
    balance: Mapped[int] = mapped_column(default=0)
    """1 or -1: adds to or takes from the closing balance."""
    section: Mapped[Section] = mapped_column(default=Section.OWN)
    short_vi: Mapped[str] = mapped_column(default="")
    short_en: Mapped[str] = mapped_column(default="")
    """What heads its column in a table by ward; empty: its name."""
    regime_code: Mapped[str | None] = mapped_column(ForeignKey(Regime.code))
    source: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    """Of its definition: a snapshot says by which it was counted."""
    position: Mapped[int]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    retired_on: Mapped[date | None]

    @classmethod
    def offered(cls) -> "list[Indicator]":
        found = select(cls).where(cls.retired_on.is_(None)).order_by(cls.position, cls.id)
        return list(db.session.scalars(found))

    @classmethod
    def compose(
        cls,
        *,
        key: str,
        name_vi: str,
        name_en: str,
        definition_vi: str,
        definition_en: str,
        formula: str,
        by: User,
    ) -> "Indicator":
        """A new number from existing ones. Raises BadFormula, KeyTaken."""
        earlier = first_result(cls, key, by=by)
        if earlier is not None:
            return earlier
        others = {one.code: one for one in cls.offered() if one.how != How.COMPOSED}
        terms = read_formula(formula)
        units = {others[code].unit for _, code in terms if code in others}
        if not terms or len(units) != 1 or any(code not in others for _, code in terms):
            raise BadFormula(formula)
        last = db.session.scalar(select(func.max(cls.position))) or 0
        made = cls(key=key, code=f"own_{key.replace('-', '')[:12]}", how=How.COMPOSED, by_id=by.id)
        made.name_vi, made.name_en = name_vi, name_en
        made.definition_vi, made.definition_en = definition_vi, definition_en
        made.formula = " ".join(f"{'+' if sign > 0 else '-'}{code}" for sign, code in terms)
        made.unit, made.source, made.position = units.pop(), "", last + 10
        db.session.add(made)
        db.session.flush()
        record_event("indicator.composed", on=made, by=by, space=Space.SYSTEM, is_=made.formula)
        return made

    def retire(self, *, by: User) -> None:
        """Reports of periods that are snapped keep it. Only composed ones."""
        if self.how == How.COMPOSED and self.retired_on is None:
            self.retired_on = today()
            record_event("indicator.retired", on=self, by=by, space=Space.SYSTEM)

    def name_in(self, locale: str) -> str:
        return self.name_en if locale.startswith("en") else self.name_vi

    def short_in(self, locale: str) -> str:
        short = self.short_en if locale.startswith("en") else self.short_vi
        return short or self.name_in(locale)

    def definition_in(self, locale: str) -> str:
        return self.definition_en if locale.startswith("en") else self.definition_vi

    def composed(self, numbers: Mapping[str, int]) -> int:
        return sum(sign * numbers.get(code, 0) for sign, code in read_formula(self.formula))

    def __repr__(self) -> str:
        return f"<Indicator {self.code}>"


def read_formula(formula: str) -> list[tuple[int, str]]:
    """Sign and code of each term; nothing when it is no sum of codes."""
    text = formula.strip().lower()
    text = text if text.startswith(("+", "-")) else f"+{text}"
    if TERM.sub("", text).strip():
        return []
    return [(1 if sign == "+" else -1, code) for sign, code in TERM.findall(text)]


def checksum(indicators: list[Indicator], numbers: Mapping[str, int]) -> int:
    """What the closing balance must be: the opening one, plus who came, less who went."""
    return sum(one.balance * numbers.get(one.code, 0) for one in indicators)
