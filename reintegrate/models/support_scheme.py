"""SupportScheme: what a law or programme offers, from when to when, how much, on what conditions.

All of it is data; amounts are whole đồng. Another amount is another row with other days.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, today
from reintegrate.models.catalogue import AgencyKind, NeedKind


class Taker(StrEnum):
    """Whom it is given to."""

    PERSON = "person"
    EMPLOYER = "employer"


class Rule(StrEnum):
    """How a condition is looked at; `eligibility.py` has the rules. ASKED: the record cannot know,
    so somebody asks and writes the answer down."""

    AGE_FROM = "age_from"
    AGE_UNDER = "age_under"
    COMPLETED = "completed"
    YEARS_SINCE_DECISION = "years_since_decision"
    UNDER_MANAGEMENT = "under_management"
    ASKED = "asked"


class SupportScheme(Base):
    __tablename__ = "support_scheme"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name_vi: Mapped[str]
    name_en: Mapped[str]
    taker: Mapped[Taker]
    agency_kind_code: Mapped[str | None] = mapped_column(ForeignKey(AgencyKind.code))
    law: Mapped[str]
    """Number of the law, decree or decision."""
    article: Mapped[str]
    """Empty where it was not read."""
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    """The last day, included."""
    amount_most: Mapped[int | None] = mapped_column(BigInteger)
    months_most: Mapped[int | None]
    terms_vi: Mapped[str] = mapped_column(Text)
    terms_en: Mapped[str] = mapped_column(Text)
    source: Mapped[str]
    position: Mapped[int]

    def name_in(self, locale: str) -> str:
        return self.name_en if locale.startswith("en") else self.name_vi

    def terms_in(self, locale: str) -> str:
        return self.terms_en if locale.startswith("en") else self.terms_vi

    def is_in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def conditions(self) -> "list[SupportCondition]":
        return conditions_of([self.code])

    def __repr__(self) -> str:
        return f"<SupportScheme {self.code}>"


class SchemeNeed(Base):
    """Which needs a scheme answers."""

    __tablename__ = "support_scheme_need"

    scheme_code: Mapped[str] = mapped_column(ForeignKey(SupportScheme.code), primary_key=True)
    need_kind_code: Mapped[str] = mapped_column(ForeignKey(NeedKind.code), primary_key=True)


class SupportCondition(Base):
    __tablename__ = "support_condition"
    __table_args__ = (UniqueConstraint("scheme_code", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    scheme_code: Mapped[str] = mapped_column(ForeignKey(SupportScheme.code))
    position: Mapped[int]
    rule: Mapped[Rule]
    number: Mapped[int | None]
    """Years, for rules that count."""
    text_vi: Mapped[str]
    text_en: Mapped[str]
    article: Mapped[str]

    def text_in(self, locale: str) -> str:
        return self.text_en if locale.startswith("en") else self.text_vi


def conditions_of(scheme_codes: Iterable[str]) -> list[SupportCondition]:
    """Of all these schemes, each scheme's in its order."""
    found = select(SupportCondition).where(SupportCondition.scheme_code.in_(list(scheme_codes)))
    return list(db.session.scalars(found.order_by(SupportCondition.position)))


def schemes_on(day: date | None = None) -> list[SupportScheme]:
    """What is offered on that day, in its order."""
    day = day or today()
    open_end = SupportScheme.valid_to.is_(None) | (SupportScheme.valid_to >= day)
    found = select(SupportScheme).where(SupportScheme.valid_from <= day, open_end)
    return list(db.session.scalars(found.order_by(SupportScheme.position, SupportScheme.code)))


def schemes_for_need(kind_code: str, day: date | None = None) -> list[SupportScheme]:
    """Those on offer that answer this kind of need."""
    answering = set(
        db.session.scalars(
            select(SchemeNeed.scheme_code).where(SchemeNeed.need_kind_code == kind_code)
        )
    )
    return [scheme for scheme in schemes_on(day) if scheme.code in answering]
