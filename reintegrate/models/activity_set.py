"""ActivitySet: things planned in one go, each so many days after a start. Templates are data."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import ForeignKey, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, utcnow
from reintegrate.models.area import Area
from reintegrate.models.audit import Space, record_event
from reintegrate.models.case import Case
from reintegrate.models.case_status import CaseStatus
from reintegrate.models.follow_up import REGULAR, FollowUp, FollowUpStatus
from reintegrate.models.lifecycle import DomainError, IllegalMove
from reintegrate.models.proposal import free_day
from reintegrate.models.user import User
from reintegrate.models.ward_template import WardTemplate

MOST_DAYS = 730


class TwiceInOneSet(DomainError):
    """A case has at most one planned of each kind, so a set holds each kind once."""


class ActivitySet(WardTemplate, Base):
    __tablename__ = "activity_set"

    @classmethod
    def make(
        cls, *, code: str, name: str, area: Area | None, items: "Sequence[Planned]", by: User
    ) -> "ActivitySet":
        """The same `code` again gives the first. Raises TwiceInOneSet."""
        found = cls.coded(code)
        if found is not None:
            return found
        made = cls.begin(code, name, area, by=by)
        made.change(items, by=by)
        return made

    def change(self, items: "Sequence[Planned]", *, by: User) -> None:
        """Counts for the next time it is applied; what is planned already stays.
        Raises TwiceInOneSet."""
        if len({item.kind_code for item in items}) != len(items):
            raise TwiceInOneSet(self.id)
        db.session.execute(delete(ActivitySetItem).where(ActivitySetItem.set_id == self.id))
        db.session.add_all(
            ActivitySetItem(set_id=self.id, kind_code=item.kind_code, after_days=item.after_days)
            for item in items
        )
        self.changed_at = utcnow()
        record_event("activity_set.changed", on=self, by=by, space=Space.SYSTEM)

    def __repr__(self) -> str:
        return f"<ActivitySet {self.id}>"


class ActivitySetItem(Base):
    __tablename__ = "activity_set_item"
    __table_args__ = (UniqueConstraint("set_id", "kind_code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey(ActivitySet.id))
    kind_code: Mapped[str] = mapped_column(ForeignKey("follow_up_kind.code"))
    after_days: Mapped[int]


class Planned(NamedTuple):
    """One activity of a set: what, and how many days after the start."""

    kind_code: str
    after_days: int


class Applied(NamedTuple):
    """What one press of the button did, by kind."""

    planned: list[tuple[str, date]]
    there: list[str]
    """Planned already, or done from this set before."""
    too_late: list[str]
    """Their day would lie after the term."""


def items_of(chosen: ActivitySet) -> list[Planned]:
    query = select(ActivitySetItem.kind_code, ActivitySetItem.after_days)
    query = query.where(ActivitySetItem.set_id == chosen.id)
    ordered = query.order_by(ActivitySetItem.after_days, ActivitySetItem.id)
    return [Planned(*row) for row in db.session.execute(ordered)]


def apply_set(case: Case, chosen: ActivitySet, *, start: date, by: User) -> Applied:
    """Plan what this set holds. Applied twice it plans nothing twice. Raises IllegalMove."""
    if not case.is_open or case.status == CaseStatus.SUSPENDED:
        raise IllegalMove(case, CaseStatus.MANAGED)
    result = Applied([], [], [])
    done = done_from(chosen, case)
    for item in items_of(chosen):
        due_on = start + timedelta(days=item.after_days)
        if item.kind_code in done or item.kind_code == REGULAR:
            result.there.append(item.kind_code)
        elif due_on > case.term_to:
            result.too_late.append(item.kind_code)
        elif case.plan_activity(
            item.kind_code, day := free_day(case, due_on), by=by, set_id=chosen.id
        ):
            result.planned.append((item.kind_code, day))
        else:
            result.there.append(item.kind_code)
    return result


def done_from(chosen: ActivitySet, case: Case) -> set[str]:
    query = select(FollowUp.kind_code).where(
        FollowUp.case_id == case.id,
        FollowUp.set_id == chosen.id,
        FollowUp.status == FollowUpStatus.DONE,
    )
    return set(db.session.scalars(query))
