"""Consent: the latest word counts, and taking it back ends what agencies see."""

import pytest
from sqlalchemy import func, select

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.assignment import SHARING, Assignment, AssignmentStatus
from reintegrate.models.case import Case
from reintegrate.models.consent import Consent, consents_now, has_consent
from reintegrate.models.need import NeedStatus
from reintegrate.models.sharing import answer_consent, withdraw_consent
from tests import story
from tests.cast import TRAINING, WOMEN, open_case


@pytest.fixture
def case(app, duc_xuan, dung, lan):
    return open_case(area=duc_xuan, by=dung, worker=lan)


def test_nothing_said_is_not_a_yes(case):
    assert not has_consent(case, SHARING)


def test_the_latest_word_counts(case, lan):
    story.say(case, lan)
    assert has_consent(case, SHARING)

    story.say(case, lan, given=False)
    assert not has_consent(case, SHARING)


@pytest.mark.parametrize("first", [True, False])
def test_the_latest_word_of_somebody_else_decides_nothing(case, duc_xuan, dung, lan, first):
    other = open_case(area=duc_xuan, by=dung, worker=lan)
    story.say(case, lan, given=first)
    story.say(other, lan, given=not first)

    agreeing = select(Case.id).where(consents_now(Case.id, SHARING))
    assert db.session.scalars(agreeing).all() == [case.id if first else other.id]


def test_a_yes_to_one_purpose_is_no_yes_to_another(case, lan):
    story.say(case, lan, purpose="reminders")

    assert not has_consent(case, SHARING)


def test_the_same_answer_sent_twice_is_one(case, lan):
    key = story.new_key()
    for _ in range(2):
        answer_consent(case, purpose_code=SHARING, given=True, key=key, by=lan)
        db.session.commit()

    assert db.session.scalar(select(func.count(Consent.id))) == 1


def test_a_late_copy_of_a_yes_does_not_undo_a_no(case, lan):
    key = story.new_key()
    answer_consent(case, purpose_code=SHARING, given=True, key=key, by=lan)
    answer_consent(case, purpose_code=SHARING, given=False, key=story.new_key(), by=lan)
    answer_consent(case, purpose_code=SHARING, given=True, key=key, by=lan)
    db.session.commit()

    assert not has_consent(case, SHARING)


def test_taking_it_back_ends_every_running_request_and_nothing_else(case, lan, son, mai):
    consent = story.say(case, lan)
    trade, family = story.state(case, lan), story.state(case, lan, "family_relations")
    running = story.accept(story.ask(trade, TRAINING, lan), son)
    waiting = story.ask(family, WOMEN, lan, service="family_support")

    withdraw_consent(consent, by=lan)
    db.session.commit()

    assert {running.status, waiting.status} == {AssignmentStatus.WITHDRAWN}
    assert {trade.status, family.status} == {NeedStatus.ACCEPTED}


def test_a_later_no_ends_them_too(case, lan):
    story.say(case, lan)
    assignment = story.ask(story.state(case, lan), TRAINING, lan)

    answer_consent(case, purpose_code=SHARING, given=False, key=story.new_key(), by=lan)
    db.session.commit()

    assert assignment.status == AssignmentStatus.WITHDRAWN


def test_taking_back_another_purpose_leaves_requests_alone(case, lan):
    story.say(case, lan)
    reminders = story.say(case, lan, purpose="reminders")
    assignment = story.ask(story.state(case, lan), TRAINING, lan)

    withdraw_consent(reminders, by=lan)
    db.session.commit()

    assert assignment.status == AssignmentStatus.OFFERED


def test_an_agency_sees_even_finished_work_only_while_they_agree(case, lan, son):
    consent = story.say(case, lan)
    assignment = story.accept(story.ask(story.state(case, lan), TRAINING, lan), son)
    assignment.end(result="Đã học xong.", helped=True, by=son)
    db.session.commit()
    assert len(seen_by(son)) == 1

    withdraw_consent(consent, by=lan)
    db.session.commit()

    assert seen_by(son) == []
    assert len(seen_by(lan)) == 1


def seen_by(viewer):
    return list(db.session.scalars(visible(viewer, Assignment)))
