"""Questionnaire: a few questions the person may answer, as data, with where they come from and the
rule they are counted by. A change is a new revision: what was answered stays as it was asked."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, func, select, text
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, utcnow
from reintegrate.models.audit import Space, record_event
from reintegrate.models.idempotency import first_result
from reintegrate.models.user import User


class Scoring(StrEnum):
    """EACH: every question stands by itself. SUM: the answers are added up, when none is
    missing."""

    EACH = "each"
    SUM = "sum"


class Questionnaire(Base):
    """One revision. Never changed and never deleted; whether it is asked now is a mark."""

    __tablename__ = "questionnaire"
    __table_args__ = (UniqueConstraint("code", "revision"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str] = mapped_column(String(40))
    revision: Mapped[int]
    name_vi: Mapped[str]
    name_en: Mapped[str]
    source: Mapped[str] = mapped_column(Text)
    """Where it comes from, and what allows it to be used."""
    scoring: Mapped[Scoring]
    questions: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """In order: code, vi, en."""
    points: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """The answers to choose from, the hardest first: value, vi, en."""
    in_use: Mapped[bool] = mapped_column(default=False)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """None: it came with the system."""
    added_at: Mapped[datetime] = mapped_column(default=utcnow)

    @classmethod
    def add(
        cls, *, key: str, of: "Questionnaire | None", by: User, **content: Any
    ) -> "Questionnaire":
        """A new one, or the next revision `of` another; not yet in use. Raises KeyTaken."""
        earlier = first_result(cls, key, by=by)
        if earlier is not None:
            return earlier
        code = of.code if of else key
        newest = db.session.scalar(select(func.max(cls.revision)).where(cls.code == code)) or 0
        added = cls(key=key, code=code, revision=newest + 1, by_id=by.id, **content)
        db.session.add(added)
        db.session.flush()
        record_event("questionnaire.added", on=added, by=by, space=Space.SYSTEM)
        return added

    def use(self, *, by: User) -> None:
        """Ask this revision from now on, instead of another one of the same."""
        if not self.in_use:
            for other in db.session.scalars(
                select(Questionnaire).where(Questionnaire.code == self.code, Questionnaire.in_use)
            ):
                other.in_use = False
            db.session.flush()
            self.in_use = True
            record_event("questionnaire.used", on=self, by=by, space=Space.SYSTEM)

    def leave(self, *, by: User) -> None:
        """Ask it no more. What was answered stays."""
        if self.in_use:
            self.in_use = False
            record_event("questionnaire.left", on=self, by=by, space=Space.SYSTEM)

    def name_in(self, locale: str) -> str:
        return self.name_en if locale.startswith("en") else self.name_vi

    def total(self, answers: Mapping[str, int]) -> int | None:
        """By its own declared rule; None where that gives no total."""
        if self.scoring != Scoring.SUM or len(answers) < len(self.questions):
            return None
        return sum(answers.values())

    @property
    def lowest(self) -> int:
        return min(int(point["value"]) for point in self.points)

    @property
    def highest(self) -> int:
        return max(int(point["value"]) for point in self.points)


Index(
    "uq_questionnaire_one_in_use",
    Questionnaire.code,
    unique=True,
    sqlite_where=text("in_use"),
    postgresql_where=text("in_use"),
)
