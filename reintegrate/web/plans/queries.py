"""What the plan page reads: one version with its goals and steps, and what shows a step is done."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from reintegrate.access.scope import visible
from reintegrate.db import db, today
from reintegrate.models.case import Case
from reintegrate.models.catalogue import NeedKind, names
from reintegrate.models.contact import Contact
from reintegrate.models.follow_up import FollowUp, FollowUpStatus
from reintegrate.models.need import Need, NeedStatus
from reintegrate.models.plan import DoneBy, Plan, PlanGoal, PlanStatus, PlanStep, StepBy
from reintegrate.models.user import User

REVIEW = "review"
HELPED = (NeedStatus.RECEIVED, NeedStatus.SETTLED)


@dataclass(frozen=True)
class StepRow:
    id: int
    what: str
    who: StepBy
    due_on: date | None
    by_hand: bool
    need: str | None
    is_done: bool
    done_on: date | None

    @property
    def is_late(self) -> bool:
        return not self.is_done and self.due_on is not None and self.due_on < today()


class GoalRow(NamedTuple):
    id: int
    words: str
    steps: list[StepRow]

    @property
    def is_reached(self) -> bool:
        return bool(self.steps) and all(step.is_done for step in self.steps)


class VersionRow(NamedTuple):
    id: int
    number: int
    status: PlanStatus
    begun_at: datetime
    agreed_on: date | None


def versions_of(viewer: User, case: Case) -> list[VersionRow]:
    """The newest first."""
    found = db.session.execute(
        visible(viewer, Plan)
        .where(Plan.case_id == case.id)
        .with_only_columns(Plan.id, Plan.number, Plan.status, Plan.begun_at, Plan.agreed_on)
        .order_by(Plan.number.desc())
    )
    return [VersionRow(*row) for row in found]


def plan_numbered(viewer: User, plan_id: int) -> Plan | None:
    return db.session.scalars(visible(viewer, Plan).where(Plan.id == plan_id)).one_or_none()


def goals_shown(viewer: User, plan: Plan, locale: str) -> list[GoalRow]:
    goals = visible(viewer, PlanGoal).where(PlanGoal.plan_id == plan.id).order_by(PlanGoal.id)
    ids = goals.with_only_columns(PlanGoal.id).order_by(None)
    steps = visible(viewer, PlanStep).where(PlanStep.goal_id.in_(ids)).order_by(PlanStep.id)
    by_goal: dict[int, list[StepRow]] = {}
    kinds, needs = names(NeedKind, locale), _needs(viewer, plan.case_id)
    met_on = _met_on(viewer, plan.case_id)
    for step in db.session.scalars(steps):
        kind, helped = needs.get(step.need_id or 0, ("", False))
        done_on = _done_on(step, met_on)
        row = StepRow(
            *(step.id, step.what, step.who, step.due_on, step.done_by == DoneBy.HAND),
            *(kinds.get(kind), done_on is not None or helped, done_on),
        )
        by_goal.setdefault(step.goal_id, []).append(row)
    return [GoalRow(g.id, g.words, by_goal.get(g.id, [])) for g in db.session.scalars(goals)]


def _done_on(step: PlanStep, met_on: list[date]) -> date | None:
    if step.done_by == DoneBy.MEETING:
        return next((day for day in met_on if day >= step.planned_on), None)
    return step.done_on


def _needs(viewer: User, case_id: int) -> dict[int, tuple[str, bool]]:
    """Each need's kind, and whether help for it was received."""
    found = visible(viewer, Need).where(Need.case_id == case_id)
    rows = db.session.execute(found.with_only_columns(Need.id, Need.kind_code, Need.status))
    return {id_: (kind, status in HELPED) for id_, kind, status in rows}


def _met_on(viewer: User, case_id: int) -> list[date]:
    """Days on which they were met, the first one first."""
    found = visible(viewer, Contact).where(Contact.case_id == case_id, Contact.reached)
    days = found.with_only_columns(Contact.happened_on).order_by(Contact.happened_on)
    return list(db.session.scalars(days))


def review_due_on(viewer: User, case: Case) -> date | None:
    """When they look at it together next."""
    return db.session.scalar(
        visible(viewer, FollowUp)
        .where(
            FollowUp.case_id == case.id,
            FollowUp.kind_code == REVIEW,
            FollowUp.status == FollowUpStatus.PLANNED,
        )
        .with_only_columns(FollowUp.due_on)
    )


def needs_to_choose(viewer: User, case_id: int, locale: str) -> list[tuple[str, str]]:
    kinds = names(NeedKind, locale)
    found = visible(viewer, Need).where(Need.case_id == case_id, Need.status != NeedStatus.DECLINED)
    rows = db.session.execute(found.with_only_columns(Need.id, Need.kind_code).order_by(Need.id))
    return [(str(id_), kinds.get(kind, kind)) for id_, kind in rows]
