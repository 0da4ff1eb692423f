"""What is offered, received and found out about conditions: the worker who answers, nobody else."""

from types import SimpleNamespace

import pytest

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.benefit import Benefit
from reintegrate.models.eligibility import ConditionAnswer, Verdict
from reintegrate.models.life_fact import LifeFact
from reintegrate.models.need import NeedOutcome
from reintegrate.models.plan import Plan, PlanGoal, PlanStep
from reintegrate.models.questionnaire_reply import QuestionnaireReply
from reintegrate.models.support_offer import SupportOffer, scheme_coded
from tests import cast, story
from tests.trust.scenery_supports import supports

MODELS = (
    Benefit,
    ConditionAnswer,
    NeedOutcome,
    Plan,
    PlanGoal,
    PlanStep,
    LifeFact,
    QuestionnaireReply,
    SupportOffer,
)


@pytest.fixture
def case(duc_xuan, minh, lan):
    case = cast.open_case(area=duc_xuan, by=minh, worker=lan)
    supports(SimpleNamespace(mark=lambda what: what, ids={}), case, lan)
    condition = scheme_coded("loan_person_2026").conditions[-1]
    ConditionAnswer.note(case, condition, Verdict.HOLDS, key=story.new_key(), by=lan)
    db.session.commit()
    return case


def readers(request):
    viewers = {name: request.getfixturevalue(name) for name in cast.CAST}
    return {
        model: {
            name
            for name, viewer in viewers.items()
            if db.session.scalars(visible(viewer, model)).first() is not None
        }
        for model in MODELS
    }


def test_its_worker_alone(case, request):
    assert readers(request) == {model: {"lan"} for model in MODELS}


def test_whoever_takes_over_reads_it_and_the_other_no_more(case, khanh, minh, request):
    case.assign(khanh, by=minh)
    db.session.commit()
    assert readers(request) == {model: {"khanh"} for model in MODELS}
