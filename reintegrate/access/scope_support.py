"""What exists of supports for a viewer: all of it is the support space, and what was told in
another ward is there only if the person agrees that it goes along."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, select

from reintegrate.access.reach import support
from reintegrate.models.benefit import Benefit
from reintegrate.models.eligibility import ConditionAnswer
from reintegrate.models.need import Need, NeedOutcome
from reintegrate.models.no_next_note import NoNextNote
from reintegrate.models.passing_on import passed_on
from reintegrate.models.plan import Plan, PlanGoal, PlanStep
from reintegrate.models.support_offer import SupportOffer
from reintegrate.models.user import User


def told(model: Any, moment: Any) -> Callable[[User], Select[Any]]:
    """`moment`: when it was written down."""

    def scope(viewer: User) -> Select[Any]:
        here = passed_on(model.case_id, moment, viewer.area_id)
        return support(model)(viewer).where(here)

    return scope


# Each of its own plan, however deep in a query they stand.
_of_goal = (
    select(Plan.begun_at)
    .where(Plan.id == PlanGoal.plan_id)
    .correlate_except(Plan)
    .scalar_subquery()
)
_of_step = (
    select(Plan.begun_at)
    .join(PlanGoal, PlanGoal.plan_id == Plan.id)
    .where(PlanGoal.id == PlanStep.goal_id)
    .correlate_except(Plan, PlanGoal)
    .scalar_subquery()
)

SUPPORT_SCOPES: dict[Any, Callable[[User], Select[Any]]] = {
    Benefit: told(Benefit, Benefit.written_at),
    ConditionAnswer: told(ConditionAnswer, ConditionAnswer.said_at),
    Need: told(Need, Need.stated_at),
    NeedOutcome: told(NeedOutcome, NeedOutcome.said_at),
    NoNextNote: told(NoNextNote, NoNextNote.written_at),
    Plan: told(Plan, Plan.begun_at),
    PlanGoal: told(PlanGoal, _of_goal),
    PlanStep: told(PlanStep, _of_step),
    SupportOffer: told(SupportOffer, SupportOffer.offered_at),
}
