"""Need: one support need and what became of it: stated, offered help for, accepted or declined by
the person, referred, received, and what came of it. Declining is a valid end without penalty."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, utcnow
from reintegrate.models.audit import Space, record_event
from reintegrate.models.case import Case
from reintegrate.models.encrypted import EncryptedText
from reintegrate.models.idempotency import first_result, just_now, receipt_of, refuse_repetition
from reintegrate.models.lifecycle import Lifecycle
from reintegrate.models.user import User


class NeedStatus(StrEnum):
    STATED = "stated"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    REFERRED = "referred"
    RECEIVED = "received"
    SETTLED = "settled"
    DECLINED = "declined"


class Outcome(StrEnum):
    """What the person says of the help they had."""

    HELPED = "helped"
    PARTLY = "partly"
    NOT_HELPED = "not_helped"


OPEN = (
    NeedStatus.STATED,
    NeedStatus.OFFERED,
    NeedStatus.ACCEPTED,
    NeedStatus.REFERRED,
)
"""Help is still wanted."""

_OPEN_ENDED = {NeedStatus.REFERRED, NeedStatus.RECEIVED, NeedStatus.DECLINED}
"""Where a need may go from anywhere before: life does not wait for forms."""

NEED = Lifecycle(
    "need",
    {
        NeedStatus.STATED: {NeedStatus.OFFERED, NeedStatus.ACCEPTED, *_OPEN_ENDED},
        NeedStatus.OFFERED: {NeedStatus.OFFERED, NeedStatus.ACCEPTED, *_OPEN_ENDED},
        NeedStatus.ACCEPTED: {NeedStatus.OFFERED, *_OPEN_ENDED},
        NeedStatus.REFERRED: {NeedStatus.ACCEPTED, NeedStatus.RECEIVED, NeedStatus.DECLINED},
        NeedStatus.RECEIVED: {NeedStatus.SETTLED, NeedStatus.STATED},
        NeedStatus.SETTLED: {NeedStatus.STATED},
        NeedStatus.DECLINED: {NeedStatus.STATED, NeedStatus.OFFERED},
    },
    space=Space.SUPPORT,
)


class Need(Base):
    __tablename__ = "need"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    kind_code: Mapped[str] = mapped_column(ForeignKey("need_kind.code"))
    words: Mapped[str | None] = mapped_column(EncryptedText("need.words"))
    status: Mapped[NeedStatus] = mapped_column(default=NeedStatus.STATED)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    stated_at: Mapped[datetime] = mapped_column(default=utcnow)
    version: Mapped[int] = mapped_column(default=1)

    case: Mapped[Case] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def state(
        cls,
        case: Case,
        *,
        key: str,
        kind_code: str,
        words: str,
        by: User,
        once_more: bool = False,
    ) -> "Need":
        """Write down what the person says they need. Raises SaidAlready unless `once_more`."""
        earlier = first_result(cls, key, by=by, case_id=case.id)
        if earlier is not None:
            return earlier
        if not once_more:
            refuse_repetition((kind_code, words or None), _said_just_now(case, by))
        need = cls(key=key, case_id=case.id, case=case, kind_code=kind_code, by_id=by.id)
        need.words = words or None
        db.session.add(need)
        db.session.flush()
        record_event("need.stated", on=need, by=by, space=Space.SUPPORT, kind=kind_code)
        return need

    def offer(self, *, by: User, scheme: str | None = None) -> None:
        """Help is held out to them. Raises IllegalMove."""
        NEED.move(self, NeedStatus.OFFERED, by=by, scheme=scheme)

    def accept(self, *, by: User) -> None:
        """They say yes to it."""
        if self.status != NeedStatus.ACCEPTED:
            NEED.move(self, NeedStatus.ACCEPTED, by=by)

    def refer(self, *, by: User) -> None:
        """An agency is asked, which nobody does without their yes."""
        if self.status in {NeedStatus.STATED, NeedStatus.OFFERED}:
            self.accept(by=by)
        if self.status != NeedStatus.REFERRED:
            NEED.move(self, NeedStatus.REFERRED, by=by)

    def receive(self, *, by: User) -> None:
        if self.status != NeedStatus.RECEIVED:
            NEED.move(self, NeedStatus.RECEIVED, by=by)

    def decline(self, *, by: User) -> None:
        """The person would rather not. That is their right and leaves no mark."""
        NEED.move(self, NeedStatus.DECLINED, by=by)

    def state_again(self, *, by: User) -> None:
        if self.status != NeedStatus.STATED:
            NEED.move(self, NeedStatus.STATED, by=by)

    def settle(self, outcome: Outcome, words: str, *, by: User) -> "NeedOutcome":
        """What came of the help, in their eyes. Raises IllegalMove."""
        NEED.move(self, NeedStatus.SETTLED, by=by, outcome=str(outcome))
        said = NeedOutcome(need_id=self.id, case_id=self.case_id, by_id=by.id, outcome=outcome)
        said.words = words or None
        db.session.add(said)
        return said

    @property
    def can_be_received(self) -> bool:
        return NEED.allows(self, NeedStatus.RECEIVED)

    @property
    def receipt(self) -> str:
        """A short code to read out over the phone."""
        return receipt_of(self.key)

    def __repr__(self) -> str:
        return f"<Need {self.id}>"


class NeedOutcome(Base):
    """One row each time help came to its end; the newest counts."""

    __tablename__ = "need_outcome"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), index=True)
    outcome: Mapped[Outcome]
    words: Mapped[str | None] = mapped_column(EncryptedText("need_outcome.words"))
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    said_at: Mapped[datetime] = mapped_column(default=utcnow)


def _said_just_now(case: Case, by: User) -> list[tuple[int, datetime, object]]:
    found = select(Need.id, Need.stated_at, Need.kind_code, Need.words).where(
        Need.case_id == case.id, Need.by_id == by.id, just_now(Need.stated_at)
    )
    rows = db.session.execute(found.order_by(Need.id.desc()))
    return [(row.id, row.stated_at, (row.kind_code, row.words)) for row in rows]
