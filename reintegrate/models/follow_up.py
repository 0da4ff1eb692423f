"""FollowUp: a contact that is due. A case has at most one planned; `Case.plan_next` makes them."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, literal_column, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, utcnow
from reintegrate.models.lifecycle import Lifecycle

if TYPE_CHECKING:
    from reintegrate.models.user import User


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
    due_on: Mapped[date]
    agreed: Mapped[bool] = mapped_column(default=False)
    """Whether the day was agreed with the person; then its outcome must be written."""
    status: Mapped[FollowUpStatus] = mapped_column(default=FollowUpStatus.PLANNED)
    planned_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    planned_at: Mapped[datetime] = mapped_column(default=utcnow)

    @classmethod
    def planned_for(cls, case_id: int) -> "FollowUp | None":
        return db.session.scalar(
            select(cls).where(cls.case_id == case_id, cls.status == FollowUpStatus.PLANNED)
        )

    @classmethod
    def settle(cls, case_id: int, status: FollowUpStatus, *, by: "User") -> None:
        """What became of the planned one, if there is one: the next can be planned then."""
        planned = cls.planned_for(case_id)
        if planned is not None:
            FOLLOW_UP.move(planned, status, by=by)
            db.session.flush()


_PLANNED = FollowUp.status == literal_column("'planned'")
Index(
    "uq_follow_up_one_planned",
    FollowUp.case_id,
    unique=True,
    sqlite_where=_PLANNED,
    postgresql_where=_PLANNED,
)
