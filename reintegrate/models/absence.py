"""Absence and Suspension: the days a term does not run, with their beginning and end."""

from datetime import date, timedelta
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

    def end(self, on: date) -> timedelta:
        """By how much the term now ends later."""
        self.until = max(on, self.since)
        return self.until - self.since


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


def running_pauses(case_id: int) -> list[Pause]:
    """What holds the term of this case still at present."""
    db.session.flush()
    found: list[Pause] = []
    for kind in (Absence, Suspension):
        running = select(kind).where(kind.case_id == case_id, kind.until.is_(None))
        found.extend(db.session.scalars(running))
    return found
