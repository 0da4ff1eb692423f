"""Need: from what they say to what came of it; saying no is a right."""

import pytest

from reintegrate.db import db
from reintegrate.models.assignment import (
    AgencyAtWork,
    AssignmentStatus,
    decline_need,
    receive_without_agency,
)
from reintegrate.models.idempotency import KeyTaken
from reintegrate.models.lifecycle import IllegalMove
from reintegrate.models.need import NEED, Need, NeedStatus
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
