"""Leave: days on which somebody does not work here. Nothing is proposed for those days."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, exists, select
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column, relationship

from reintegrate.db import Base, db, today, utcnow
from reintegrate.models.audit import Space, record_event
from reintegrate.models.catalogue import forget_names, remembered
from reintegrate.models.idempotency import first_result
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.user import User

LONGEST_DAYS = 366


class EndsBefore(DomainError):
    """The last day lies before the first."""


class TooLong(DomainError):
    """More than a year: rather hand the cases over."""


class AwayAlready(DomainError):
    """Some of these days are entered already."""


class LeaveKind(StrEnum):
    LEAVE = "leave"
    SICK = "sick"
    TRAINING = "training"
    DUTY = "duty"


class Leave(Base):
    __tablename__ = "leave"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="ends_after_it_begins"),
        Index("ix_leave_user_id_last_day", "user_id", "last_day", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    """Included."""
    kind: Mapped[LeaveKind]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    entered_at: Mapped[datetime] = mapped_column(default=utcnow)
    cancelled_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(foreign_keys=user_id)

    @classmethod
    def enter(
        cls, user: User, *, key: str, first_day: date, last_day: date, kind: LeaveKind, by: User
    ) -> "Leave":
        """Raises EndsBefore, TooLong, AwayAlready, KeyTaken."""
        earlier = first_result(cls, key, by=by, user_id=user.id)
        if earlier is not None:
            return earlier
        if last_day < first_day:
            raise EndsBefore(last_day)
        if (last_day - first_day).days >= LONGEST_DAYS:
            raise TooLong(last_day)
        overlapping = select(cls.id).where(
            cls.user_id == user.id,
            cls.cancelled_at.is_(None),
            cls.first_day <= last_day,
            cls.last_day >= first_day,
        )
        if db.session.scalar(overlapping.limit(1)) is not None:
            raise AwayAlready(user.id)
        leave = cls(key=key, user_id=user.id, first_day=first_day, last_day=last_day, kind=kind)
        leave.by_id = by.id
        db.session.add(leave)
        db.session.flush()
        record_event(
            "leave.entered", on=leave, by=by, space=Space.SYSTEM, user=user.id, since=first_day
        )
        db.session.flush()
        forget_names()
        return leave

    def cancel(self, *, by: User) -> None:
        """They work on those days after all. Twice is once."""
        if self.cancelled_at is None:
            self.cancelled_at = utcnow()
            record_event("leave.cancelled", on=self, by=by, space=Space.SYSTEM, user=self.user_id)
            db.session.flush()
            forget_names()

    def __repr__(self) -> str:
        return f"<Leave {self.id}>"


class Away(NamedTuple):
    """One leave that is running or still to come."""

    user_id: int
    area_id: int | None
    name: str
    first_day: date
    last_day: date


class AllAway(NamedTuple):
    leaves: tuple[Away, ...]


def is_away(user_id: int | None, day: date) -> bool:
    """May be a minute behind what another process was told."""
    return user_id is not None and any(
        away.user_id == user_id and away.first_day <= day <= away.last_day for away in coming()
    )


def away_until(user_id: int | None, day: date) -> date | None:
    """The last day of the leave they are on; None where they are at work."""
    last = (a.last_day for a in coming() if a.user_id == user_id and a.first_day <= day)
    return next((until for until in last if until >= day), None)


def away_from(area_id: int | None, day: date) -> list[Away]:
    """Who of this ward's staff is away on this day, in the order of their names' ids."""
    return [a for a in coming() if a.area_id == area_id and a.first_day <= day <= a.last_day]


def on_leave(user_id: ColumnElement[int] | InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    """Whether this column's user is away today: for queries."""
    today_off = (Leave.first_day <= today(), Leave.last_day >= today())
    return exists().where(Leave.user_id == user_id, Leave.cancelled_at.is_(None), *today_off)


def coming() -> Iterable[Away]:
    return remembered("leave", _read).leaves


def _read() -> AllAway:
    columns = (Leave.user_id, User.area_id, User.name, Leave.first_day, Leave.last_day)
    query = (
        select(*columns)
        .join(User, User.id == Leave.user_id)
        .where(Leave.last_day >= today(), Leave.cancelled_at.is_(None))
        .order_by(User.sort_key, Leave.first_day)
    )
    return AllAway(tuple(Away(*row) for row in db.session.execute(query)))
