"""Reveal: an urgent look into a case of another ward, for some hours. That ward is told at once,
whoever looks writes why, and the data-protection officer reads it afterwards."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, and_, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, lock_until_commit, utcnow
from reintegrate.models.area import Area
from reintegrate.models.audit import record_event
from reintegrate.models.case import Case
from reintegrate.models.contact import CaseClosed
from reintegrate.models.cover import stand_ins_of
from reintegrate.models.encrypted import EncryptedText
from reintegrate.models.idempotency import first_result
from reintegrate.models.lifecycle import DomainError, Lifecycle
from reintegrate.models.notice import NoticeKind, officials_of, tell
from reintegrate.models.user import Role, User

REVEAL_LOCK = 0x5245564C
HOURS = (1, 4, 12, 24)
"""For how long it can be asked; nobody looks for longer without asking anew."""
MOST_A_DAY = 5
A_DAY = timedelta(days=1)


class RevealPart(StrEnum):
    WHO = "who"
    """Who they are and how to reach them."""
    TERM = "term"
    """The term, the decision, the acts of the file."""
    BOTH = "both"


class Review(StrEnum):
    WAITING = "waiting"
    IN_ORDER = "in_order"
    FOLLOW_UP = "follow_up"


REVIEW = Lifecycle(
    "reveal",
    {
        Review.WAITING: {Review.IN_ORDER, Review.FOLLOW_UP},
        Review.FOLLOW_UP: {Review.IN_ORDER},
        Review.IN_ORDER: set(),
    },
)


class OwnCase(DomainError):
    """The viewer's own ward answers for it: nothing needs to be revealed."""


class RevealedTooOften(DomainError):
    """Whoever looks into many files a day is not in an emergency."""


class AskedLong(DomainError):
    """So many hours are not offered."""


class Reveal(Base):
    __tablename__ = "reveal"
    __table_args__ = (
        CheckConstraint("until > asked_at", name="lasts"),
        Index("ix_reveal_by_id_asked_at", "by_id", "asked_at", "id"),
        Index("ix_reveal_area_id_asked_at", "area_id", "asked_at", "id"),
        Index("ix_reveal_from_area_id_asked_at", "from_area_id", "asked_at", "id"),
        Index("ix_reveal_status_asked_at", "status", "asked_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    """The ward that answers for the case, and was told. Of no other is anything shown."""
    from_area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    part: Mapped[RevealPart]
    reason: Mapped[str | None] = mapped_column(EncryptedText("reveal.reason"))
    """None: forgotten."""
    asked_at: Mapped[datetime] = mapped_column(default=utcnow)
    until: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    """Set only when it was ended sooner."""
    status: Mapped[Review] = mapped_column(default=Review.WAITING)
    review: Mapped[str | None] = mapped_column(EncryptedText("reveal.review"))
    reviewed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    reviewed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    case: Mapped[Case] = relationship()
    area: Mapped[Area] = relationship(foreign_keys=area_id)
    from_area: Mapped[Area] = relationship(foreign_keys=from_area_id)
    by: Mapped[User] = relationship(foreign_keys=by_id)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def ask(
        cls, case: Case, *, key: str, part: RevealPart, reason: str, hours: int, by: User
    ) -> "Reveal":
        """Open the case's statutory file to this one user. Raises OwnCase, CaseClosed, AskedLong,
        RevealedTooOften, KeyTaken."""
        earlier = first_result(cls, key, by=by, case_id=case.id)
        if earlier is not None:
            return earlier
        if by.area_id is None or case.area_id == by.area_id:
            raise OwnCase(case.id)
        if not case.is_open:
            raise CaseClosed(case.id)
        if hours not in HOURS:
            raise AskedLong(hours)
        lock_until_commit(REVEAL_LOCK + by.id)
        if cls.count_lately(by) >= MOST_A_DAY:
            raise RevealedTooOften(by.id)
        now = utcnow()
        reveal = cls(
            key=key,
            case_id=case.id,
            case=case,
            area_id=case.area_id,
            from_area_id=by.area_id,
            by_id=by.id,
            part=part,
            reason=reason,
            asked_at=now,
            until=now + timedelta(hours=hours),
        )
        db.session.add(reveal)
        db.session.flush()
        record_event("reveal.asked", on=reveal, by=by, part=part, hours=hours, ward=by.area_id)
        tell(reveal.who_is_told(), NoticeKind.REVEAL_ASKED, about=reveal, by_id=by.id)
        return reveal

    @classmethod
    def count_lately(cls, by: User) -> int:
        query = select(func.count()).where(cls.by_id == by.id, cls.asked_at > utcnow() - A_DAY)
        return db.session.scalar(query) or 0

    def who_is_told(self) -> Iterable[int | None]:
        """Whoever answers for the case, their officials, and who will review it."""
        worker_id = self.case.worker_id
        reviewers = User.role == Role.DATA_PROTECTION_OFFICER, User.disabled_at.is_(None)
        return [
            worker_id,
            *stand_ins_of(worker_id),
            *officials_of(self.area_id),
            *db.session.scalars(select(User.id).where(*reviewers)),
        ]

    def end(self, *, by: User) -> None:
        """Sooner than asked: by whoever looks, or by an official of the ward. Twice is once."""
        if self.is_running:
            self.ended_at = utcnow()
            record_event("reveal.ended", on=self, by=by)

    def judge(self, verdict: Review, *, words: str, by: User) -> None:
        """The data-protection officer has read it. What is to be followed up can be in order
        later; nothing goes back. Raises IllegalMove."""
        REVIEW.move(self, verdict, by=by)
        self.review, self.reviewed_by_id, self.reviewed_at = words, by.id, utcnow()
        told = [self.by_id, *officials_of(self.area_id), *officials_of(self.from_area_id)]
        tell(told, NoticeKind.REVEAL_REVIEWED, about=self, by_id=by.id)

    @property
    def is_running(self) -> bool:
        """The case may have gone to a third ward, which was told nothing: then it is over."""
        in_time = self.ended_at is None and utcnow() < self.until
        return in_time and self.case.area_id == self.area_id and self.case.is_open

    @property
    def over_at(self) -> datetime:
        return self.ended_at or self.until

    @property
    def is_forgotten(self) -> bool:
        """Why somebody looked is gone; who, when and for how long stays."""
        return self.reason is None

    @property
    def is_in_order(self) -> bool:
        return self.status == Review.IN_ORDER

    @property
    def is_reviewed(self) -> bool:
        return self.status != Review.WAITING

    def __repr__(self) -> str:
        return f"<Reveal {self.id}>"


def is_running() -> ColumnElement[bool]:
    """The same as the property, for queries that join the case."""
    return and_(
        Reveal.ended_at.is_(None),
        Reveal.until > utcnow(),
        Reveal.area_id == Case.area_id,
        Case.status != "closed",
    )
