"""Reassignment: many cases given from one worker to another in one step, with what was skipped and
why; undone in one step too, as long as nothing was built on it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, utcnow
from reintegrate.models.audit import AuditEvent, record_event
from reintegrate.models.case import CannotAnswer, Case
from reintegrate.models.idempotency import first_result
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.user import Role, User


class Skip(StrEnum):
    NOT_THEIRS = "not_theirs"
    """Somebody else answers for it by now, or another ward."""
    ENDED = "ended"
    MOVING = "moving"
    """Another ward is asked to take it: it goes with what it has."""


class NothingToGive(DomainError):
    """No case was chosen."""


class SameWorker(DomainError):
    """They are one and the same."""


class Depends(DomainError):
    """Something was done since by whoever was given the cases, or with one of them."""


class Reassignment(Base):
    __tablename__ = "reassignment"
    __table_args__ = (Index("ix_reassignment_area_id_done_at", "area_id", "done_at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    from_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    done_at: Mapped[datetime] = mapped_column(default=utcnow)
    undone_at: Mapped[datetime | None]

    from_worker: Mapped[User] = relationship(foreign_keys=from_id)
    to_worker: Mapped[User] = relationship(foreign_keys=to_id)

    @classmethod
    def carry_out(
        cls, cases: Iterable[Case], *, from_worker: User, to_worker: User, key: str, by: User
    ) -> "Reassignment":
        """Give those that can be given. Raises SameWorker, CannotAnswer, NothingToGive, KeyTaken.
        `cases` are held by the caller."""
        earlier = first_result(cls, key, by=by, from_id=from_worker.id, to_id=to_worker.id)
        if earlier is not None:
            return earlier
        refuse_unable(from_worker, to_worker, by)
        planned = [(case, why_skipped(case, from_worker)) for case in cases]
        if all(skip is not None for _, skip in planned):
            raise NothingToGive(from_worker.id)
        made = cls(
            key=key,
            area_id=by.area_id,
            from_id=from_worker.id,
            to_id=to_worker.id,
            by_id=by.id,
            done_at=utcnow(),
        )
        db.session.add(made)
        db.session.flush()
        for case, skip in planned:
            db.session.add(ReassignedCase(reassignment_id=made.id, case_id=case.id, skipped=skip))
            if skip is None:
                case.assign(to_worker, by=by)
        skipped = sum(skip is not None for _, skip in planned)
        given = len(planned) - skipped
        record_event("reassignment.done", on=made, by=by, given=given, skipped=skipped)
        return made

    def undo(self, *, by: User) -> None:
        """Every case that was given goes back. Twice is once. Raises Depends, CannotAnswer."""
        if self.undone_at is not None:
            return
        cases = self.given_cases(hold=True)
        if self.what_depends(cases):
            raise Depends(self.id)
        for case in cases:
            case.assign(self.from_worker, by=by)
        self.undone_at = utcnow()
        record_event("reassignment.undone", on=self, by=by, given=len(cases))

    @property
    def is_undone(self) -> bool:
        return self.undone_at is not None

    def given_cases(self, *, hold: bool = False) -> Sequence[Case]:
        ids = select(ReassignedCase.case_id).where(
            ReassignedCase.reassignment_id == self.id, ReassignedCase.skipped.is_(None)
        )
        query = select(Case).where(Case.id.in_(ids)).order_by(Case.id)
        query = query.with_for_update(of=Case) if hold else query
        return db.session.scalars(query).unique().all()

    def what_depends(self, cases: Sequence[Case]) -> set[int]:
        """Ids of cases that have changed hands, moved on or ended since, or in which whoever was
        given them has done anything but look."""
        gone = {
            case.id
            for case in cases
            if case.worker_id != self.to_id
            or case.area_id != self.area_id
            or case.transfer_pending
            or not case.is_open
        }
        worked = select(AuditEvent.case_id).where(
            AuditEvent.by_id == self.to_id,
            AuditEvent.at >= self.done_at,
            AuditEvent.is_read.is_(False),
            AuditEvent.case_id.in_([case.id for case in cases]),
        )
        return gone | set(db.session.scalars(worked))

    def __repr__(self) -> str:
        return f"<Reassignment {self.id}>"


class ReassignedCase(Base):
    """One case of it; `skipped` says why it stayed."""

    __tablename__ = "reassigned_case"

    reassignment_id: Mapped[int] = mapped_column(ForeignKey("reassignment.id"), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True, index=True)
    skipped: Mapped[Skip | None]


def why_skipped(case: Case, from_worker: User) -> Skip | None:
    if not case.is_open:
        return Skip.ENDED
    if case.worker_id != from_worker.id or case.area_id != from_worker.area_id:
        return Skip.NOT_THEIRS
    return Skip.MOVING if case.transfer_pending else None


def refuse_unable(from_worker: User, to_worker: User, by: User) -> None:
    if from_worker.id == to_worker.id:
        raise SameWorker(to_worker.id)
    able = to_worker.role == Role.SOCIAL_WORKER and not to_worker.is_disabled
    if not able or {from_worker.area_id, to_worker.area_id} != {by.area_id}:
        raise CannotAnswer(to_worker.id)
