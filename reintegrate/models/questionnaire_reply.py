"""QuestionnaireReply: what the person answered, of their own will, with their consent. Nothing is
decided by it; every question may be left out."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, today, utcnow
from reintegrate.models.audit import Space, record_event
from reintegrate.models.case import Case
from reintegrate.models.consent import has_consent
from reintegrate.models.contact import CaseClosed
from reintegrate.models.encrypted import EncryptedJson, EncryptedText
from reintegrate.models.idempotency import first_result, receipt_of
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.questionnaire import Questionnaire
from reintegrate.models.user import User

ANSWERING = "questionnaires"
"""The consent purpose without which nothing is asked and nothing that was answered is shown."""


class FilledBy(StrEnum):
    """Who put the marks."""

    PERSON = "person"
    TOGETHER = "together"


class NotAgreedToAnswer(DomainError):
    """The person has not agreed to be asked such questions."""


class NothingAnswered(DomainError):
    """Every question was left out: there is nothing to keep, and nothing is kept."""


class QuestionnaireReply(Base):
    """Marked as written in error it stays in sight and counts no more."""

    __tablename__ = "questionnaire_reply"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    """The ward where it was written: a move passes it on only with consent."""
    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaire.id"))
    answered_on: Mapped[date] = mapped_column(default=today)
    filled_by: Mapped[FilledBy]
    answers: Mapped[dict[str, Any]] = mapped_column(EncryptedJson("questionnaire_reply.answers"))
    """Question's code to the value chosen; what was left out is not there."""
    words: Mapped[str | None] = mapped_column(EncryptedText("questionnaire_reply.words"))
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    written_at: Mapped[datetime] = mapped_column(default=utcnow)
    struck_at: Mapped[datetime | None]

    case: Mapped[Case] = relationship()
    questionnaire: Mapped[Questionnaire] = relationship()

    @classmethod
    def write(
        cls,
        case: Case,
        questionnaire: Questionnaire,
        *,
        key: str,
        answers: Mapping[str, int],
        filled_by: FilledBy,
        words: str = "",
        answered_on: date | None = None,
        by: User,
    ) -> "QuestionnaireReply":
        """Raises CaseClosed, NotAgreedToAnswer, NothingAnswered, KeyTaken."""
        earlier = first_result(cls, key, by=by, case_id=case.id)
        if earlier is not None:
            return earlier
        if not case.is_open:
            raise CaseClosed(case.id)
        if not has_consent(case, ANSWERING):
            raise NotAgreedToAnswer(case.id)
        if not answers and not words:
            raise NothingAnswered(case.id)
        reply = cls(key=key, case_id=case.id, case=case, questionnaire=questionnaire, by_id=by.id)
        reply.area_id = case.area_id
        reply.answers, reply.words = dict(answers), words or None
        reply.filled_by, reply.answered_on = filled_by, answered_on or today()
        db.session.add(reply)
        db.session.flush()
        record_event("questionnaire_reply.written", on=reply, by=by, space=Space.SUPPORT)
        return reply

    def strike(self, *, by: User) -> None:
        """It was written in error, or they would rather take it back."""
        if self.struck_at is None:
            self.struck_at = utcnow()
            record_event("questionnaire_reply.struck", on=self, by=by, space=Space.SUPPORT)

    @property
    def receipt(self) -> str:
        """A short code to read out over the phone."""
        return receipt_of(self.key)


Index(
    "ix_questionnaire_reply_case_id_answered_on",
    QuestionnaireReply.case_id,
    QuestionnaireReply.answered_on,
)
