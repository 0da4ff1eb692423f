"""Asking an agency: on whose word, until when, by whom inside; and what ends it by itself."""

from datetime import timedelta

import pytest
import time_machine

from reintegrate.access.scope import visible
from reintegrate.db import db, today, utcnow
from reintegrate.models.agency_consent import AgencyConsent
from reintegrate.models.assignment import (
    Assignment,
    AssignmentStatus,
    NoConsent,
    NoSuchGround,
    NotOfThisAgency,
)
from reintegrate.models.assignment_expiry import expire_requests
from reintegrate.models.lifecycle import IllegalMove
from reintegrate.models.need import NeedStatus
from reintegrate.models.notice import Notice, NoticeKind
from reintegrate.models.sharing import withdraw_agency_consent, withdraw_consent
from reintegrate.models.user import system_user
from tests import story
from tests.cast import TRAINING, WOMEN, open_case

pytestmark = pytest.mark.either_database
BANK = "bank-19"


@pytest.fixture
def case(app, duc_xuan, dung, lan):
    return open_case(area=duc_xuan, by=dung, worker=lan)


@pytest.fixture
def agreed(case, lan):
    return story.say(case, lan)


@pytest.fixture
def asked(case, agreed, lan):
    return story.ask(story.state(case, lan), TRAINING, lan)


def lend(need, by, *, ground="loan_list", service="policy_loan"):
    made = Assignment.offer(
        need,
        key=story.new_key(),
        agency=story.agency(BANK),
        service_code=service,
        due_on=today() + timedelta(days=30),
        request="Tư vấn vay vốn.",
        shares_phone=False,
        by=by,
        ground=ground,
    )
    db.session.commit()
    return made


def sees(viewer, assignment):
    found = visible(viewer, Assignment).where(Assignment.id == assignment.id)
    return db.session.scalar(found) is not None


def told(user, kind):
    return db.session.scalars(db.select(Notice).filter_by(user_id=user.id, kind=kind)).all()


def test_asking_writes_down_the_yes_to_this_agency(asked, case):
    yes = db.session.scalars(db.select(AgencyConsent)).one()
    assert (yes.case_id, yes.agency_id, yes.is_live) == (case.id, asked.agency_id, True)


def test_taken_back_from_one_agency_the_others_go_on(asked, case, lan, son, mai):
    other = story.ask(story.state(case, lan, "club"), WOMEN, lan, service="club_membership")
    yes = db.session.scalars(db.select(AgencyConsent).filter_by(agency_id=asked.agency_id)).one()
    withdraw_agency_consent(yes, by=lan)
    db.session.commit()

    assert asked.status == AssignmentStatus.WITHDRAWN
    assert other.status == AssignmentStatus.OFFERED
    assert not sees(son, asked)
    assert sees(mai, other)
    assert told(son, NoticeKind.REQUEST_GONE)


def test_whoever_agrees_again_is_asked_again(asked, case, lan):
    yes = db.session.scalars(db.select(AgencyConsent)).one()
    withdraw_agency_consent(yes, by=lan)
    again = story.ask(asked.need, TRAINING, lan)
    assert yes.is_live
    assert again.status == AssignmentStatus.OFFERED


def test_consent_taken_back_ends_the_access_and_tells_both_sides(asked, agreed, lan, khanh, son):
    withdraw_consent(agreed, by=khanh)  # a colleague who stands in
    db.session.commit()
    assert not sees(son, asked)
    assert told(son, NoticeKind.REQUEST_GONE)
    assert told(lan, NoticeKind.REQUEST_GONE)


def test_a_law_needs_no_yes_and_outlives_its_withdrawal(case, lan):
    lent = lend(story.state(case, lan, "loan"), lan)
    assert lent.ground_code == "loan_list"
    withdraw_consent(story.say(case, lan), by=lan)
    assert lent.status == AssignmentStatus.OFFERED


@pytest.mark.parametrize(
    ("ground", "service", "refusal"),
    [
        (None, "policy_loan", NoConsent),
        ("loan_list", "vocational_training", NoSuchGround),
        ("no_such_law", "policy_loan", NoSuchGround),
    ],
)
def test_without_a_yes_and_without_its_law_nobody_is_asked(case, lan, ground, service, refusal):
    need = story.state(case, lan, "loan")
    with pytest.raises(refusal):
        lend(need, lan, ground=ground, service=service)


def test_only_the_loan_says_after_rehabilitation(asked, case, lan):
    assert not asked.names_status
    assert lend(story.state(case, lan, "loan"), lan).names_status


def test_unanswered_it_expires_once_and_those_who_wait_are_told(asked, lan, minh, son):
    with time_machine.travel(utcnow() + timedelta(days=7), tick=False):
        assert expire_requests(system_user()) == 0
    with time_machine.travel(utcnow() + timedelta(days=8), tick=False):
        assert [expire_requests(system_user()) for _ in range(2)] == [1, 0]
        db.session.commit()

    assert asked.status == AssignmentStatus.EXPIRED
    assert asked.need.status == NeedStatus.ACCEPTED
    assert not sees(son, asked)
    assert [len(told(who, NoticeKind.AGENCY_SILENT)) for who in (lan, minh)] == [1, 1]
    official = told(minh, NoticeKind.AGENCY_SILENT)[0]
    assert (official.record_table, official.case_id) == ("agency", None)
    with pytest.raises(IllegalMove):
        asked.accept(by=son)


def test_a_colleague_sees_to_it_or_nobody(asked, son, mai, lan):
    asked.give_to(son, by=son)
    assert asked.colleague is son
    with pytest.raises(NotOfThisAgency):
        asked.give_to(mai, by=son)
    asked.give_to(None, by=son)
    assert asked.colleague_id is None
