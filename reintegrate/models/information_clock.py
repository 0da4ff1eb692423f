"""InformationClock: within how many working days what residents tell is seen to, by kind. A promise
of the wards, no law's; data that an administrator keeps."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, utcnow
from reintegrate.models.audit import Space, record_event
from reintegrate.models.user import User
from reintegrate.models.working_calendar import working_days_after

MOST_DAYS = 60


class InformationClock(Base):
    __tablename__ = "information_clock"
    __table_args__ = (CheckConstraint("working_days > 0", name="working_days"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(unique=True)
    """An InformationKind."""
    working_days: Mapped[int]
    source: Mapped[str]
    changed_at: Mapped[datetime | None]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    def change(self, working_days: int, *, by: User) -> None:
        """For what is received or classified from now on; days that are given stay."""
        was, self.working_days = self.working_days, working_days
        self.changed_at, self.changed_by_id = utcnow(), by.id
        facts: dict[str, Any] = {"kind": self.kind, "was": was, "is_": working_days}
        record_event("information_clock.changed", on=self, by=by, space=Space.SYSTEM, **facts)

    def __repr__(self) -> str:
        return f"<InformationClock {self.kind}>"


def see_to_it_by(kind: str, received_on: date) -> date:
    """The last day to see to it."""
    days = select(InformationClock.working_days).where(InformationClock.kind == str(kind))
    return working_days_after(received_on, db.session.scalars(days).one())
