"""Absence and Suspension: days a term does not run. ReportedAbsence: days away when it does."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db


class SuspensionReason(StrEnum):
    """Law 120/2025 Art. 47(1), Art. 48(4)(b)."""

    PRISON = "prison"
    REFORMATORY = "reformatory"
    EDUCATION_CENTRE = "education_centre"


class Pause:
    """Days that do not count to the term. `until` is the first day that counts again."""

    since: Mapped[date]
    until: Mapped[date | None]

    def end(self, on: date) -> None:
        self.until = max(on, self.since)


class Absence(Pause, Base):
    """Away without having said so. `until` is the day they were back."""

    __tablename__ = "absence"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)


class Suspension(Pause, Base):
    """The term stands still while the law keeps them elsewhere."""

    __tablename__ = "suspension"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    reason_code: Mapped[str]


class ReportedAbsence(Base):
    """Away, having said so: why and until when. The person stays under management and the days
    count, so this is no pause of the term and no state of the case."""

    __tablename__ = "reported_absence"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    since: Mapped[date]
    until: Mapped[date]
    """The last day away, as it was told."""
    reason_code: Mapped[str] = mapped_column(ForeignKey("absence_reason.code"))
    returned_on: Mapped[date | None]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1

    @classmethod
    def of(cls, case_id: int) -> "list[ReportedAbsence]":
        db.session.flush()
        found = select(cls).where(cls.case_id == case_id).order_by(cls.since, cls.id)
        return list(db.session.scalars(found))


def all_pauses(case_id: int) -> "list[Absence | Suspension]":
    """Those that ended and those that run, as they began."""
    db.session.flush()
    found: list[Absence | Suspension] = []
    for kind in (Absence, Suspension):
        found.extend(db.session.scalars(select(kind).where(kind.case_id == case_id)))
    return sorted(found, key=lambda pause: pause.since)


def running_pauses(case_id: int) -> list[Pause]:
    """What holds the term of this case still at present."""
    db.session.flush()
    found: list[Pause] = []
    for kind in (Absence, Suspension):
        running = select(kind).where(kind.case_id == case_id, kind.until.is_(None))
        found.extend(db.session.scalars(running))
    return found
