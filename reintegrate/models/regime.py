"""Regime: a dated set of rules in force, with its terms.

Laws are data. Nothing here or in a verb knows a number of months or days.
"""

from calendar import monthrange
from contextvars import ContextVar
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db
from reintegrate.models.catalogue import RehabilitationKind, remembered
from reintegrate.models.life_revision import LifeTopic, Said, said_on, started
from reintegrate.models.lifecycle import DomainError


class NoTerm(DomainError):
    """The regime names no term after this kind of rehabilitation: the decision must."""


class TermSays(NamedTuple):
    """How long management lasts by a rule that holds on some day."""

    months: int | None
    """None: the decision states it, between the two that follow."""
    months_min: int | None
    months_max: int | None
    article: str
    """In the regime's law: "42(1)"."""


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
    """As it was read; `spans` has what was made of it."""
    valid_to: Mapped[date | None]
    """Last day in force, that day included."""
    source: Mapped[str] = mapped_column(Text)

    @classmethod
    def on(cls, day: date) -> "Regime | None":
        """None before the first regime held here."""
        code = code_on(day)
        return None if code is None else cls.with_code(code)

    @classmethod
    def with_code(cls, code: str) -> "Regime":
        return db.session.get_one(cls, code)

    def name_in(self, locale: str) -> str:
        return self.name_en if locale.startswith("en") else self.name_vi

    def term_rule(
        self, kind_code: str, minor: bool, completed_on: date, trial: Said | None = None
    ) -> TermSays | None:
        """As it holds for who completed it that day. `trial`: a revision not entered yet. None:
        this regime names no term after that kind of rehabilitation."""
        for age in ("", "minor" if minor else "adult"):
            code = term_code(kind_code, age)
            read = remembered("term_rule", _term_rules).get((self.code, code))
            if read is None:
                continue
            said = said_on(LifeTopic.TERM, self.code, code, completed_on, trial)
            if said is None:
                return read
            return read._replace(months=said.value or None, article=said.article)
        return None

    def term_months(
        self, kind_code: str, minor: bool, completed_on: date, trial: Said | None = None
    ) -> int | None:
        """How long management lasts, in months from the day rehabilitation was completed.

        Law 73/2021 Art. 40(1)-(2) and Law 120/2025 Art. 42(1)-(2): 12 after voluntary
        rehabilitation, after substitution treatment, and after compulsory rehabilitation of a
        `minor` (aged 12 to under 18); 24 after compulsory rehabilitation of an adult. None: the
        decision states it (Law 23/2000 Art. 33 as amended in 2008: between one and two years) or
        no rule is known.
        """
        rule = self.term_rule(kind_code, minor, completed_on, trial)
        return None if rule is None else rule.months

    def __repr__(self) -> str:
        return f"<Regime {self.code}>"


class Span(NamedTuple):
    code: str
    first: date
    last: date
    """`date.max`: it is in force."""


TRIED: ContextVar[Said | None] = ContextVar("a regime's start that is tried", default=None)
"""Counted as if it held, by whoever asks what it would move: in no session, and for them alone."""


def spans() -> tuple[Span, ...]:
    """When each regime is in force, the oldest first: each ends where the next begins."""
    made = started(TRIED.get())
    read = remembered("regime_spans", _spans)
    firsts = [made[s.code].in_force_from if s.code in made else s.first for s in read]
    ends = [*(first - timedelta(days=1) for first in firsts[1:]), *(s.last for s in read[-1:])]
    return tuple(Span(s.code, *days) for s, *days in zip(read, firsts, ends, strict=True))


def _spans() -> tuple[Span, ...]:
    columns = (Regime.code, Regime.valid_from, Regime.valid_to)
    rows = db.session.execute(select(*columns).order_by(Regime.valid_from))
    return tuple(Span(code, first, last or date.max) for code, first, last in rows)


def code_on(day: date) -> str | None:
    """None before the first regime held here."""
    return next((span.code for span in spans() if span.first <= day <= span.last), None)


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

    @property
    def code(self) -> str:
        """Its name within the regime."""
        age = {None: "", True: "minor", False: "adult"}[self.minor]
        return term_code(self.rehabilitation_kind_code, age)


def term_code(kind_code: str, age: str) -> str:
    return f"{kind_code}-{age}" if age else kind_code


def kind_of(code: str) -> str:
    return code.partition("-")[0]


def _term_rules() -> dict[tuple[str, str], TermSays]:
    return {
        (r.regime_code, r.code): TermSays(r.months, r.months_min, r.months_max, r.article)
        for r in db.session.scalars(select(TermRule))
    }


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
    months = regime.term_months(kind_code, minor, completed_on)
    if months is None:
        raise NoTerm(kind_code)
    return regime, months_later(completed_on, months)
