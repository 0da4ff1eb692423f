"""What exists of supports for a viewer: all of it is the support space."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select

from reintegrate.access.reach import support
from reintegrate.models.benefit import Benefit
from reintegrate.models.eligibility import ConditionAnswer
from reintegrate.models.need import Need, NeedOutcome
from reintegrate.models.no_next_note import NoNextNote
from reintegrate.models.plan import Plan, PlanGoal, PlanStep
from reintegrate.models.support_offer import SupportOffer
from reintegrate.models.user import User

SUPPORT_SCOPES: dict[Any, Callable[[User], Select[Any]]] = {
    Benefit: support(Benefit),
    ConditionAnswer: support(ConditionAnswer),
    Need: support(Need),
    NeedOutcome: support(NeedOutcome),
    NoNextNote: support(NoNextNote),
    Plan: support(Plan),
    PlanGoal: support(PlanGoal),
    PlanStep: support(PlanStep),
    SupportOffer: support(SupportOffer),
}
