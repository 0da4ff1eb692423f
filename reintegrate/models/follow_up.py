"""FollowUp: what is due in a case: the regular contact, the quarterly review, an agreed activity.

Of each kind a case has at most one planned. `ScheduledCase` makes them and keeps the earliest.
"""

from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, utcnow, written_out
from reintegrate.models.at_once import columns_of, read
from reintegrate.models.catalogue import FollowUpKind, PlanReason, remembered
from reintegrate.models.lifecycle import Lifecycle
from reintegrate.models.ready import Ready

if TYPE_CHECKING:
    from reintegrate.models.user import User

REGULAR = "regular"
"""The contact the rhythm asks for. Every open case has one planned, or a reason for none."""


class FollowUpStatus(StrEnum):
    PLANNED = "planned"
    DONE = "done"
    MOVED = "moved"
    DROPPED = "dropped"


FOLLOW_UP = Lifecycle(
    "follow_up",
    {
        FollowUpStatus.PLANNED: {
            FollowUpStatus.DONE,
            FollowUpStatus.MOVED,
            FollowUpStatus.DROPPED,
        },
        FollowUpStatus.DONE: set(),
        FollowUpStatus.MOVED: set(),
        FollowUpStatus.DROPPED: set(),
    },
)


class FollowUp(Base):
    __tablename__ = "follow_up"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    kind_code: Mapped[str] = mapped_column(default=REGULAR, server_default=REGULAR)
    """A FollowUpKind. Without a constraint: the first release's rows are older than that list."""
    due_on: Mapped[date]
    agreed: Mapped[bool] = mapped_column(default=False)
    """Whether the day was agreed with the person; then its outcome must be written."""
    proposed_on: Mapped[date | None]
    """What the rhythm asked for when this was planned."""
    reason_code: Mapped[str | None] = mapped_column(ForeignKey(PlanReason.code))
    """Why it is later than that by a whole meeting."""
    set_id: Mapped[int | None] = mapped_column(ForeignKey("activity_set.id"))
    status: Mapped[FollowUpStatus] = mapped_column(default=FollowUpStatus.PLANNED)
    planned_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    planned_at: Mapped[datetime] = mapped_column(default=utcnow)
    done_on: Mapped[date | None]
    """The day of the contact that did it. Rows of the first release have none."""

    @classmethod
    def standing(cls, case_id: int) -> "list[FollowUp]":
        """All that is planned in this case, the earliest first."""
        if any(isinstance(record, cls) for record in db.session.new):
            db.session.flush()
        return read(cls, standing_in_case(), {"case_id": case_id})

    def settle(self, status: FollowUpStatus, *, by: "User") -> None:
        """What became of it. Another of its kind can be planned once this is saved."""
        FOLLOW_UP.move(self, status, by=by)

    @property
    def is_planned(self) -> bool:
        return self.status == FollowUpStatus.PLANNED

    def __repr__(self) -> str:
        return f"<FollowUp {self.id}>"


def repeating() -> dict[str, int]:
    """Kinds every case has, and after how many months each comes again."""
    return remembered("follow_up_kind months", _read_repeating)


def _read_repeating() -> dict[str, int]:
    query = select(FollowUpKind.code, FollowUpKind.repeats_months).where(
        FollowUpKind.repeats_months.is_not(None), FollowUpKind.retired_on.is_(None)
    )
    return {row.code: row.repeats_months for row in db.session.execute(query)}


IS_PLANNED = FollowUp.status == written_out(FollowUpStatus.PLANNED)


@cache
def standing_in_case() -> Ready:
    return Ready(
        select(*columns_of(FollowUp))
        .where(FollowUp.case_id == bindparam("case_id"), IS_PLANNED)
        .order_by(FollowUp.due_on, FollowUp.id)
    )


Index(
    "uq_follow_up_planned_kind",
    FollowUp.case_id,
    FollowUp.kind_code,
    unique=True,
    sqlite_where=IS_PLANNED,
    postgresql_where=IS_PLANNED,
)
