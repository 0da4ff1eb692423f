"""FollowUp: a contact that is due. A case has at most one planned; `Case.plan_next` makes them."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, literal_column
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, utcnow


class FollowUpStatus(StrEnum):
    PLANNED = "planned"
    DONE = "done"
    MOVED = "moved"
    DROPPED = "dropped"


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


_PLANNED = FollowUp.status == literal_column("'planned'")
Index(
    "uq_follow_up_one_planned",
    FollowUp.case_id,
    unique=True,
    sqlite_where=_PLANNED,
    postgresql_where=_PLANNED,
)
