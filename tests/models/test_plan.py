"""The reintegration plan: made together, agreed, changed only as a new version."""

import uuid
from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.audit import AuditEvent
from reintegrate.models.contact import CaseClosed
from reintegrate.models.lifecycle import NotYet, TooEarly
from reintegrate.models.plan import (
    PLAN,
    AgreedAlready,
    DoneBy,
    NoGoal,
    Plan,
    PlanStatus,
    StepBy,
    agreed_of,
    goals_of,
    steps_of,
)
from tests.cast import open_case


@pytest.fixture
def case(app, duc_xuan, dung, lan):
    return open_case(area=duc_xuan, by=dung, worker=lan)


def key():
    return str(uuid.uuid4())


@pytest.fixture
def plan(case, lan):
    plan = Plan.begin(case, key=key(), by=lan)
    goal = plan.add_goal("Mở tiệm sửa xe", key=key(), by=lan)
    step(goal, lan)
    db.session.commit()
    return plan


def step(goal, by, what="Đi học nghề", done_by=DoneBy.HAND, **more):
    facts = {"who": StepBy.PERSON, "due_on": None, "need_id": None} | more
    return goal.add_step(what, key=key(), done_by=done_by, by=by, **facts)


def test_every_status_is_in_the_table():
    assert set(PLAN.moves) == set(PlanStatus)


def test_there_is_one_draft(case, plan, lan):
    assert Plan.begin(case, key=key(), by=lan) is plan


def test_agreed_it_stays_as_it_was_agreed(plan, lan):
    plan.agree(today(), signed=True, by=lan)
    db.session.commit()
    assert (plan.status, plan.signed_on) == (PlanStatus.AGREED, today())
    [goal] = goals_of(plan.id)
    for change in (
        lambda: plan.describe(assessment={"health": "Tốt"}, resources={}, by=lan),
        lambda: plan.add_goal("Khác", key=key(), by=lan),
        lambda: step(goal, lan),
        lambda: goal.remove(by=lan),
        lambda: plan.agree(today(), signed=False, by=lan),
    ):
        with pytest.raises(AgreedAlready):
            change()


def test_a_change_is_a_new_version_that_goes_on_from_the_last(case, plan, lan):
    plan.describe(assessment={"health": "Ngủ được", "job": ""}, resources={"own": "Có xe"}, by=lan)
    plan.agree(today(), signed=False, by=lan)
    steps_of(goals_of(plan.id)[0].id)[0].finish(by=lan)
    db.session.commit()

    later = Plan.begin(case, key=key(), by=lan)
    assert (later.number, later.assessment) == (2, {"health": "Ngủ được"})
    [goal] = goals_of(later.id)
    [copied] = steps_of(goal.id)
    assert (goal.words, copied.what, copied.done_on) == ("Mở tiệm sửa xe", "Đi học nghề", today())
    assert agreed_of(case.id) is plan

    later.agree(today(), signed=False, by=lan)
    db.session.commit()
    assert (plan.status, agreed_of(case.id)) == (PlanStatus.REPLACED, later)


def test_without_a_goal_there_is_nothing_to_agree_on(case, lan):
    with pytest.raises(NoGoal):
        Plan.begin(case, key=key(), by=lan).agree(today(), signed=False, by=lan)


def test_not_tomorrow_nor_before_the_term(case, plan, lan):
    with pytest.raises(NotYet):
        plan.agree(today() + timedelta(days=1), signed=False, by=lan)
    with pytest.raises(TooEarly):
        plan.agree(case.term_from - timedelta(days=1), signed=False, by=lan)


def test_no_plan_for_an_ended_case(case, lan, dung):
    case.close(outcome_code="completed", on=today(), by=dung)
    with pytest.raises(CaseClosed):
        Plan.begin(case, key=key(), by=lan)


def test_a_goal_goes_with_its_steps(plan, lan):
    [goal] = goals_of(plan.id)
    goal.remove(by=lan)
    db.session.commit()
    assert (goals_of(plan.id), steps_of(goal.id)) == ([], [])


def test_what_it_says_cannot_be_read_in_the_database_nor_in_the_trail(plan, lan):
    plan.describe(assessment={"health": "Đau lưng"}, resources={}, by=lan)
    db.session.commit()
    for statement in ("SELECT assessment FROM plan", "SELECT words FROM plan_goal"):
        stored = bytes(db.session.execute(db.text(statement)).scalar())
        assert not any(word.encode() in stored for word in ("Đau", "Mở"))
    details = db.session.scalars(db.select(AuditEvent.details))
    assert not any("Đau" in text or "tiệm" in text for text in details)
