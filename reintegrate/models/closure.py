"""Closure: why and how a case ended. `Case.close` writes it; reopening notes itself here."""

from datetime import date

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db
from reintegrate.models.encrypted import EncryptedText


class Closure(Base):
    __tablename__ = "closure"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    outcome_code: Mapped[str] = mapped_column(ForeignKey("closure_outcome.code"))
    closed_on: Mapped[date]
    written_on: Mapped[date | None]
    """The day it was written down, from which it can be undone for a while. None: the first
    release did not keep it."""
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    reopened_on: Mapped[date | None]
    reopened_because: Mapped[str | None] = mapped_column(EncryptedText("closure.reopened_because"))

    @classmethod
    def newest_of(cls, case_id: int) -> "Closure | None":
        newest = select(cls).where(cls.case_id == case_id).order_by(cls.id.desc()).limit(1)
        return db.session.scalar(newest)
