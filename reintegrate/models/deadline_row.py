"""Deadline, the row: what somebody of the ward owes by when, and what became of it.

`deadline.py` has the verbs that begin and end them; nobody closes one by ticking.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, utcnow, written_out
from reintegrate.models.audit import record_event
from reintegrate.models.clock import Start, reckon
from reintegrate.models.lifecycle import Lifecycle
from reintegrate.models.step_rule import Rule, StepRule
from reintegrate.models.user import Role, User

if TYPE_CHECKING:
    from reintegrate.models.act import Act
    from reintegrate.models.case import Case


class Dropped(StrEnum):
    """Why something is no longer owed."""

    START_TAKEN_BACK = "start_taken_back"
    END_UNKNOWN = "end_unknown"
    CASE_ENDED = "case_ended"
    CASE_MOVED = "case_moved"
    OTHER_RULES = "other_rules"


class DeadlineStatus(StrEnum):
    OPEN = "open"
    MET = "met"
    """By the act that fulfils it; perhaps late."""
    MOOT = "moot"
    """No longer owed: the case ended or left, or what began it was taken back."""


DEADLINE = Lifecycle(
    "deadline",
    {
        DeadlineStatus.OPEN: {DeadlineStatus.MET, DeadlineStatus.MOOT},
        DeadlineStatus.MET: {DeadlineStatus.OPEN},
        DeadlineStatus.MOOT: {DeadlineStatus.MET, DeadlineStatus.OPEN},
    },
)


class Deadline(Base):
    __tablename__ = "deadline"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    """The ward that owes it: of an open one always the case's own."""
    rule_id: Mapped[int] = mapped_column(ForeignKey("step_rule.id"))
    """The revision it was counted by."""
    step: Mapped[str] = mapped_column(String(40))
    owner_role: Mapped[Role]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """None: everybody of that role in the ward."""
    status: Mapped[DeadlineStatus] = mapped_column(default=DeadlineStatus.OPEN)
    begun_at: Mapped[datetime]
    """The start's own time; of an end of term the first instant of its last day."""
    begun_by_id: Mapped[int | None] = mapped_column(ForeignKey("act.id"))
    """None: counted from the end of the term."""
    opens_on: Mapped[date | None]
    due_on: Mapped[date]
    due_at: Mapped[datetime]
    by_hours: Mapped[bool]
    escalate_at: Mapped[datetime | None]
    escalated_at: Mapped[datetime | None]
    escalated_to: Mapped[Role | None]
    met_at: Mapped[datetime | None]
    met_by_id: Mapped[int | None] = mapped_column(ForeignKey("act.id"))
    dropped_at: Mapped[datetime | None]
    dropped_because: Mapped[Dropped | None]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    version: Mapped[int] = mapped_column(default=1)

    case: Mapped["Case"] = relationship()
    rule: Mapped[StepRule] = relationship()
    owner: Mapped[User | None] = relationship()
    begun_by: Mapped["Act | None"] = relationship(foreign_keys=begun_by_id)
    met_by: Mapped["Act | None"] = relationship(foreign_keys=met_by_id)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @property
    def start(self) -> Start:
        return Start(self.begun_at, self.begun_by is None or self.begun_by.whole_day)

    @property
    def was_late(self) -> bool:
        """Met, but after its time. Of an act known by its day only, that day decides."""
        if self.met_at is None or self.met_by is None:
            return False
        if self.met_by.whole_day:
            return self.met_by.day > self.due_on
        return self.met_at > self.due_at

    @property
    def is_open(self) -> bool:
        return self.status == DeadlineStatus.OPEN

    def take(self, *, by: User) -> None:
        """One person of the role says that it is theirs to do."""
        was, self.owner_id = self.owner_id, by.id
        record_event("deadline.taken", on=self, by=by, step=self.step, was=was)

    def meet(self, act: "Act", *, by: User) -> None:
        """Only by an act that fulfils it: when that happened says whether it was in time."""
        self.met_at, self.met_by_id, self.met_by = act.at, act.id, act
        self.dropped_at = self.dropped_because = None
        DEADLINE.move(self, DeadlineStatus.MET, by=by, step=self.step, late=self.was_late)

    def owe_again(self, *, by: User) -> None:
        """What closed it was taken back, or the case is open again."""
        self.met_at = self.met_by_id = self.met_by = None
        self.dropped_at = self.dropped_because = None
        DEADLINE.move(self, DeadlineStatus.OPEN, by=by, step=self.step)

    def drop(self, because: Dropped, *, by: User) -> None:
        self.dropped_at, self.dropped_because = utcnow(), because
        DEADLINE.move(self, DeadlineStatus.MOOT, by=by, step=self.step, because=because)

    def recount(self, rule: Rule, *, by: User, start: Start | None = None) -> bool:
        """By this rule and from this start now. Says so in the trail where its time has moved."""
        was, due_on = (self.due_at, self.opens_on), self.due_on
        self.count(rule, start or self.start)
        moved = was != (self.due_at, self.opens_on)
        if moved:
            record_event(
                "deadline.moved", on=self, by=by, step=self.step, was=due_on, now=self.due_on
            )
        return moved

    def count(self, rule: Rule, start: Start) -> None:
        counted = reckon(rule.number, rule.unit, start)
        self.rule_id, self.begun_at = rule.id, start.at
        self.opens_on, self.due_on = counted.opens_on, counted.due_on
        self.due_at, self.by_hours = counted.due_at, counted.by_hours
        if rule.escalate_to is None or rule.escalate_after_hours is None:
            self.escalate_at = None
        else:
            self.escalate_at = counted.due_at + timedelta(hours=rule.escalate_after_hours)
        if self.escalate_at is None or self.escalate_at > utcnow():
            self.escalated_at = self.escalated_to = None

    def __repr__(self) -> str:
        return f"<Deadline {self.id}>"


IS_OPEN = Deadline.status == written_out(DeadlineStatus.OPEN)
"""The one definition of something still owed; a constant, so that partial indexes serve it."""


STILL_COUNTS = Deadline.dropped_because.is_distinct_from(Dropped.OTHER_RULES)
"""What other rules dropped never was, should these rules come back."""

for _name, _columns in (
    ("ward_due", (Deadline.area_id, Deadline.due_at, Deadline.id)),
    ("owner_due", (Deadline.owner_id, Deadline.due_at, Deadline.id)),
    ("escalate", (Deadline.escalate_at, Deadline.id)),
):
    Index(f"ix_deadline_{_name}", *_columns, sqlite_where=IS_OPEN, postgresql_where=IS_OPEN)
Index("ix_deadline_case", Deadline.case_id, Deadline.id)
Index("ix_deadline_rule", Deadline.rule_id, Deadline.id)
Index("ix_deadline_begun_by", Deadline.begun_by_id)
Index("ix_deadline_met_by", Deadline.met_by_id)
Index(
    "uq_deadline_one_open_step",
    Deadline.case_id,
    Deadline.step,
    unique=True,
    sqlite_where=IS_OPEN,
    postgresql_where=IS_OPEN,
)
