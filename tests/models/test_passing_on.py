"""Words told in one ward do not follow the person to the next without their yes."""

import pytest
from sqlalchemy import select

from reintegrate.access.scope import visible
from reintegrate.access.scope_handover import count_needs_left
from reintegrate.db import db, today
from reintegrate.models.act import ActKind
from reintegrate.models.area import AreaEnded
from reintegrate.models.assignment import Assignment, AssignmentMessage, AssignmentStatus
from reintegrate.models.audit import AuditEvent
from reintegrate.models.handover import NOTES_ON_MOVING
from reintegrate.models.helper import HelperAssignment
from reintegrate.models.hosted_stay import HostedStay
from reintegrate.models.inquiry import Inquiry, InquiryReason
from reintegrate.models.need import Need
from reintegrate.models.plan import Plan, PlanGoal, PlanStatus
from reintegrate.models.transfer import Transfer, TransferStatus
from tests import story
from tests.cast import TRAINING, log_contact, open_case


@pytest.fixture
def case(minh, lan, duc_xuan):
    return open_case(area=duc_xuan, by=minh, worker=lan, name="Nông Văn Hùng")


def moves(case, to_area, *, by, accepted_by, worker) -> Transfer:
    transfer = story.propose(case, to_area, by)
    transfer.accept(by=accepted_by, worker=worker)
    db.session.commit()
    return transfer


def seen(viewer, model) -> set[int]:
    return {record.id for record in db.session.scalars(visible(viewer, model))}


@pytest.mark.parametrize("yes", [True, False])
def test_needs_and_what_was_asked_go_along_only_with_consent(
    case, lan, minh, tuan, hoa, bac_kan, yes
):
    story.say(case, lan)
    old = story.state(case, lan)
    asked = story.ask(old, TRAINING, lan)
    asked.say("Anh ấy ngại đông người.", key=story.new_key(), by=lan)
    story.say(case, lan, purpose=NOTES_ON_MOVING, given=yes)
    moves(case, bac_kan, by=minh, accepted_by=tuan, worker=hoa)
    new = story.state(case, hoa, "family_relations")

    assert seen(hoa, Need) == ({old.id, new.id} if yes else {new.id})
    assert count_needs_left(hoa, case) == (0 if yes else 1)
    assert count_needs_left(lan, case) == count_needs_left(tuan, case) == 0
    assert seen(hoa, Assignment) == {asked.id}
    assert len(seen(hoa, AssignmentMessage)) == yes
    lines = db.session.scalars(visible(hoa, AuditEvent).where(AuditEvent.what == "need.stated"))
    assert len(lines.all()) == 1 + yes
    assert seen(lan, Need) == set()


def test_what_is_over_with_an_agency_stays_where_it_was(case, lan, minh, tuan, hoa, bac_kan):
    story.say(case, lan)
    asked = story.ask(story.state(case, lan), TRAINING, lan)
    asked.withdraw(by=lan)
    moves(case, bac_kan, by=minh, accepted_by=tuan, worker=hoa)

    assert asked.status == AssignmentStatus.WITHDRAWN
    assert seen(hoa, Assignment) == set()


def test_back_home_their_own_words_are_there_again(case, lan, minh, tuan, hoa, duc_xuan, bac_kan):
    first = story.state(case, lan)
    moves(case, bac_kan, by=minh, accepted_by=tuan, worker=hoa)
    second = story.state(case, hoa, "family_relations")
    moves(case, duc_xuan, by=tuan, accepted_by=minh, worker=lan)

    assert seen(lan, Need) == {first.id}
    assert second.id not in seen(hoa, Need)


@pytest.mark.parametrize("agreed", [True, False])
def test_a_plan_of_the_ward_before_is_not_copied_into_a_new_one(
    case, lan, minh, tuan, hoa, bac_kan, agreed
):
    old = Plan.begin(case, key=story.new_key(), by=lan)
    old.add_goal("Làm thợ mộc với chú", key=story.new_key(), by=lan)
    if agreed:
        old.agree(today(), signed=False, by=lan)
    moves(case, bac_kan, by=minh, accepted_by=tuan, worker=hoa)
    assert seen(hoa, Plan) == seen(hoa, PlanGoal) == set()
    new = Plan.begin(case, key=story.new_key(), by=hoa)
    db.session.commit()

    assert (new.number, new.status) == (2, PlanStatus.DRAFT)
    assert seen(hoa, Plan) == {new.id}
    assert seen(hoa, PlanGoal) == set()
    goal = new.add_goal("Có việc làm ổn định.", key=story.new_key(), by=hoa)
    db.session.commit()
    assert seen(hoa, PlanGoal) == {goal.id}
    story.say(case, hoa, purpose=NOTES_ON_MOVING)
    assert seen(hoa, Plan) == {old.id, new.id}
    assert Plan.begin(case, key=story.new_key(), by=hoa) is new


def test_the_helper_the_old_wards_chair_assigned_helps_no_more(case, minh, tuan, hoa, bac_kan):
    given = {"name": "Bà Nông Thị Lý", "post": "", "since": today(), "percent": 0}
    HelperAssignment.assign(case, key=story.new_key(), by=minh, **given)
    transfer = moves(case, bac_kan, by=minh, accepted_by=tuan, worker=hoa)

    assert (HelperAssignment.now_for(case.id), case.helper_name) == (None, "")
    ended = select(AuditEvent.id).where(
        AuditEvent.case_id == case.id, AuditEvent.what == f"act.{ActKind.HELPER_ENDED}"
    )
    assert transfer.status == TransferStatus.ACCEPTED
    assert db.session.scalar(ended) is not None


def test_nobody_is_sent_to_a_ward_that_has_become_another(case, lan, minh, tuan, bac_kan):
    """Nor does such a ward say yes, whatever page was still open there."""
    log_contact(case, lan, note="")
    transfer = story.propose(case, bac_kan, minh)
    bac_kan.valid_to = today().replace(year=today().year - 1)
    bac_kan.valid_from = bac_kan.valid_to
    db.session.commit()

    with pytest.raises(AreaEnded):
        transfer.accept(by=tuan)
    transfer.withdraw(by=minh)
    asking = {"key": story.new_key(), "by": minh}
    with pytest.raises(AreaEnded):
        HostedStay.ask(
            case,
            **asking,
            host_area=bac_kan,
            first_day=today(),
            last_day=today(),
            address="Tổ 1",
        )
    with pytest.raises(AreaEnded):
        Inquiry.ask(
            **asking,
            to_area=bac_kan,
            name="Nông Văn Hùng",
            birth_year=1990,
            paper_number="",
            reason=InquiryReason.LIVES_HERE,
        )
