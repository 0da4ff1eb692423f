"""What is offered to the person and what they received, every text of it marked."""

import uuid
from typing import Any

from reintegrate.db import db, today
from reintegrate.models.benefit import Benefit
from reintegrate.models.case import Case
from reintegrate.models.need import Need, Outcome
from reintegrate.models.plan import DoneBy, Plan, StepBy
from reintegrate.models.support_offer import SupportOffer
from reintegrate.models.user import User
from tests.trust.scenery_progress import progress


def supports(side: Any, case: Case, by: User) -> None:
    """A need offered for, received and talked over; and a benefit."""
    need = Need.state(case, key=key(), kind_code="loan", words=side.mark("loan: words"), by=by)
    offer = {"scheme": None, "words": side.mark("offer: words"), "wanted": True}
    SupportOffer.make(need, key=key(), **offer, by=by)
    need.receive(by=by)
    need.settle(Outcome.HELPED, side.mark("outcome: words"), by=by)
    benefit = Benefit.record(
        case,
        key=key(),
        need=need,
        scheme=None,
        what=side.mark("benefit: what"),
        giver=side.mark("benefit: giver"),
        amount=1_000_000,
        given_on=today(),
        by=by,
    )
    db.session.flush()
    side.ids["benefit"] = benefit.id
    plan(side, case, by)
    progress(side, case, by)


def plan(side: Any, case: Case, by: User) -> None:
    """A draft with one goal and one step."""
    made = Plan.begin(case, key=key(), by=by)
    said = {"health": side.mark("plan: health")}
    made.describe(assessment=said, resources={"own": side.mark("plan: own")}, by=by)
    goal = made.add_goal(side.mark("plan: goal"), key=key(), by=by)
    step = goal.add_step(
        side.mark("plan: step"),
        key=key(),
        who=StepBy.PERSON,
        due_on=None,
        done_by=DoneBy.HAND,
        need_id=None,
        by=by,
    )
    side.ids |= {"plan": made.id, "goal": goal.id, "step": step.id}


def key() -> str:
    return str(uuid.uuid4())
