"""Regime: a dated set of rules in force, with its terms.

Laws are data. Nothing here or in a verb knows a number of months or days.
"""

from calendar import monthrange
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db
from reintegrate.models.catalogue import RehabilitationKind
from reintegrate.models.lifecycle import DomainError


class NoTerm(DomainError):
    """The regime names no term after this kind of rehabilitation: the decision must."""


class Regime(Base):
    """An act belongs to the regime of its own day: what straddles a change keeps the earlier one
    until an official says otherwise (Law 120/2025 Art. 56(1) settles only part of it)."""

    __tablename__ = "regime"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name_vi: Mapped[str]
    name_en: Mapped[str]
    law: Mapped[str]
    decree: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    """Last day in force, that day included."""
    source: Mapped[str] = mapped_column(Text)

    @classmethod
    def on(cls, day: date) -> "Regime | None":
        """None before the first regime held here."""
        ended = cls.valid_to < day
        return db.session.scalar(select(cls).where(cls.valid_from <= day, ended.isnot(True)))

    @classmethod
    def with_code(cls, code: str) -> "Regime":
        return db.session.get_one(cls, code)

    def name_in(self, locale: str) -> str:
        return self.name_en if locale.startswith("en") else self.name_vi

    def term_rule(self, kind_code: str, minor: bool) -> "TermRule | None":
        """None: this regime names no term after that kind of rehabilitation."""
        ages = TermRule.minor.is_(None) | (TermRule.minor == minor)
        return db.session.scalar(
            select(TermRule).where(
                TermRule.regime_code == self.code,
                TermRule.rehabilitation_kind_code == kind_code,
                ages,
            )
        )

    def term_months(self, kind_code: str, minor: bool) -> int | None:
        """How long management lasts, in months from the day rehabilitation was completed.

        Law 73/2021 Art. 40(1)-(2) and Law 120/2025 Art. 42(1)-(2): 12 after voluntary
        rehabilitation, after substitution treatment, and after compulsory rehabilitation of a
        `minor` (aged 12 to under 18); 24 after compulsory rehabilitation of an adult. None: the
        decision states it (Law 23/2000 Art. 33 as amended in 2008: between one and two years) or
        no rule is known.
        """
        rule = self.term_rule(kind_code, minor)
        return None if rule is None else rule.months

    def __repr__(self) -> str:
        return f"<Regime {self.code}>"


class TermRule(Base):
    __tablename__ = "term_rule"
    __table_args__ = (
        UniqueConstraint("regime_code", "rehabilitation_kind_code", "minor"),
        CheckConstraint("(months IS NULL) = (months_min IS NOT NULL)", name="fixed_or_between"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    regime_code: Mapped[str] = mapped_column(ForeignKey(Regime.code))
    rehabilitation_kind_code: Mapped[str] = mapped_column(ForeignKey(RehabilitationKind.code))
    minor: Mapped[bool | None]
    """True: ages 12 to under 18 when it was completed. None: whatever the age."""
    months: Mapped[int | None]
    """None: the decision states it, between `months_min` and `months_max`."""
    months_min: Mapped[int | None]
    months_max: Mapped[int | None]
    article: Mapped[str]
    """In the regime's law: "42(1)"."""


def months_later(day: date, months: int) -> date:
    """The anniversary (Civil Code Arts 147-148), or the month's last day where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def term_of(
    kind_code: str, completed_on: date, opened_on: date, *, minor: bool, printed: date | None
) -> tuple[Regime, date]:
    """The regime of the day the case is opened, and the last day of the term: what the decision
    prints, or what the regime says. Raises NoTerm when neither does."""
    regime = Regime.on(opened_on)
    if regime is None:
        raise NoTerm(opened_on)
    if printed is not None:
        return regime, printed
    months = regime.term_months(kind_code, minor)
    if months is None:
        raise NoTerm(kind_code)
    return regime, months_later(completed_on, months)
