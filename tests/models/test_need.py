"""Need: from what they say to what came of it; saying no is a right."""

import pytest

from reintegrate.db import db
from reintegrate.models.assignment import AssignmentStatus
from reintegrate.models.idempotency import KeyTaken
from reintegrate.models.lifecycle import IllegalMove
from reintegrate.models.need import NEED, Need, NeedOutcome, NeedStatus, Outcome
from reintegrate.models.need_endings import AgencyAtWork, decline_need, receive_without_agency
from reintegrate.models.support_offer import SupportOffer, answer_offer, scheme_coded
from tests import story
from tests.cast import TRAINING, open_case


@pytest.fixture
def case(app, duc_xuan, dung, lan):
    return open_case(area=duc_xuan, by=dung, worker=lan)


def test_every_status_is_in_the_table():
    assert set(NEED.moves) == set(NeedStatus)


def test_the_same_key_gives_the_first_need(case, lan, khanh):
    key = story.new_key()
    first = Need.state(case, key=key, kind_code="job", words="", by=lan)

    assert Need.state(case, key=key, kind_code="loan", words="", by=lan) is first
    with pytest.raises(KeyTaken):
        Need.state(case, key=key, kind_code="job", words="", by=khanh)


def test_declined_it_can_be_wanted_again(case, lan):
    need = story.state(case, lan)

    decline_need(need, by=lan)
    assert need.status == NeedStatus.DECLINED
    with pytest.raises(IllegalMove):
        decline_need(need, by=lan)

    need.state_again(by=lan)
    assert need.status == NeedStatus.STATED


def test_declining_sends_the_agency_home(case, lan):
    story.say(case, lan)
    need = story.state(case, lan)
    assignment = story.ask(need, TRAINING, lan)

    decline_need(need, by=lan)
    db.session.commit()

    assert need.status == NeedStatus.DECLINED
    assert assignment.status == AssignmentStatus.WITHDRAWN


def test_help_that_came_another_way_waits_for_the_agency_at_work(case, lan):
    story.say(case, lan)
    need = story.state(case, lan)
    assignment = story.ask(need, TRAINING, lan)

    with pytest.raises(AgencyAtWork):
        receive_without_agency(need, by=lan)

    assignment.withdraw(by=lan)
    receive_without_agency(need, by=lan)
    assert need.status == NeedStatus.RECEIVED


def offer(need, by, wanted=None, key=None):
    made = SupportOffer.make(
        need,
        key=key or story.new_key(),
        scheme=scheme_coded("training_2026"),
        words="Lớp sửa xe, học buổi tối",
        wanted=wanted,
        by=by,
    )
    db.session.commit()
    return made


def test_from_offer_to_outcome(case, lan):
    need = story.state(case, lan)
    made = offer(need, lan)
    assert (need.status, made.wanted) == (NeedStatus.OFFERED, None)

    answer_offer(need, wanted=True, by=lan)
    assert (need.status, made.wanted) == (NeedStatus.ACCEPTED, True)

    story.say(case, lan)
    assignment = story.ask(need, TRAINING, lan)
    assert need.status == NeedStatus.REFERRED
    assignment.accept(by=lan)
    assignment.end(result="Đã học xong", helped=True, by=lan)
    assert need.status == NeedStatus.RECEIVED

    need.settle(Outcome.PARTLY, "Học rồi, chưa có việc", by=lan)
    db.session.commit()
    assert need.status == NeedStatus.SETTLED
    [said] = db.session.scalars(db.select(NeedOutcome))
    assert (said.outcome, said.words) == (Outcome.PARTLY, "Học rồi, chưa có việc")
    with pytest.raises(IllegalMove):
        need.settle(Outcome.HELPED, "", by=lan)


def test_saying_no_to_an_offer_ends_it_and_it_can_be_offered_again(case, lan):
    need = story.state(case, lan)
    made = offer(need, lan, wanted=False)
    assert (need.status, made.wanted) == (NeedStatus.DECLINED, False)

    offer(need, lan, wanted=True)
    assert need.status == NeedStatus.ACCEPTED


def test_offered_twice_with_one_key_is_once(case, lan):
    need, key = story.state(case, lan), story.new_key()
    assert offer(need, lan, key=key) is offer(need, lan, key=key)


def test_asking_an_agency_is_their_yes(case, lan):
    story.say(case, lan)
    need = story.state(case, lan)
    offer(need, lan)
    story.ask(need, TRAINING, lan)
    assert need.status == NeedStatus.REFERRED
