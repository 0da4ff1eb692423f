"""Cover: a worker standing in for another while that one is away. It begins and ends by its days:
no job gives the work back, it was never anybody else's."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import CheckConstraint, ForeignKey, Index, Select, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, lock_until_commit, today, utcnow
from reintegrate.models.audit import Space, hears, record_event
from reintegrate.models.catalogue import forget_names, remembered
from reintegrate.models.idempotency import first_result
from reintegrate.models.leave import Leave
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.user import Role, User

COVER_LOCK = 0x434F5600
REMEMBERED = "covered workers"


class CannotStandIn(DomainError):
    """Another ward, another role, a disabled account, or the same person."""


class StandInAway(DomainError):
    """They are away themselves on one of these days."""


class CoveredAlready(DomainError):
    """Somebody stands in on these days already."""


class NothingToCover(DomainError):
    """These days are over or cancelled, or whoever is away answers for no cases."""


class Cover(Base):
    __tablename__ = "cover"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="ends_after_it_begins"),
        CheckConstraint("stand_in_id <> worker_id", name="two_people"),
        Index("ix_cover_stand_in_id_last_day", "stand_in_id", "last_day", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    leave_id: Mapped[int] = mapped_column(ForeignKey("leave.id"))
    worker_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    """Who is away. The cases stay theirs."""
    stand_in_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    """Included."""
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    given_at: Mapped[datetime] = mapped_column(default=utcnow)
    ended_at: Mapped[datetime | None]
    """Set only when it was ended before its last day."""

    worker: Mapped[User] = relationship(foreign_keys=worker_id)
    stand_in: Mapped[User] = relationship(foreign_keys=stand_in_id)

    @classmethod
    def give(cls, leave: Leave, stand_in: User, *, key: str, by: User) -> "Cover":
        """Raises NothingToCover, CannotStandIn, StandInAway, CoveredAlready."""
        earlier = first_result(cls, key, by=by, leave_id=leave.id)
        if earlier is not None:
            return earlier
        lock_until_commit(COVER_LOCK + stand_in.id)
        _refuse_unless_able(leave, stand_in)
        cover = cls(
            key=key,
            leave_id=leave.id,
            worker_id=leave.user_id,
            stand_in_id=stand_in.id,
            first_day=leave.first_day,
            last_day=leave.last_day,
            by_id=by.id,
        )
        db.session.add(cover)
        db.session.flush()
        forget_covers()
        record_event(
            "cover.given",
            on=cover,
            by=by,
            space=Space.SYSTEM,
            worker=leave.user_id,
            stand_in=stand_in.id,
        )
        return cover

    def end(self, *, by: User) -> None:
        """Before its last day. Twice is once."""
        if self.ended_at is None:
            self.ended_at = utcnow()
            db.session.flush()
            forget_covers()
            record_event("cover.ended", on=self, by=by, space=Space.SYSTEM, worker=self.worker_id)

    @property
    def is_running(self) -> bool:
        return self.ended_at is None and self.first_day <= today() <= self.last_day

    def __repr__(self) -> str:
        return f"<Cover {self.id}>"


_STANDS = Cover.ended_at.is_(None)
Index(
    "uq_cover_one_a_leave",
    Cover.leave_id,
    unique=True,
    sqlite_where=_STANDS,
    postgresql_where=_STANDS,
)


def _refuse_unless_able(leave: Leave, stand_in: User) -> None:
    worker = leave.user
    if leave.cancelled_at is not None or leave.last_day < today():
        raise NothingToCover(leave.id)
    if worker.role != Role.SOCIAL_WORKER:
        raise NothingToCover(leave.id)
    able = stand_in.role == Role.SOCIAL_WORKER and not stand_in.is_disabled
    if not able or stand_in.id == worker.id or stand_in.area_id != worker.area_id:
        raise CannotStandIn(stand_in.id)
    away = select(Leave.id).where(
        Leave.user_id == stand_in.id,
        Leave.cancelled_at.is_(None),
        Leave.first_day <= leave.last_day,
        Leave.last_day >= leave.first_day,
    )
    if db.session.scalar(away.limit(1)) is not None:
        raise StandInAway(stand_in.id)
    if db.session.scalar(select(Cover.id).where(Cover.leave_id == leave.id, _STANDS)) is not None:
        raise CoveredAlready(leave.id)


def covered_workers(stand_in_id: object) -> Select[int]:
    """Ids of those for whom this one stands in today: for queries."""
    return select(Cover.worker_id).where(
        Cover.stand_in_id == stand_in_id,
        _STANDS,
        Cover.first_day <= today(),
        Cover.last_day >= today(),
    )


def forget_covers() -> None:
    db.session.info.pop(REMEMBERED, None)
    forget_names()


def stands_in_for(user_id: int, worker_id: int | None) -> bool:
    """Asked of the database once a request, and only of those who are not the worker themselves."""
    if worker_id is None:
        return False
    known: dict[tuple[int, date], frozenset[int]] = db.session.info.setdefault(REMEMBERED, {})
    key = (user_id, today())
    if key not in known:
        known[key] = frozenset(db.session.scalars(covered_workers(user_id)))
    return worker_id in known[key]


class Standing(NamedTuple):
    """Every cover that is running or still to come: who stands in, first and last day."""

    covers: tuple[tuple[int, date, date], ...]


def stands_in(user_id: int) -> bool:
    """Whether they stand in for anybody today; may be a minute behind another process. Only for
    how a list is asked for: what may be seen and done is asked of the database each time."""
    return any(
        stand_in_id == user_id and first <= today() <= last
        for stand_in_id, first, last in remembered("cover", _standing).covers
    )


def _standing() -> Standing:
    columns = select(Cover.stand_in_id, Cover.first_day, Cover.last_day)
    rows = db.session.execute(columns.where(_STANDS, Cover.last_day >= today())).all()
    return Standing(tuple((row[0], row[1], row[2]) for row in rows))


def stand_ins_of(worker_id: int | None) -> list[int]:
    """Who stands in for this worker today."""
    rows = select(Cover.stand_in_id).where(
        Cover.worker_id == worker_id,
        _STANDS,
        Cover.first_day <= today(),
        Cover.last_day >= today(),
    )
    return list(db.session.scalars(rows))


def end_with_leave(leave: Leave, by_id: int | None, details: object) -> None:
    """They work after all: nobody stands in for them on those days."""
    _end(Cover.leave_id == leave.id, by_id)


def end_with_account(user: User, by_id: int | None, details: object) -> None:
    """Nobody stands in who cannot sign in, or works elsewhere now."""
    _end(Cover.stand_in_id == user.id, by_id)


def _end(which: object, by_id: int | None) -> None:
    by = db.session.get(User, by_id) if by_id else None
    rows = select(Cover).where(which, _STANDS, Cover.last_day >= today())  # type: ignore[arg-type]
    for cover in db.session.scalars(rows):
        cover.end(by=by or cover.stand_in)


hears("leave.cancelled", end_with_leave)
hears("user.disabled", end_with_account)
hears("user.rights_changed", end_with_account)
