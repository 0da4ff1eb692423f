"""Breach: somebody got at data who should not have, or it was lost. A register in facts alone, with
nobody's personal data: when it was detected, how many it may harm, who was told, the minutes."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, today, utcnow
from reintegrate.models.audit import Space, record_event
from reintegrate.models.handover import days_set
from reintegrate.models.idempotency import first_result
from reintegrate.models.life_rule import SettingName
from reintegrate.models.lifecycle import DomainError, Lifecycle, NotYet, TooEarly
from reintegrate.models.user import User


class BreachKind(StrEnum):
    LOST_DEVICE = "lost_device"
    WRONG_RECIPIENT = "wrong_recipient"
    LOOKED_WITHOUT_TASK = "looked_without_task"
    ACCOUNT_TAKEN = "account_taken"
    PAPERS_LOST = "papers_lost"
    DATA_LOST = "data_lost"


class BreachStatus(StrEnum):
    DETECTED = "detected"
    REPORTED = "reported"
    CLOSED = "closed"


BREACH = Lifecycle(
    "breach",
    {
        BreachStatus.DETECTED: {BreachStatus.REPORTED, BreachStatus.CLOSED},
        BreachStatus.REPORTED: {BreachStatus.CLOSED},
        BreachStatus.CLOSED: set(),
    },
    space=Space.SYSTEM,
)


class ToBeReported(DomainError):
    """It may harm somebody: it is not closed before the responsible body was told."""


class MinutesMissing(DomainError):
    """Minutes are kept of every breach (Law 91/2025 Art. 23)."""


class Breach(Base):
    __tablename__ = "breach"
    __table_args__ = (
        CheckConstraint("people >= 0", name="people"),
        Index("ix_breach_area_id_status_detected_at", "area_id", "status", "detected_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    """Of the officer who keeps the register."""
    kind: Mapped[BreachKind]
    status: Mapped[BreachStatus] = mapped_column(default=BreachStatus.DETECTED)
    detected_at: Mapped[datetime]
    may_harm: Mapped[bool]
    """Security, or the life, health, honour, dignity or property of somebody."""
    people: Mapped[int]
    """How many people's data; never who."""
    report_by: Mapped[datetime | None]
    """None: it may harm nobody, or no rule names a time."""
    reported_at: Mapped[datetime | None]
    people_told_on: Mapped[date | None]
    minutes_number: Mapped[str] = mapped_column(default="")
    minutes_on: Mapped[date | None]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    entered_at: Mapped[datetime] = mapped_column(default=utcnow)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def enter(
        cls,
        *,
        key: str,
        kind: BreachKind,
        detected_at: datetime,
        may_harm: bool,
        people: int,
        by: User,
    ) -> "Breach":
        """The clock starts with its detection (Law 91/2025 Art. 23). Raises NotYet, KeyTaken."""
        earlier = first_result(cls, key, by=by, area_id=by.area_id)
        if earlier is not None:
            return earlier
        if detected_at > utcnow():
            raise NotYet(detected_at)
        hours = days_set(SettingName.BREACH_HOURS) if may_harm else None
        breach = cls(key=key, area_id=by.area_id, kind=kind, may_harm=may_harm, people=people)
        breach.detected_at, breach.by_id = detected_at, by.id
        breach.report_by = detected_at + timedelta(hours=hours) if hours else None
        db.session.add(breach)
        db.session.flush()
        facts: dict[str, Any] = {"kind": str(kind), "people": people, "may_harm": may_harm}
        record_event("breach.entered", on=breach, by=by, space=Space.SYSTEM, **facts)
        return breach

    def report(self, at: datetime, *, by: User) -> None:
        """The specialised body of the Ministry of Public Security was told. Raises NotYet,
        TooEarly, IllegalMove."""
        if at > utcnow():
            raise NotYet(at)
        if at < self.detected_at:
            raise TooEarly(at)
        BREACH.move(self, BreachStatus.REPORTED, by=by)
        self.reported_at = at

    def close(
        self, *, minutes_number: str, minutes_on: date, people_told_on: date | None, by: User
    ) -> None:
        """With its minutes. Raises ToBeReported, MinutesMissing, NotYet, IllegalMove."""
        if self.may_harm and self.status == BreachStatus.DETECTED:
            raise ToBeReported(self.id)
        if not minutes_number:
            raise MinutesMissing(self.id)
        if minutes_on > today() or (people_told_on and people_told_on > today()):
            raise NotYet(minutes_on)
        BREACH.move(self, BreachStatus.CLOSED, by=by, minutes=minutes_number)
        self.minutes_number, self.minutes_on = minutes_number, minutes_on
        self.people_told_on = people_told_on

    @property
    def is_open(self) -> bool:
        return self.status != BreachStatus.CLOSED

    @property
    def is_late(self) -> bool:
        """Not told in time, or only after it."""
        return self.report_by is not None and (self.reported_at or utcnow()) > self.report_by

    @classmethod
    def is_untold(cls) -> ColumnElement[bool]:
        """It may harm somebody, and the responsible body does not know yet."""
        return cls.may_harm & (cls.status == BreachStatus.DETECTED)

    def __repr__(self) -> str:
        return f"<Breach {self.id}>"
