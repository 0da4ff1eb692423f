"""Steps of a plan with what shows that each is done: a meeting, help that was received, a hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from reintegrate.access.scope import visible
from reintegrate.db import db, today
from reintegrate.models.catalogue import NeedKind, names
from reintegrate.models.contact import Contact
from reintegrate.models.need import Need, NeedStatus
from reintegrate.models.plan import DoneBy, PlanGoal, PlanStep, StepBy
from reintegrate.models.user import User

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


def steps_by_goal(
    viewer: User, case_id: int, goals: Any, locale: str
) -> Mapping[int, list[StepRow]]:
    """`goals`: a select of the goals whose steps are asked for."""
    ids = goals.with_only_columns(PlanGoal.id).order_by(None)
    steps = visible(viewer, PlanStep).where(PlanStep.goal_id.in_(ids)).order_by(PlanStep.id)
    by_goal: dict[int, list[StepRow]] = {}
    kinds, needs = names(NeedKind, locale), _needs(viewer, case_id)
    met_on = _met_on(viewer, case_id)
    for step in db.session.scalars(steps):
        kind, helped = needs.get(step.need_id or 0, ("", False))
        done_on = _done_on(step, met_on)
        row = StepRow(
            *(step.id, step.what, step.who, step.due_on, step.done_by == DoneBy.HAND),
            *(kinds.get(kind), done_on is not None or helped, done_on),
        )
        by_goal.setdefault(step.goal_id, []).append(row)
    return by_goal


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
