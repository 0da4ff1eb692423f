"""What is due in a case: one of each kind, what repeats, and sets planned in one go."""

import uuid
from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.activity_set import (
    ActivitySet,
    Planned,
    TwiceInOneSet,
    apply_set,
    items_of,
)
from reintegrate.models.case import Case
from reintegrate.models.duties import end_duties
from reintegrate.models.follow_up import REGULAR, FollowUp, FollowUpStatus
from reintegrate.models.group_activity import GroupActivity, NobodyThere
from reintegrate.models.lifecycle import IllegalMove
from reintegrate.models.outcome_rule import outcome_coded
from reintegrate.models.regime import months_later
from tests.case_recount import faults_of
from tests.cast import log_contact, open_case

pytestmark = pytest.mark.either_database


@pytest.fixture
def case(minh, lan, duc_xuan) -> Case:
    return open_case(area=duc_xuan, by=minh, worker=lan)


def planned(case: Case) -> dict[str, object]:
    return {one.kind_code: one.due_on for one in FollowUp.standing(case.id)}


def in_days(days: int):
    return today() + timedelta(days=days)


def newcomers() -> ActivitySet:
    return db.session.scalars(db.select(ActivitySet).where(ActivitySet.code == "newcomer")).one()


def test_a_case_begins_with_its_first_contact_and_its_quarterly_review(case):
    assert planned(case).keys() == {REGULAR, "review"}
    assert abs((planned(case)["review"] - months_later(case.term_from, 3)).days) <= 10
    assert (case.next_kind_code, case.activities_planned) == (REGULAR, 1)


def test_a_review_that_is_done_comes_again_a_quarter_later(case, lan):
    log_contact(case, lan, done=["review"])

    assert abs((planned(case)["review"] - months_later(today(), 3)).days) <= 10
    assert faults_of(case) == []
    was = db.select(FollowUp.done_on).where(FollowUp.status == FollowUpStatus.DONE)
    assert set(db.session.scalars(was.where(FollowUp.kind_code == "review"))) == {today()}


def test_a_contact_alone_leaves_the_review_due(case, lan):
    case.drop_activity("review", by=lan)
    case.plan_activity("review", in_days(-1), by=lan)
    log_contact(case, lan, next_due_on=in_days(7))

    assert (case.due_on, case.next_kind_code) == (in_days(-1), "review")
    assert planned(case)[REGULAR] == in_days(7)
    assert faults_of(case) == []


def test_a_case_of_the_first_release_gets_its_review_with_its_next_contact(case, lan):
    for one in FollowUp.standing(case.id):
        if one.kind_code == "review":
            db.session.delete(one)
    case.activities_planned = 0
    db.session.commit()
    log_contact(case, lan, outcome="not_home")
    assert "review" not in planned(case)

    log_contact(case, lan)
    assert "review" in planned(case)


def test_a_review_is_not_planned_after_the_term(case, lan):
    case.term_to = in_days(30)
    log_contact(case, lan, done=["review"])

    assert "review" not in planned(case)


def test_a_reason_for_none_drops_everything_planned(case, lan, minh):
    case.plan_none("person_asked_pause", by=lan)
    assert (planned(case), case.due_on) == ({}, None)

    case.plan_next(in_days(3), by=lan)
    case.plan_activity("family_talk", in_days(5), by=lan)
    case.suspend(today(), "prison", by=minh)
    assert planned(case) == {}
    with pytest.raises(IllegalMove):
        apply_set(case, newcomers(), start=today(), by=lan)


def test_the_earliest_of_what_is_planned_is_the_next_date(case, lan):
    case.plan_next(in_days(6), by=lan, agreed=True)
    case.plan_activity("papers_check", in_days(2), by=lan)
    assert (case.due_on, case.next_is_agreed) == (in_days(2), False)
    assert case.next_kind_code == "papers_check"

    assert case.drop_activity("papers_check", by=lan)
    assert (case.due_on, case.next_is_agreed, case.next_kind_code) == (in_days(6), True, REGULAR)
    assert not case.drop_activity(REGULAR, by=lan)
    assert faults_of(case) == []


def test_a_set_is_planned_at_one_press_and_only_once(case, lan):
    items = items_of(newcomers())
    first = apply_set(case, newcomers(), start=today(), by=lan)
    again = apply_set(case, newcomers(), start=today(), by=lan)

    assert [kind for kind, _ in first.planned] == [item.kind_code for item in items]
    assert (again.planned, set(again.there)) == ([], {item.kind_code for item in items})
    assert faults_of(case) == []

    log_contact(case, lan, done=["first_visit", "papers_check"])
    third = apply_set(case, newcomers(), start=today(), by=lan)
    assert third.planned == []
    done = db.select(FollowUp.kind_code).where(
        FollowUp.status == FollowUpStatus.DONE, FollowUp.set_id.is_not(None)
    )
    assert set(db.session.scalars(done)) == {"first_visit", "papers_check"}


def test_what_would_lie_after_the_term_is_left_out_and_said(case, lan):
    case.term_to = in_days(10)
    result = apply_set(case, newcomers(), start=today(), by=lan)

    assert result.too_late == ["family_talk", "needs_talk", "month_review"]
    assert all(day <= case.term_to for _, day in result.planned)


def test_a_set_holds_each_activity_once(admin, app):
    with pytest.raises(TwiceInOneSet):
        newcomers().change([Planned("family_talk", 3), Planned("family_talk", 9)], by=admin)


def test_one_group_entry_is_one_contact_in_each_case(case, lan, minh, duc_xuan):
    from_elsewhere = open_case(area=duc_xuan, by=minh, worker=lan, name="Ma Thị Én")
    said = {"key": str(uuid.uuid4()), "by": lan, "channel_code": "group", "happened_on": today()}
    said |= {"outcome": outcome_coded("met"), "note": "Sinh hoạt tháng"}
    first = GroupActivity.log([case, from_elsewhere], **said)

    assert GroupActivity.log([case, from_elsewhere], **said) is first
    assert {one.case_id for one in first.members()} == {case.id, from_elsewhere.id}
    assert (case.last_reached_on, from_elsewhere.last_reached_on) == (today(), today())
    assert faults_of(case) + faults_of(from_elsewhere) == []
    with pytest.raises(NobodyThere):
        GroupActivity.log([], **(said | {"key": str(uuid.uuid4())}))


def test_who_cannot_be_found_is_looked_for_and_the_rest_waits(case, lan, minh):
    case.plan_activity("family_talk", in_days(5), by=lan)
    case.report_absent(today(), by=minh)
    assert planned(case).keys() == {REGULAR}
    case.come_back(today(), by=minh)
    log_contact(case, lan)

    assert planned(case).keys() == {REGULAR, "review"}
    assert faults_of(case) == []


def test_what_was_not_done_before_the_term_ended_is_no_longer_due(case, lan, minh, admin, duc_xuan):
    later = open_case(area=duc_xuan, by=minh, worker=lan, name="Ma Thị Én")
    case.term_to = later.term_to = in_days(-2)
    case.plan_next(in_days(-5), by=lan)
    later.drop_activity("review", by=lan)
    later.plan_next(in_days(9), by=lan)
    db.session.commit()

    assert end_duties(admin) == 1
    assert end_duties(admin) == 0
    assert (case.due_on, case.no_next_date_reason_code) == (None, "term_ended")
    assert later.due_on == in_days(9)
