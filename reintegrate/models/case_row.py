"""CaseRow: what a case remembers, and its next date. `Case` is built on it, room by room."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Bytewise, db, today, utcnow
from reintegrate.models.audit import record_event
from reintegrate.models.case_status import CaseStatus
from reintegrate.models.follow_up import FollowUp, FollowUpStatus
from reintegrate.models.lifecycle import IllegalMove, NotYet, TooEarly
from reintegrate.models.user import User

NO_DATE = date(9999, 12, 31)
"""Stands in `next_due_on` for "none, and the reason is written": lists sort by one plain index."""


class CaseRow:
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    worker_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    status: Mapped[CaseStatus] = mapped_column(default=CaseStatus.MANAGED)
    regime_code: Mapped[str] = mapped_column(ForeignKey("regime.code"))
    rehabilitation_kind_code: Mapped[str] = mapped_column(ForeignKey("rehabilitation_kind.code"))
    rehabilitation_place: Mapped[str] = mapped_column(default="")
    decision_number: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date | None]
    term_from: Mapped[date]
    term_to: Mapped[date]
    opened_on: Mapped[date]
    worker_since: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)

    # Kept by the verbs, so that lists read one row and one index.
    person_sort_key: Mapped[str] = mapped_column(Bytewise)
    next_due_on: Mapped[date] = mapped_column(default=NO_DATE)
    no_next_date_reason_code: Mapped[str | None] = mapped_column(
        ForeignKey("no_next_date_reason.code")
    )
    next_is_agreed: Mapped[bool] = mapped_column(default=False)
    last_contact_on: Mapped[date | None]
    last_reached_on: Mapped[date | None]
    tries_since_reached: Mapped[int] = mapped_column(default=0)
    transfer_pending: Mapped[bool] = mapped_column(default=False)

    @property
    def is_open(self) -> bool:
        return self.status != CaseStatus.CLOSED

    @property
    def due_on(self) -> date | None:
        return None if self.next_due_on == NO_DATE else self.next_due_on

    def plan_next(self, due_on: date, *, by: User, agreed: bool = False) -> None:
        """Say when the next contact is due, `agreed` with them or not. Raises IllegalMove."""
        if not self.is_open:
            raise IllegalMove(self, CaseStatus.MANAGED)
        FollowUp.settle(self.id, FollowUpStatus.MOVED, by=by)
        db.session.add(FollowUp(case_id=self.id, due_on=due_on, agreed=agreed, planned_by_id=by.id))
        db.session.flush()
        was, self.next_due_on, self.next_is_agreed = self.due_on, due_on, agreed
        self.no_next_date_reason_code = None
        record_event("follow_up.planned", on=self, by=by, due_on=due_on, was=was)

    def plan_none(self, reason_code: str, *, by: User) -> None:
        """No next contact, and why: nobody is forgotten in silence."""
        FollowUp.settle(self.id, FollowUpStatus.DROPPED, by=by)
        self.next_due_on, self.no_next_date_reason_code = NO_DATE, reason_code
        self.next_is_agreed = False
        record_event("follow_up.none", on=self, by=by, reason=reason_code)

    def _check_day(self, day: date) -> None:
        if day > today():
            raise NotYet(day)
        if day < self.term_from:
            raise TooEarly(day)
