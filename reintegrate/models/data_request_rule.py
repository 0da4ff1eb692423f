"""DataRequestRule: within how many days whoever asks about their own data hears from us. Dated rows
(Decree 356/2025 Art. 5): the one in force on the day of the request counts, whatever follows."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, today, utcnow
from reintegrate.models.audit import Space, record_event
from reintegrate.models.lifecycle import TooEarly
from reintegrate.models.user import User

MOST_DAYS = 180


class RequestClock(StrEnum):
    SEE_CORRECT_COPY = "see_correct_copy"
    STOP = "stop"
    """Consent taken back, use restricted, objection."""
    DELETE = "delete"


class DataRequestRule(Base):
    __tablename__ = "data_request_rule"
    __table_args__ = (
        UniqueConstraint("clock", "valid_from"),
        CheckConstraint("days > 0 AND acknowledge_working_days > 0", name="days"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    clock: Mapped[RequestClock]
    valid_from: Mapped[date]
    """Until the next row of the same clock begins."""
    acknowledge_working_days: Mapped[int]
    days: Mapped[int]
    others_days: Mapped[int]
    """Instead of `days`, where other bodies have to act too."""
    extension_days: Mapped[int]
    """Once, with a reason told to whoever asked."""
    law: Mapped[str]
    changed_at: Mapped[datetime | None]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    def follow(self, valid_from: date, numbers: dict[str, int], law: str, *, by: User) -> None:
        """From that day on these numbers: a row of its own, or the one that begins then. What was
        asked before keeps its days. Raises TooEarly for a day that has passed."""
        if valid_from < today():
            raise TooEarly(valid_from)
        same = DataRequestRule.clock == self.clock, DataRequestRule.valid_from == valid_from
        row = db.session.scalar(select(DataRequestRule).where(*same))
        if row is None:
            row = DataRequestRule(clock=self.clock, valid_from=valid_from)
            db.session.add(row)
        for name, number in numbers.items():
            setattr(row, name, number)
        row.law, row.changed_at, row.changed_by_id = law, utcnow(), by.id
        db.session.flush()
        facts: dict[str, Any] = {"clock": self.clock, "valid_from": valid_from, **numbers}
        record_event("data_request_rule.changed", on=row, by=by, space=Space.SYSTEM, **facts)

    def __repr__(self) -> str:
        return f"<DataRequestRule {self.clock} {self.valid_from}>"


def rule_on(clock: RequestClock, day: date) -> DataRequestRule:
    """The one in force on that day; of a day before all, the first."""
    of_clock = select(DataRequestRule).where(DataRequestRule.clock == clock)
    newest = of_clock.where(DataRequestRule.valid_from <= day)
    found = db.session.scalar(newest.order_by(DataRequestRule.valid_from.desc()).limit(1))
    if found is None:
        found = db.session.scalars(of_clock.order_by(DataRequestRule.valid_from).limit(1)).one()
    return found


def versions_of(clock: RequestClock) -> int:
    """Grows with each change of this clock: what an edit says it started from."""
    every = select(func.sum(DataRequestRule.version)).where(DataRequestRule.clock == clock)
    return int(db.session.scalar(every) or 0)
