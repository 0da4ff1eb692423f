"""Intake: the answers that may become a case. Its writer's own until submitted."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, today, utcnow
from reintegrate.models.area import Area
from reintegrate.models.audit import record_event
from reintegrate.models.case import Case
from reintegrate.models.encrypted import EncryptedJson, EncryptedText
from reintegrate.models.idempotency import first_result
from reintegrate.models.lifecycle import DomainError, Lifecycle
from reintegrate.models.user import User

DRAFT_DAYS = 90
WARNING_DAYS = 14


class IntakeStatus(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    EXPIRED = "expired"


INTAKE = Lifecycle(
    "intake",
    {
        IntakeStatus.DRAFT: {IntakeStatus.SUBMITTED, IntakeStatus.EXPIRED},
        IntakeStatus.SUBMITTED: {IntakeStatus.ACCEPTED, IntakeStatus.RETURNED},
        IntakeStatus.RETURNED: {IntakeStatus.SUBMITTED, IntakeStatus.EXPIRED},
        IntakeStatus.ACCEPTED: set(),
        IntakeStatus.EXPIRED: set(),
    },
)


class Section(StrEnum):
    """The parts of an intake, in the order of its task list."""

    WHO = "who"
    PAPERS = "papers"
    RESIDENCE = "residence"
    FAMILY = "family"
    REHABILITATION = "rehabilitation"
    WORK = "work"
    NEEDS = "needs"
    CONSENTS = "consents"


STATUTORY_SECTIONS = (
    Section.WHO,
    Section.PAPERS,
    Section.RESIDENCE,
    Section.FAMILY,
    Section.REHABILITATION,
    Section.WORK,
)
"""What whoever decides reads. Needs and consents are the support space: the writer's."""


class Unfinished(DomainError):
    """Some sections are still missing something; `sections` names them."""

    def __init__(self, sections: list[Section]):
        super().__init__(", ".join(sections))
        self.sections = sections


class Intake(Base):
    __tablename__ = "intake"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    status: Mapped[IntakeStatus] = mapped_column(default=IntakeStatus.DRAFT)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """The person it is about, when they were found to be known here already."""
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    begun_at: Mapped[datetime] = mapped_column(default=utcnow)
    touched_at: Mapped[datetime] = mapped_column(default=utcnow)
    submitted_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]
    return_reason: Mapped[str | None] = mapped_column(EncryptedText("intake.return_reason"))
    version: Mapped[int] = mapped_column(default=1)

    area: Mapped[Area] = relationship()
    by: Mapped[User] = relationship(foreign_keys=by_id)
    case: Mapped[Case | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def begin(cls, *, key: str, by: User, person_id: int | None = None) -> "Intake":
        earlier = first_result(cls, key, by)
        if earlier is not None:
            return earlier
        intake = cls(key=key, area_id=by.area_id, by_id=by.id, person_id=person_id)
        db.session.add(intake)
        db.session.flush()
        record_event("intake.begun", on=intake, by=by)
        return intake

    @property
    def is_draft(self) -> bool:
        """Still in its writer's hands: never sent, or sent back."""
        return self.status in {IntakeStatus.DRAFT, IntakeStatus.RETURNED}

    @property
    def is_submitted(self) -> bool:
        return self.status == IntakeStatus.SUBMITTED

    @property
    def expires_on(self) -> date:
        return (self.touched_at + timedelta(days=DRAFT_DAYS)).date()

    @property
    def expires_soon(self) -> bool:
        return self.is_draft and self.expires_on <= today() + timedelta(days=WARNING_DAYS)

    def section(self, section: Section) -> "IntakeSection | None":
        return db.session.scalar(
            select(IntakeSection).where(
                IntakeSection.intake_id == self.id, IntakeSection.section == section
            )
        )

    def __repr__(self) -> str:
        return f"<Intake {self.id}>"


class IntakeSection(Base):
    """One section's answers as they were left, finished or not. Encrypted as a whole."""

    __tablename__ = "intake_section"

    intake_id: Mapped[int] = mapped_column(ForeignKey("intake.id"), primary_key=True)
    section: Mapped[Section] = mapped_column(primary_key=True)
    answers: Mapped[dict[str, Any]] = mapped_column(EncryptedJson("intake_section.answers"))
    complete: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
