"""Why a case stands without a next date, in words: the support space. The ward reads its code."""

from datetime import datetime

from sqlalchemy import ForeignKey, delete
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, utcnow
from reintegrate.models.case import Case
from reintegrate.models.encrypted import EncryptedText
from reintegrate.models.user import User

OTHER = "other"
"""The reason that says nothing by itself."""


class NoNextNote(Base):
    """At most one of a case; it goes with the reason it explains."""

    __tablename__ = "no_next_note"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    text: Mapped[str] = mapped_column(EncryptedText("no_next_note.text"))
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    written_at: Mapped[datetime] = mapped_column(default=utcnow)


def explain_no_date(case: Case, words: str, *, before: str | None, by: User) -> None:
    """Keep the words of "another reason", and let them go with it. `before`: the reason code the
    case had until now."""
    if OTHER not in {before, case.no_next_date_reason_code}:
        return
    db.session.execute(delete(NoNextNote).where(NoNextNote.case_id == case.id))
    if words and case.no_next_date_reason_code == OTHER:
        db.session.add(NoNextNote(case_id=case.id, text=words, by_id=by.id))
