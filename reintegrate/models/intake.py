"""Intake: the answers that may become a case. Its writer's own until submitted."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import HERE, Base, db, today, utcnow
from reintegrate.models.area import Area
from reintegrate.models.audit import record_event
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.encrypted import EncryptedJson, EncryptedText
from reintegrate.models.idempotency import first_result, just_now, refuse_repetition
from reintegrate.models.intake_answers import SUPPORT_SECTIONS, Section, gaps, unfinished
from reintegrate.models.lifecycle import DomainError, Lifecycle
from reintegrate.models.user import Role, User

DRAFT_DAYS = 90
WARNING_DAYS = 14
DISCARDED_DAYS = 7
"""How long its writer can still change their mind."""


class IntakeStatus(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    DISCARDED = "discarded"
    EXPIRED = "expired"


WITH_ITS_WRITER = frozenset({IntakeStatus.DRAFT, IntakeStatus.RETURNED})

INTAKE = Lifecycle(
    "intake",
    {
        IntakeStatus.DRAFT: {
            IntakeStatus.SUBMITTED,
            IntakeStatus.DISCARDED,
            IntakeStatus.EXPIRED,
        },
        IntakeStatus.SUBMITTED: {IntakeStatus.ACCEPTED, IntakeStatus.RETURNED},
        IntakeStatus.RETURNED: {
            IntakeStatus.SUBMITTED,
            IntakeStatus.DISCARDED,
            IntakeStatus.EXPIRED,
        },
        IntakeStatus.DISCARDED: {IntakeStatus.DRAFT, IntakeStatus.EXPIRED},
        IntakeStatus.ACCEPTED: set(),
        IntakeStatus.EXPIRED: set(),
    },
)


class Unfinished(DomainError):
    """Some sections are still missing something; `sections` names them."""

    def __init__(self, sections: list[Section]):
        super().__init__(", ".join(sections))
        self.sections = sections


class HasOpenCase(DomainError):
    """The person has a case under way, and two cannot run at once: a transfer moves that one."""


def expires_on(touched_at: datetime, status: IntakeStatus = IntakeStatus.DRAFT) -> date:
    days = DISCARDED_DAYS if status == IntakeStatus.DISCARDED else DRAFT_DAYS
    return (touched_at + timedelta(days=days)).astimezone(HERE).date()


def is_near_expiry(touched_at: datetime) -> bool:
    """Near enough for its writer to be warned."""
    return expires_on(touched_at) <= today() + timedelta(days=WARNING_DAYS)


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
    decided_by: Mapped[User | None] = relationship(foreign_keys=decided_by_id)
    case: Mapped[Case | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def begin(
        cls,
        *,
        key: str,
        by: User,
        person_id: int | None = None,
        known: dict[Section, dict[str, Any]] | None = None,
        once_more: bool = False,
        area_id: int | None = None,
    ) -> "Intake":
        """A new draft, with what is `known` already filled in, in the ward of `by` unless another
        is said. Raises HasOpenCase, KeyTaken, and unless `once_more`, SaidAlready."""
        earlier = first_result(cls, key, by=by)
        if earlier is not None:
            return earlier
        if person_id is not None:
            refuse_second_case(person_id)
        if not once_more:
            name = (known or {}).get(Section.WHO, {}).get("name")
            refuse_repetition((person_id, name), _begun_just_now(by))
        intake = cls(key=key, area_id=area_id or by.area_id, by_id=by.id, person_id=person_id)
        db.session.add(intake)
        db.session.flush()
        db.session.add_all(
            IntakeSection(intake_id=intake.id, section=section, answers=answers)
            for section, answers in (known or {}).items()
        )
        record_event("intake.begun", on=intake, by=by)
        return intake

    def save(self, section: Section, answers: dict[str, Any], *, by: User) -> None:
        """Keep a section as it was left, finished or not."""
        found = self.section(section)
        if found is None:
            found = IntakeSection(intake_id=self.id, section=section)
            db.session.add(found)
        found.answers = answers
        self.touched_at = utcnow()
        db.session.flush()
        self._judge_sections()
        record_event("intake.section_saved", on=self, by=by, section=section)

    def submit(self, *, by: User, **details: object) -> None:
        """Hand it to the ward. `details` go to the trail. Raises Unfinished, IllegalMove."""
        missing = unfinished(self.sheets())
        if missing:
            raise Unfinished(missing)
        INTAKE.move(self, IntakeStatus.SUBMITTED, by=by, **details)
        self.submitted_at = utcnow()

    def send_back(self, reason: str, *, by: User) -> None:
        """Its writer mends it and submits again. Raises IllegalMove."""
        INTAKE.move(self, IntakeStatus.RETURNED, by=by)
        self.return_reason = reason
        self.decided_by_id, self.decided_at = by.id, utcnow()
        self.touched_at = utcnow()

    def discard(self, *, by: User) -> None:
        """Its writer has no use for it: out of sight, gone in a week. Raises IllegalMove."""
        INTAKE.move(self, IntakeStatus.DISCARDED, by=by)
        self.touched_at = utcnow()

    def take_up_again(self, *, by: User) -> None:
        """Discarded by mistake. Raises IllegalMove."""
        INTAKE.move(self, IntakeStatus.DRAFT, by=by)
        self.touched_at = utcnow()

    def expire(self, *, by: User) -> None:
        """Nobody came back to it: what it says about a person is not kept for later."""
        INTAKE.move(self, IntakeStatus.EXPIRED, by=by)
        self._forget(*Section)

    def be_accepted(self, case: Case, *, by: User) -> None:
        """It became a case. The support space moves there and leaves no copy with its writer.
        Only `acceptance.accept` calls this."""
        self.case_id, self.person_id = case.id, case.person_id
        self.decided_by_id, self.decided_at = by.id, utcnow()
        INTAKE.move(self, IntakeStatus.ACCEPTED, by=by)
        self._forget(*SUPPORT_SECTIONS)

    def sections(self) -> "dict[Section, IntakeSection]":
        found = db.session.scalars(select(IntakeSection).where(IntakeSection.intake_id == self.id))
        return {row.section: row for row in found}

    def sheets(self) -> dict[Section, dict[str, Any]]:
        """All answers by section; a section never opened is not there."""
        return {section: row.answers for section, row in self.sections().items()}

    def _judge_sections(self) -> None:
        """One section's answer can unfinish another's: an age asks for a representative."""
        rows = self.sections()
        sheets = {section: row.answers for section, row in rows.items()}
        for section, row in rows.items():
            row.complete = not gaps(section, sheets)

    def _forget(self, *sections: Section) -> None:
        db.session.execute(
            delete(IntakeSection).where(
                IntakeSection.intake_id == self.id, IntakeSection.section.in_(sections)
            )
        )

    @property
    def is_draft(self) -> bool:
        """Still in its writer's hands: never sent, or sent back."""
        return self.status in WITH_ITS_WRITER

    @property
    def is_imported(self) -> bool:
        """A line of the ward's own register, which nobody here wrote or decided."""
        return self.by.role == Role.SYSTEM

    @property
    def is_submitted(self) -> bool:
        return self.status == IntakeStatus.SUBMITTED

    @property
    def expires_on(self) -> date:
        return expires_on(self.touched_at, self.status)

    @property
    def is_unsent(self) -> bool:
        """Its writer's own, whether they go on with it or not."""
        return self.is_draft or self.is_discarded

    @property
    def is_discarded(self) -> bool:
        return self.status == IntakeStatus.DISCARDED

    @property
    def expires_soon(self) -> bool:
        return self.is_draft and is_near_expiry(self.touched_at)

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


def refuse_second_case(person_id: int) -> None:
    """Raises HasOpenCase."""
    found = select(Case.id).where(Case.person_id == person_id, IS_OPEN).limit(1)
    if db.session.scalar(found) is not None:
        raise HasOpenCase(person_id)


def _begun_just_now(by: User) -> list[tuple[int, datetime, object]]:
    who = (IntakeSection.intake_id == Intake.id) & (IntakeSection.section == Section.WHO)
    found = (
        select(Intake.id, Intake.begun_at, Intake.person_id, IntakeSection.answers)
        .outerjoin(IntakeSection, who)
        .where(
            Intake.by_id == by.id, Intake.status == IntakeStatus.DRAFT, just_now(Intake.begun_at)
        )
        .order_by(Intake.id.desc())
    )
    return [
        (row.id, row.begun_at, (row.person_id, (row.answers or {}).get("name")))
        for row in db.session.execute(found)
    ]
