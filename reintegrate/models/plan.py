"""Plan: the reintegration plan made with the person, after form 19 of Decree 163/2026: where they
stand, goals in their words, steps with who and when. Agreed, it stays so; a change is a version."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, today, utcnow, written_out
from reintegrate.models.audit import Space, record_event
from reintegrate.models.case import Case
from reintegrate.models.contact import CaseClosed
from reintegrate.models.encrypted import EncryptedJson, EncryptedText
from reintegrate.models.idempotency import first_result
from reintegrate.models.lifecycle import DomainError, Lifecycle, NotYet, TooEarly
from reintegrate.models.passing_on import is_passed_on
from reintegrate.models.user import User


class PlanStatus(StrEnum):
    DRAFT = "draft"
    AGREED = "agreed"
    REPLACED = "replaced"


PLAN = Lifecycle(
    "plan",
    {
        PlanStatus.DRAFT: {PlanStatus.AGREED, PlanStatus.REPLACED},
        PlanStatus.AGREED: {PlanStatus.REPLACED},
        PlanStatus.REPLACED: set(),
    },
    space=Space.SUPPORT,
)

ASSESSMENT = ("health", "refusal_skills", "legal_knowledge", "job")
RESOURCES = ("own", "authorities", "loan")
"""The form's own parts. What is not answered is not there."""


class StepBy(StrEnum):
    """Who does it."""

    PERSON = "person"
    WORKER = "worker"
    FAMILY = "family"
    AGENCY = "agency"


class DoneBy(StrEnum):
    """What shows that a step is done: somebody says so, a meeting, or help for a need."""

    HAND = "hand"
    MEETING = "meeting"
    NEED = "need"


class AgreedAlready(DomainError):
    """The plan was agreed with the person: a change is a new version."""


class NoGoal(DomainError):
    """A plan without a goal is nobody's."""


class Plan(Base):
    """At most one draft and one agreed version of a case."""

    __tablename__ = "plan"
    __table_args__ = (Index("uq_plan_case_id_number", "case_id", "number", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    number: Mapped[int]
    status: Mapped[PlanStatus] = mapped_column(default=PlanStatus.DRAFT)
    assessment: Mapped[dict[str, Any]] = mapped_column(EncryptedJson("plan.assessment"))
    resources: Mapped[dict[str, Any]] = mapped_column(EncryptedJson("plan.resources"))
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    begun_at: Mapped[datetime] = mapped_column(default=utcnow)
    agreed_on: Mapped[date | None]
    signed_on: Mapped[date | None]
    """The day they signed it on paper. None: they agreed by word of mouth."""
    version: Mapped[int] = mapped_column(default=1)

    case: Mapped[Case] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def begin(cls, case: Case, *, key: str, by: User) -> "Plan":
        """A draft: of what was agreed before, or empty. The one under way, if there is one. Raises
        CaseClosed, KeyTaken."""
        earlier = first_result(cls, key, by=by, case_id=case.id) or draft_of(case.id)
        if earlier is not None and not earlier._stays_behind(by=by):
            return earlier
        if not case.is_open:
            raise CaseClosed(case.id)
        latest = latest_of(case.id)
        before = latest if latest and is_passed_on(latest, latest.begun_at) else None
        plan = cls(key=key, case_id=case.id, case=case, by_id=by.id)
        plan.number = latest.number + 1 if latest else 1
        plan.assessment = dict(before.assessment) if before else {}
        plan.resources = dict(before.resources) if before else {}
        db.session.add(plan)
        db.session.flush()
        record_event("plan.begun", on=plan, by=by, space=Space.SUPPORT, number=plan.number)
        if before is not None:
            _copy_goals(before, plan)
        return plan

    def _stays_behind(self, *, by: User) -> bool:
        """Begun in a ward they left, and not to be read here: a draft nobody goes on with."""
        if is_passed_on(self, self.begun_at):
            return False
        PLAN.move(self, PlanStatus.REPLACED, by=by)
        db.session.flush()
        return True

    def describe(self, *, assessment: dict[str, str], resources: dict[str, str], by: User) -> None:
        """Where they stand, and what there is to build on. Raises AgreedAlready."""
        self.refuse_if_agreed()
        self.assessment = {name: text for name, text in assessment.items() if text}
        self.resources = {name: text for name, text in resources.items() if text}
        record_event("plan.described", on=self, by=by, space=Space.SUPPORT)

    def agree(self, on: date, *, signed: bool, by: User) -> None:
        """Both say yes to it; what was agreed before is replaced. Raises NoGoal, NotYet, TooEarly,
        AgreedAlready."""
        if on > today():
            raise NotYet(on)
        if on < self.case.term_from:
            raise TooEarly(on)
        if not goals_of(self.id):
            raise NoGoal(self.id)
        self.refuse_if_agreed()
        before = agreed_of(self.case_id)
        if before is not None:
            PLAN.move(before, PlanStatus.REPLACED, by=by)
            db.session.flush()
        PLAN.move(self, PlanStatus.AGREED, by=by, signed=signed)
        self.agreed_on, self.signed_on = on, on if signed else None

    def add_goal(self, words: str, *, key: str, by: User) -> "PlanGoal":
        """Raises AgreedAlready, KeyTaken."""
        earlier = first_result(PlanGoal, key, by=by, plan_id=self.id)
        if earlier is not None:
            return earlier
        self.refuse_if_agreed()
        goal = PlanGoal(key=key, plan_id=self.id, case_id=self.case_id, by_id=by.id)
        goal.words = words
        db.session.add(goal)
        db.session.flush()
        record_event("plan.goal_added", on=goal, by=by, space=Space.SUPPORT)
        return goal

    def refuse_if_agreed(self) -> None:
        if not self.is_draft:
            raise AgreedAlready(self.id)

    @property
    def is_draft(self) -> bool:
        return self.status == PlanStatus.DRAFT

    def __repr__(self) -> str:
        return f"<Plan {self.id}>"


class PlanGoal(Base):
    __tablename__ = "plan_goal"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    words: Mapped[str] = mapped_column(EncryptedText("plan_goal.words"))
    """As the person said it."""
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    plan: Mapped[Plan] = relationship()
    case: Mapped[Case] = relationship()

    def remove(self, *, by: User) -> None:
        """With its steps; only while it is a draft. Raises AgreedAlready."""
        self.plan.refuse_if_agreed()
        for step in db.session.scalars(select(PlanStep).where(PlanStep.goal_id == self.id)):
            db.session.delete(step)
        db.session.flush()
        record_event("plan.goal_removed", on=self, by=by, space=Space.SUPPORT)
        db.session.delete(self)

    def add_step(
        self,
        what: str,
        *,
        key: str,
        who: StepBy,
        due_on: date | None,
        done_by: DoneBy,
        need_id: int | None,
        by: User,
    ) -> "PlanStep":
        """Raises AgreedAlready, KeyTaken."""
        earlier = first_result(PlanStep, key, by=by, goal_id=self.id)
        if earlier is not None:
            return earlier
        self.plan.refuse_if_agreed()
        step = PlanStep(key=key, goal_id=self.id, case_id=self.case_id, by_id=by.id, who=who)
        step.what, step.due_on, step.done_by = what, due_on, done_by
        step.need_id = need_id if done_by == DoneBy.NEED else None
        db.session.add(step)
        db.session.flush()
        record_event("plan.step_added", on=step, by=by, space=Space.SUPPORT)
        return step


class PlanStep(Base):
    """Whether one that a meeting or a need answers is done is asked of those, never kept twice."""

    __tablename__ = "plan_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    goal_id: Mapped[int] = mapped_column(ForeignKey("plan_goal.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    what: Mapped[str] = mapped_column(EncryptedText("plan_step.what"))
    who: Mapped[StepBy]
    due_on: Mapped[date | None]
    done_by: Mapped[DoneBy] = mapped_column(default=DoneBy.HAND)
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id"))
    planned_on: Mapped[date] = mapped_column(default=today)
    """A meeting counts from this day on."""
    done_on: Mapped[date | None]
    """Only of those somebody says are done."""
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    goal: Mapped[PlanGoal] = relationship()
    case: Mapped[Case] = relationship()

    def finish(self, *, by: User) -> None:
        if self.done_by == DoneBy.HAND and self.done_on is None:
            self.done_on = today()
            record_event("plan.step_done", on=self, by=by, space=Space.SUPPORT)

    def take_up_again(self, *, by: User) -> None:
        if self.done_on is not None:
            self.done_on = None
            record_event("plan.step_undone", on=self, by=by, space=Space.SUPPORT)


for _status in (PlanStatus.DRAFT, PlanStatus.AGREED):
    _only = Plan.status == written_out(_status)
    _name = f"uq_plan_one_{_status}"
    Index(_name, Plan.case_id, unique=True, sqlite_where=_only, postgresql_where=_only)


def _copy_goals(before: Plan, plan: Plan) -> None:
    """What was agreed goes on in the new version, done or not. Keys say from where it came."""
    for goal in goals_of(before.id):
        copy = PlanGoal(key=f"{plan.key}:{goal.id}", plan_id=plan.id, case_id=plan.case_id)
        copy.words, copy.by_id = goal.words, goal.by_id
        db.session.add(copy)
        db.session.flush()
        for step in steps_of(goal.id):
            same: dict[str, Any] = {"what": step.what, "who": step.who, "due_on": step.due_on}
            same |= {"done_by": step.done_by, "need_id": step.need_id, "by_id": step.by_id}
            same |= {"planned_on": step.planned_on, "done_on": step.done_on}
            key = f"{plan.key}:{goal.id}:{step.id}"
            db.session.add(PlanStep(key=key, goal_id=copy.id, case_id=plan.case_id, **same))
    db.session.flush()


def goals_of(plan_id: int) -> list[PlanGoal]:
    found = select(PlanGoal).where(PlanGoal.plan_id == plan_id).order_by(PlanGoal.id)
    return list(db.session.scalars(found))


def steps_of(goal_id: int) -> list[PlanStep]:
    found = select(PlanStep).where(PlanStep.goal_id == goal_id).order_by(PlanStep.id)
    return list(db.session.scalars(found))


def draft_of(case_id: int) -> Plan | None:
    return _one(case_id, PlanStatus.DRAFT)


def agreed_of(case_id: int) -> Plan | None:
    return _one(case_id, PlanStatus.AGREED)


def latest_of(case_id: int) -> Plan | None:
    found = select(Plan).where(Plan.case_id == case_id).order_by(Plan.number.desc()).limit(1)
    return db.session.scalar(found)


def _one(case_id: int, status: PlanStatus) -> Plan | None:
    return db.session.scalar(select(Plan).where(Plan.case_id == case_id, Plan.status == status))
