"""Assignment: offered, answered, ended, withdrawn; what becomes of the need each time."""

import pytest
from sqlalchemy import func, select

from reintegrate.db import db, today
from reintegrate.models.assignment import (
    ASSIGNMENT,
    FINISHED,
    RUNNING,
    AskedAlready,
    Assignment,
    AssignmentMessage,
    AssignmentStatus,
    NoConsent,
)
from reintegrate.models.audit import AuditEvent
from reintegrate.models.contact import CaseClosed
from reintegrate.models.lifecycle import IllegalMove
from reintegrate.models.need import NeedStatus
from tests import story
from tests.cast import TRAINING, WOMEN, open_case


@pytest.fixture
def case(app, duc_xuan, dung, lan):
    return open_case(area=duc_xuan, by=dung, worker=lan)


@pytest.fixture
def need(case, lan):
    return story.state(case, lan)


@pytest.fixture
def assignment(case, need, lan):
    story.say(case, lan)
    return story.ask(need, TRAINING, lan)


def test_every_status_is_in_the_table_and_in_one_list():
    assert set(ASSIGNMENT.moves) == set(AssignmentStatus)
    assert sorted(RUNNING + FINISHED) == sorted(AssignmentStatus)


@pytest.mark.parametrize("word", ["none", "refused", "withdrawn", "other purpose"])
def test_without_a_live_yes_nobody_is_asked(case, need, lan, word):
    if word == "refused":
        story.say(case, lan, given=False)
    if word == "withdrawn":
        story.say(case, lan).withdraw(by=lan)
    if word == "other purpose":
        story.say(case, lan, purpose="reminders")

    with pytest.raises(NoConsent):
        story.ask(need, TRAINING, lan)
    assert db.session.scalar(select(func.count(Assignment.id))) == 0


def test_asking_refers_the_need(assignment, need):
    assert (assignment.status, need.status) == (AssignmentStatus.OFFERED, NeedStatus.REFERRED)


def test_an_agency_is_asked_once_for_a_need(assignment, need, lan):
    with pytest.raises(AskedAlready):
        story.ask(need, TRAINING, lan)


def test_nobody_is_asked_for_a_case_that_ended(case, need, lan, dung):
    story.say(case, lan)
    case.close(outcome_code="completed", on=today(), by=dung)

    with pytest.raises(CaseClosed):
        story.ask(need, TRAINING, lan)


def test_help_given_meets_the_need(assignment, need, son):
    assignment.accept(by=son)
    assignment.end(result="Đã học xong.", helped=True, by=son)

    assert (assignment.status, need.status) == (AssignmentStatus.ENDED, NeedStatus.RECEIVED)


@pytest.mark.parametrize("how", ["declined", "withdrawn", "did not help"])
def test_otherwise_the_need_is_open_again(assignment, need, son, lan, how):
    if how == "declined":
        assignment.decline(reason="Hết chỗ.", by=son)
    if how == "withdrawn":
        assignment.withdraw(by=lan)
    if how == "did not help":
        assignment.accept(by=son)
        assignment.end(result="Bỏ dở.", helped=False, by=son)

    assert need.status == NeedStatus.ACCEPTED


def test_one_agencys_no_does_not_undo_anothers_work(assignment, need, lan, son, mai):
    other = story.ask(need, WOMEN, lan)
    other.decline(reason="Hết chỗ.", by=mai)
    assert need.status == NeedStatus.REFERRED

    third = story.ask(need, WOMEN, lan)
    assignment.accept(by=son)
    assignment.end(result="Xong.", helped=True, by=son)
    third.decline(reason="Hết chỗ.", by=mai)
    assert need.status == NeedStatus.RECEIVED


def test_an_answer_is_given_once(assignment, son):
    assignment.accept(by=son)

    with pytest.raises(IllegalMove):
        assignment.decline(reason="Đổi ý.", by=son)


def test_one_key_is_one_message(assignment, lan):
    key = story.new_key()

    first = assignment.say("Chào chị.", key=key, by=lan)
    assert assignment.say("Chào chị.", key=key, by=lan) is first
    assert db.session.scalar(select(func.count(AssignmentMessage.id))) == 1


def test_the_trail_holds_no_free_text(assignment, son):
    assignment.accept(by=son)
    assignment.say("Mật của thư.", key=story.new_key(), by=son)
    assignment.end(result="Mật của kết quả.", helped=True, by=son)
    db.session.commit()

    events = db.session.scalars(select(AuditEvent).where(AuditEvent.what.like("assignment.%")))
    kept = {event.what: event.details for event in events}
    assert {"assignment.offered", "assignment.accepted", "assignment.ended"} <= kept.keys()
    assert "Mật" not in "".join(kept.values())
    assert "nghề" not in "".join(kept.values())
