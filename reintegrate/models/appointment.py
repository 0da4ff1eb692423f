"""Appointment: one time the person and the agency meet for what was asked, and whether they did.

Whoever did not come is written down without a reproach: it opens the question what would help.
"""

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, today, utcnow
from reintegrate.models.assignment import Assignment, AssignmentStatus
from reintegrate.models.audit import Space, record_event
from reintegrate.models.case import Case
from reintegrate.models.encrypted import EncryptedText
from reintegrate.models.idempotency import first_result
from reintegrate.models.lifecycle import DomainError, Lifecycle, NotYet
from reintegrate.models.user import User


class Attendance(StrEnum):
    PLANNED = "planned"
    CAME = "came"
    LET_KNOW = "let_know"
    """They did not come, and had said so."""
    DID_NOT_COME = "did_not_come"
    CALLED_OFF = "called_off"
    """By the agency."""


HAPPENED = {Attendance.CAME, Attendance.DID_NOT_COME}
"""What nobody can know before the day."""

_MARKS = set(Attendance) - {Attendance.PLANNED}

APPOINTMENT = Lifecycle(
    "appointment",
    {was: _MARKS - {was} for was in Attendance},
    space=Space.SUPPORT,
)
"""Any mark can be put right; none goes back to being planned."""


class NotUnderWay(DomainError):
    """Only an agency that has taken a request on plans for it."""


class NotSaid(DomainError):
    """The day is past: whoever writes it down says whether they met."""


class Appointment(Base):
    __tablename__ = "appointment"
    __table_args__ = (Index("ix_appointment_assignment_id_day", "assignment_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    day: Mapped[date]
    hour: Mapped[time | None]
    place: Mapped[str | None] = mapped_column(EncryptedText("appointment.place"))
    status: Mapped[Attendance] = mapped_column(default=Attendance.PLANNED)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime] = mapped_column(default=utcnow)
    version: Mapped[int] = mapped_column(default=1)

    assignment: Mapped[Assignment] = relationship()
    case: Mapped[Case] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def plan(
        cls,
        assignment: Assignment,
        *,
        key: str,
        day: date,
        hour: time | None,
        place: str,
        attendance: Attendance = Attendance.PLANNED,
        by: User,
    ) -> "Appointment":
        """Say when they meet, or that they met. Raises NotUnderWay, NotYet, NotSaid."""
        earlier = first_result(cls, key, by=by, assignment_id=assignment.id)
        if earlier is not None:
            return earlier
        if assignment.status != AssignmentStatus.ACCEPTED:
            raise NotUnderWay(assignment.id)
        made = cls(key=key, assignment_id=assignment.id, case_id=assignment.case_id, day=day)
        made.assignment, made.case = assignment, assignment.case
        made.hour, made.place, made.by_id = hour, place or None, by.id
        if attendance == Attendance.PLANNED and day < today():
            raise NotSaid(day)
        db.session.add(made)
        db.session.flush()
        record_event("appointment.planned", on=made, by=by, space=Space.SUPPORT, day=day)
        if attendance != Attendance.PLANNED:
            made.mark(attendance, by=by)
        return made

    def mark(self, attendance: Attendance, *, by: User) -> None:
        """Whether they met. Raises NotUnderWay, NotYet, IllegalMove."""
        if self.assignment.status != AssignmentStatus.ACCEPTED:
            raise NotUnderWay(self.assignment_id)
        if attendance in HAPPENED and self.day > today():
            raise NotYet(self.id)
        if attendance != self.status:
            APPOINTMENT.move(self, attendance, by=by, day=self.day)

    def __repr__(self) -> str:
        return f"<Appointment {self.id}>"
