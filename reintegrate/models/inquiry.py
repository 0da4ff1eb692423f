"""Inquiry: one ward asks another whether somebody is known there. The answer is yes or no, and
until it is yes neither ward learns more than the asking one wrote."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, utcnow
from reintegrate.models.area import Area
from reintegrate.models.audit import record_event
from reintegrate.models.case import Case
from reintegrate.models.encrypted import EncryptedText
from reintegrate.models.idempotency import first_result
from reintegrate.models.lifecycle import DomainError, Lifecycle
from reintegrate.models.user import User

ANSWER_WITHIN = timedelta(days=14)
FORGET_AFTER = timedelta(days=30)


class InquiryStatus(StrEnum):
    ASKED = "asked"
    KNOWN = "known"
    UNKNOWN = "unknown"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


INQUIRY = Lifecycle(
    "inquiry",
    {
        InquiryStatus.ASKED: {
            InquiryStatus.KNOWN,
            InquiryStatus.UNKNOWN,
            InquiryStatus.WITHDRAWN,
            InquiryStatus.EXPIRED,
        },
        InquiryStatus.KNOWN: set(),
        InquiryStatus.UNKNOWN: set(),
        InquiryStatus.WITHDRAWN: set(),
        InquiryStatus.EXPIRED: set(),
    },
)


class InquiryReason(StrEnum):
    LIVES_HERE = "lives_here"
    """They live with us now: the ward that answers may propose to hand over."""
    ASKS_FOR_HELP = "asks_for_help"
    SAME_PERSON = "same_person"


class OwnWard(DomainError):
    """Nobody needs to ask their own ward: search there."""


class Inquiry(Base):
    __tablename__ = "inquiry"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    from_area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    to_area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    status: Mapped[InquiryStatus] = mapped_column(default=InquiryStatus.ASKED)
    reason: Mapped[InquiryReason]
    name: Mapped[str] = mapped_column(EncryptedText("inquiry.name"))
    birth_year: Mapped[int | None]
    """None once it was forgotten."""
    paper_number: Mapped[str | None] = mapped_column(EncryptedText("inquiry.paper_number"))
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    asked_at: Mapped[datetime] = mapped_column(default=utcnow)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    answered_at: Mapped[datetime | None]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    """Whom the answering ward meant by yes: its own case, which the asking ward does not see."""
    version: Mapped[int] = mapped_column(default=1)

    from_area: Mapped[Area] = relationship(foreign_keys=from_area_id)
    to_area: Mapped[Area] = relationship(foreign_keys=to_area_id)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def ask(
        cls,
        *,
        key: str,
        to_area: Area,
        name: str,
        birth_year: int,
        paper_number: str,
        reason: InquiryReason,
        by: User,
    ) -> "Inquiry":
        """Ask the staff of another ward. Raises OwnWard, AreaEnded, KeyTaken."""
        earlier = first_result(cls, key, by=by, to_area_id=to_area.id)
        if earlier is not None:
            return earlier
        if by.area_id is None or to_area.id == by.area_id:
            raise OwnWard(to_area.id)
        to_area.hold()
        inquiry = cls(
            key=key,
            from_area_id=by.area_id,
            to_area_id=to_area.id,
            to_area=to_area,
            name=name,
            birth_year=birth_year,
            paper_number=paper_number or None,
            reason=reason,
            by_id=by.id,
        )
        db.session.add(inquiry)
        db.session.flush()
        record_event("inquiry.asked", on=inquiry, by=by, to=to_area.id)
        return inquiry

    def say_known(self, case: Case, *, by: User) -> None:
        """Yes, and this is the case meant. Raises IllegalMove."""
        self._answer(InquiryStatus.KNOWN, by=by)
        self.case_id = case.id

    def say_unknown(self, *, by: User) -> None:
        self._answer(InquiryStatus.UNKNOWN, by=by)

    def withdraw(self, *, by: User) -> None:
        self._answer(InquiryStatus.WITHDRAWN, by=by)

    def _answer(self, to: InquiryStatus, *, by: User) -> None:
        INQUIRY.move(self, to, by=by)
        self.answered_by_id, self.answered_at = by.id, utcnow()

    @property
    def is_open(self) -> bool:
        return self.status == InquiryStatus.ASKED

    @property
    def is_known(self) -> bool:
        return self.status == InquiryStatus.KNOWN

    @property
    def answer_by(self) -> datetime:
        return self.asked_at + ANSWER_WITHIN

    def __repr__(self) -> str:
        return f"<Inquiry {self.id}>"


Index("ix_inquiry_to", Inquiry.to_area_id, Inquiry.status, Inquiry.asked_at, Inquiry.id)
Index("ix_inquiry_from", Inquiry.from_area_id, Inquiry.status, Inquiry.asked_at, Inquiry.id)


def expire_inquiries(*, by: User) -> int:
    """A question nobody answered in time ends, and its asker sees that."""
    late = select(Inquiry).where(
        Inquiry.status == InquiryStatus.ASKED, Inquiry.asked_at < utcnow() - ANSWER_WITHIN
    )
    found = db.session.scalars(late).all()
    for inquiry in found:
        INQUIRY.move(inquiry, InquiryStatus.EXPIRED, by=by)
        inquiry.answered_at = utcnow()
    return len(found)


def forget_old_inquiries() -> int:
    """Who was asked about is nobody's business any more; that one ward asked another stays."""
    old = Inquiry.answered_at < utcnow() - FORGET_AFTER
    changed = db.session.execute(
        update(Inquiry)
        .where(old, Inquiry.birth_year.is_not(None))
        .values(name="", birth_year=None, paper_number=None)
    )
    return changed.rowcount  # type: ignore[attr-defined,no-any-return]
