"""GroupActivity: one act with several people: a club meeting, a round of a family's homes.

One act, one contact in each case. The same key again is the same act.
"""

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, utcnow
from reintegrate.models.audit import record_event
from reintegrate.models.case import Case
from reintegrate.models.contact import Contact, propose_next
from reintegrate.models.idempotency import first_result, receipt_of
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.outcome_rule import OutcomeRule
from reintegrate.models.user import User

TERM_ENDED = "term_ended"


class NobodyThere(DomainError):
    """Nobody was chosen: then there was no meeting to write down."""


class GroupActivity(Base):
    __tablename__ = "group_activity"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"))
    happened_on: Mapped[date]
    people: Mapped[int]
    written_at: Mapped[datetime] = mapped_column(default=utcnow)

    @classmethod
    def log(
        cls,
        cases: Sequence[Case],
        *,
        key: str,
        by: User,
        outcome: OutcomeRule,
        channel_code: str,
        happened_on: date,
        note: str = "",
        sensitive: bool = False,
        next_due_on: date | None = None,
    ) -> "GroupActivity":
        """One contact in each of these cases, each with its own next date by the rhythm, or with
        the day all agreed on. Raises NobodyThere and what `Contact.log` raises."""
        earlier = first_result(cls, key, by=by)
        if earlier is not None:
            return earlier
        if not cases:
            raise NobodyThere(key)
        group = cls(key=key, by_id=by.id, area_id=by.area_id, happened_on=happened_on)
        group.people = len(cases)
        db.session.add(group)
        db.session.flush()
        record_event("group.met", on=group, by=by, people=len(cases), happened_on=happened_on)
        for case in cases:
            group._meets(
                case,
                outcome=outcome,
                channel_code=channel_code,
                note=note,
                sensitive=sensitive,
                agreed_on=next_due_on,
                by=by,
            )
        return group

    def _meets(
        self,
        case: Case,
        *,
        outcome: OutcomeRule,
        channel_code: str,
        note: str,
        sensitive: bool,
        agreed_on: date | None,
        by: User,
    ) -> None:
        proposed = propose_next(case, outcome, self.happened_on)
        agreed = within(case, agreed_on)
        Contact.log(
            case,
            key=str(uuid.uuid5(uuid.UUID(self.key), str(case.id))),
            by=by,
            outcome=outcome,
            channel_code=channel_code,
            happened_on=self.happened_on,
            note=note,
            sensitive=sensitive,
            next_due_on=agreed or proposed,
            next_agreed=agreed is not None,
            next_proposed_on=proposed,
            no_next_reason_code=None if proposed else TERM_ENDED,
            group_id=self.id,
        )

    def members(self) -> list[Contact]:
        return list(db.session.scalars(select(Contact).where(Contact.group_id == self.id)))

    @property
    def receipt(self) -> str:
        return receipt_of(self.key)

    def __repr__(self) -> str:
        return f"<GroupActivity {self.id}>"


def within(case: Case, day: date | None) -> date | None:
    """The day all agreed on, where this case still runs then."""
    return day if day is not None and day <= case.term_to else None
