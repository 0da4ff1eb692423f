"""What the plan page reads: one version with its goals and steps, and what shows a step is done."""

from datetime import date, datetime
from typing import NamedTuple

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.case import Case
from reintegrate.models.follow_up import FollowUp, FollowUpStatus
from reintegrate.models.plan import Plan, PlanGoal, PlanStatus
from reintegrate.models.user import User
from reintegrate.web.ui.plan_steps import StepRow, steps_by_goal

REVIEW = "review"


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
    steps = steps_by_goal(viewer, plan.case_id, goals, locale)
    return [GoalRow(g.id, g.words, steps.get(g.id, [])) for g in db.session.scalars(goals)]


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
