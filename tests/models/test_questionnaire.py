"""Questions asked as data, answers kept as they were given, facts of somebody's life."""

import uuid
from datetime import date, timedelta

import pytest

from reintegrate.access.scope import visible
from reintegrate.db import db, today
from reintegrate.models.audit import AuditEvent
from reintegrate.models.consent import Consent
from reintegrate.models.contact import CaseClosed
from reintegrate.models.handover import NOTES_ON_MOVING
from reintegrate.models.life_fact import KINDS, LifeFact, LifeFactKind, sphere_of
from reintegrate.models.lifecycle import NotYet
from reintegrate.models.questionnaire import Questionnaire, Scoring
from reintegrate.models.questionnaire_reply import (
    ANSWERING,
    FilledBy,
    NotAgreedToAnswer,
    NothingAnswered,
    QuestionnaireReply,
)
from tests import story
from tests.cast import open_case

TWO = {
    "name_vi": "Hai câu",
    "name_en": "Two",
    "source": "Tự soạn",
    "scoring": Scoring.SUM,
    "questions": [{"code": "q1", "vi": "Một?", "en": "One?"}, {"code": "q2", "vi": "H", "en": "T"}],
    "points": [{"value": 1, "vi": "Ít", "en": "Low"}, {"value": 2, "vi": "Nhiều", "en": "High"}],
}


@pytest.fixture
def case(app, duc_xuan, dung, lan):
    return open_case(area=duc_xuan, by=dung, worker=lan)


@pytest.fixture
def asked(app):
    return db.session.scalars(db.select(Questionnaire)).one()


def key():
    return str(uuid.uuid4())


def write(case, asked, by, **more):
    facts = {"answers": {"health": 3}, "filled_by": FilledBy.PERSON, "key": key()} | more
    return QuestionnaireReply.write(case, asked, by=by, **facts)


def test_five_plain_questions_come_with_the_system(asked):
    assert (asked.in_use, asked.scoring, asked.lowest, asked.highest) == (True, Scoring.EACH, 1, 5)
    codes = [question["code"] for question in asked.questions]
    assert codes == ["health", "refusal_skills", "legal_knowledge", "job", "family"]
    assert asked.total(dict.fromkeys(codes, 3)) is None  # unlike things are not added up


def test_only_whoever_agrees_is_asked(case, asked, lan):
    with pytest.raises(NotAgreedToAnswer):
        write(case, asked, lan)
    consent = story.say(case, lan, purpose=ANSWERING)
    write(case, asked, lan)
    consent.withdraw(by=lan)
    with pytest.raises(NotAgreedToAnswer):
        write(case, asked, lan)


def test_any_question_may_be_left_out_but_nothing_at_all_is_not_kept(case, asked, lan):
    story.say(case, lan, purpose=ANSWERING)
    reply = write(case, asked, lan, answers={"job": 2}, filled_by=FilledBy.TOGETHER)
    assert (reply.answers, reply.filled_by) == ({"job": 2}, FilledBy.TOGETHER)
    with pytest.raises(NothingAnswered):
        write(case, asked, lan, answers={})
    assert write(case, asked, lan, answers={}, words="Tuần sau ạ").answers == {}


def test_the_same_form_twice_is_one_reply(case, asked, lan):
    story.say(case, lan, purpose=ANSWERING)
    same = key()
    assert write(case, asked, lan, key=same) is write(case, asked, lan, key=same)


def test_answers_are_encrypted_and_the_trail_says_nothing_of_them(case, asked, lan):
    story.say(case, lan, purpose=ANSWERING)
    reply = write(case, asked, lan, words="Tôi thấy khá hơn")
    reply.strike(by=lan)
    reply.strike(by=lan)
    db.session.commit()
    raw = db.session.execute(db.text("SELECT answers, words FROM questionnaire_reply")).one()
    assert all(b"health" not in bytes(cell) and b"kh\xc3\xa1" not in bytes(cell) for cell in raw)
    mine = AuditEvent.what.like("questionnaire_reply.%")
    events = list(db.session.scalars(db.select(AuditEvent).where(mine)))
    assert [event.what.partition(".")[2] for event in events] == ["written", "struck"]
    assert {event.details for event in events} == {"{}"}


def test_a_total_only_by_the_declared_rule_and_when_none_is_missing(app, admin):
    two = Questionnaire.add(key=key(), of=None, by=admin, **TWO)
    assert two.total({"q1": 1, "q2": 2}) == 3
    assert two.total({"q1": 2}) is None


def test_a_change_is_a_new_revision_and_one_is_in_use(app, asked, case, lan, admin):
    story.say(case, lan, purpose=ANSWERING)
    reply = write(case, asked, lan)
    later = Questionnaire.add(key=key(), of=asked, by=admin, **TWO)
    assert (later.code, later.revision, later.in_use) == ("life", 2, False)
    later.use(by=admin)
    db.session.commit()
    assert (later.in_use, asked.in_use) == (True, False)
    assert reply.questionnaire is asked
    assert len(asked.questions) == 5
    later.leave(by=admin)
    assert not later.in_use


def test_every_kind_of_fact_has_its_sphere():
    assert {kind for kinds in KINDS.values() for kind in kinds} == set(LifeFactKind)
    assert all(sphere_of(kind) for kind in LifeFactKind)


def test_a_fact_has_its_day_and_its_writer(case, lan):
    fact = note(case, lan)
    db.session.commit()
    assert (fact.since, fact.by_id, fact.struck_at) == (today(), lan.id, None)
    fact.strike(by=lan)
    assert fact.struck_at is not None
    with pytest.raises(NotYet):
        note(case, lan, since=today() + timedelta(days=1))
    early = note(case, lan, since=date(2020, 1, 1))  # a card can be older than the case
    assert early.since == date(2020, 1, 1)


def note(case, by, **more):
    facts = {"key": key(), "holds": True, "since": today()} | more
    return LifeFact.note(case, LifeFactKind.HEALTH_INSURANCE, by=by, **facts)


def test_an_ended_case_takes_no_more(case, asked, lan, minh):
    story.say(case, lan, purpose=ANSWERING)
    case.close(outcome_code="completed", on=today(), by=minh)
    for more in (lambda: write(case, asked, lan), lambda: note(case, lan)):
        with pytest.raises(CaseClosed):
            more()


def test_a_consent_is_asked_by_the_same_name_as_in_the_catalogue(case, lan):
    assert Consent.record(case, purpose_code=ANSWERING, given=True, by=lan).purpose_code


def test_a_move_passes_it_on_only_if_they_agree(case, asked, lan, hoa):
    story.say(case, lan, purpose=ANSWERING)
    write(case, asked, lan)
    note(case, lan)
    case.area_id, case.worker_id = hoa.area_id, hoa.id
    db.session.commit()
    seen = [db.session.scalar(visible(hoa, model)) for model in (QuestionnaireReply, LifeFact)]
    assert seen == [None, None]
    story.say(case, lan, purpose=NOTES_ON_MOVING)
    assert all(db.session.scalar(visible(hoa, one)) for one in (QuestionnaireReply, LifeFact))
