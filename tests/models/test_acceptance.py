"""Acceptance: the answers become a person, a case with its term, its needs and consents."""

import uuid
from datetime import date, timedelta

import pytest
import time_machine

from reintegrate.db import db, today
from reintegrate.models.acceptance import EndsBeforeItBegins, accept, propose_term
from reintegrate.models.audit import AuditEvent
from reintegrate.models.case import CannotAnswer, Case
from reintegrate.models.consent import Consent
from reintegrate.models.intake import HasOpenCase, Intake, IntakeStatus
from reintegrate.models.intake_answers import SUPPORT_SECTIONS, Section
from reintegrate.models.lifecycle import IllegalMove
from reintegrate.models.need import Need
from reintegrate.models.person import NameToken, Person, PersonPaper, PhoneOwner, Relative, Sex
from reintegrate.models.regime import NoTerm, months_later
from tests import cast
from tests.intakes import answer, begin_intake

MOTHER = {"relation": "mother", "name": "Nông Thị Sen", "represents": True}


def submitted(lan, person_id=None, **changed):
    intake = Intake.begin(key=str(uuid.uuid4()), by=lan, person_id=person_id)
    answer(intake, lan, **changed)
    intake.submit(by=lan)
    db.session.commit()
    return intake


def all_of(model, **which):
    return list(db.session.scalars(db.select(model).filter_by(**which)))


def test_an_adult_after_compulsory_rehabilitation_has_two_years(lan, minh, duc_xuan):
    intake = submitted(lan)
    case = accept(intake, by=minh, worker=lan)
    db.session.commit()

    completed_on = today() - timedelta(days=10)
    assert (case.area_id, case.worker_id) == (duc_xuan.id, lan.id)
    assert case.number.startswith(f"01840-{today().year}-")
    assert (case.term_from, case.term_to) == (completed_on, months_later(completed_on, 24))
    assert (intake.status, intake.case_id) == (IntakeStatus.ACCEPTED, case.id)
    assert case.due_on is not None


def test_the_person_is_who_they_said(lan, minh, duc_xuan):
    person = accept(submitted(lan), by=minh).person
    db.session.commit()

    assert (person.name, person.sex) == ("Hoàng Văn Bình", Sex.MALE)
    assert (person.birth_year, person.birth_month, person.birth_day) == (1990, None, None)
    assert (person.phone, person.phone_owner) == ("0912345678", PhoneOwner.OWN)
    assert person.address == "Số 12, tổ 3"
    assert not person.may_name_service
    assert [paper.number for paper in all_of(PersonPaper)] == ["006090000123"]
    assert {token.token for token in all_of(NameToken)} == {"hoang", "van", "binh"}


@time_machine.travel("2026-10-01T03:00:00Z", tick=False)
def test_a_minor_has_one_year_and_a_representative(lan, minh):
    intake = submitted(
        lan,
        who={"birth": "2010-03-02"},
        family={"any": "yes", "relatives": [MOTHER]},
        rehabilitation={"completed_on": "2026-09-20"},
    )
    proposal = propose_term(intake.sheets())
    case = accept(intake, by=minh)
    db.session.commit()

    assert (proposal.minor, proposal.rule.months, proposal.rule.article) == (True, 12, "42(1)")
    assert proposal.regime.code == case.regime_code == "2025"
    assert case.term_to == proposal.term_to == date(2027, 9, 20)
    assert [relative.is_representative for relative in all_of(Relative)] == [True]


@time_machine.travel("2026-06-20T03:00:00Z", tick=False)
def test_the_regime_is_the_one_of_the_day_it_is_opened(lan, minh):
    assert accept(submitted(lan), by=minh).regime_code == "2021"


def test_the_end_the_decision_prints_rules(lan, minh):
    printed = today() + timedelta(days=100)
    case = accept(
        submitted(lan), by=minh, term_to=printed, decision_number="15/QĐ-UBND", decided_on=today()
    )

    assert case.term_to == printed
    assert (case.decision_number, case.decided_on) == ("15/QĐ-UBND", today())


def test_a_term_does_not_end_before_it_begins(lan, minh):
    with pytest.raises(EndsBeforeItBegins):
        accept(submitted(lan), by=minh, term_to=today() - timedelta(days=10))


@time_machine.travel("2020-10-01T03:00:00Z", tick=False)
def test_where_the_law_leaves_it_open_the_decision_must_say(lan, minh):
    intake = submitted(lan)
    proposal = propose_term(intake.sheets())
    assert (proposal.term_to, proposal.rule.months_min, proposal.rule.months_max) == (None, 12, 24)

    with pytest.raises(NoTerm):
        accept(intake, by=minh)


def test_no_papers_becomes_a_need(lan, minh):
    case = accept(submitted(lan, papers={"any": "none", "papers": []}), by=minh, worker=lan)
    db.session.commit()

    assert {need.kind_code for need in all_of(Need, case_id=case.id)} == {"id_papers", "job"}
    assert all_of(PersonPaper) == []


def test_their_words_stand_by_the_only_need_or_by_themselves(lan, minh):
    one = accept(submitted(lan), by=minh)
    several = accept(submitted(lan, needs={"kinds": ["job", "loan"]}), by=minh)
    db.session.commit()

    said = "Muốn có việc gần nhà"
    assert {n.kind_code: n.words for n in all_of(Need, case_id=one.id)} == {"job": said}
    words = {need.kind_code: need.words for need in all_of(Need, case_id=several.id)}
    assert words == {"job": None, "loan": None, "other": said}


def test_needs_are_written_in_the_name_of_who_heard_them(lan, minh):
    accept(submitted(lan), by=minh)

    assert {need.by_id for need in all_of(Need)} == {lan.id}


def test_only_what_was_answered_is_a_consent(lan, minh):
    accept(submitted(lan), by=minh)
    db.session.commit()

    said = {consent.purpose_code: consent.given for consent in all_of(Consent)}
    assert said == {"support_notes": True, "share_with_agency": False}


def test_the_support_space_moves_and_leaves_no_copy(lan, minh):
    intake = submitted(lan)
    accept(intake, by=minh)
    db.session.commit()

    assert not set(SUPPORT_SECTIONS) & set(intake.sheets())
    assert intake.sheets()[Section.WHO]["name"] == "Hoàng Văn Bình"


def test_someone_announced_is_met_after_they_come_home(lan, minh):
    home_on = today() + timedelta(days=20)
    case = accept(submitted(lan, rehabilitation={"completed_on": home_on.isoformat()}), by=minh)

    assert case.due_on > home_on


def known_before(minh, duc_xuan):
    case = cast.open_case(area=duc_xuan, by=minh, name="Hoàng Văn Bính")
    case.person.add_paper("old_id", "095 111 222", None, "")
    db.session.add(Relative(person_id=case.person_id, relation_code="father", name="Hoàng Văn Ba"))
    case.close(outcome_code="completed", on=today(), by=minh)
    db.session.commit()
    return case.person


def test_someone_known_gets_a_second_case_and_stays_one_person(lan, minh, duc_xuan):
    person = known_before(minh, duc_xuan)
    case = accept(submitted(lan, person.id), by=minh)
    db.session.commit()

    assert case.person_id == person.id
    assert len(all_of(Case, person_id=person.id)) == 2
    assert [p.id for p in all_of(Person)] == [person.id]
    assert person.name == "Hoàng Văn Bình"
    assert {token.token for token in all_of(NameToken)} == {"hoang", "van", "binh"}


def test_an_old_number_is_kept_and_none_is_doubled(lan, minh, duc_xuan):
    person = known_before(minh, duc_xuan)
    papers = [
        {"kind": "old_id", "number": "095.111.222"},
        {"kind": "citizen_id", "number": "006090000123"},
    ]
    accept(submitted(lan, person.id, papers={"papers": papers}), by=minh)
    db.session.commit()

    assert {paper.number for paper in all_of(PersonPaper)} == {"095 111 222", "006090000123"}
    assert all_of(Relative) == []


def test_two_intakes_about_one_person_are_not_two_cases(lan, minh, duc_xuan):
    person = known_before(minh, duc_xuan)
    first, second = submitted(lan, person.id), submitted(lan, person.id)
    accept(first, by=minh)
    db.session.commit()

    with pytest.raises(HasOpenCase):
        accept(second, by=minh)


def test_it_cannot_be_decided_twice(lan, minh, dung):
    intake = submitted(lan)
    accept(intake, by=minh)
    with pytest.raises(IllegalMove):
        accept(intake, by=dung)
    with pytest.raises(IllegalMove):
        intake.send_back("Thiếu giấy", by=dung)


def test_a_worker_of_another_ward_cannot_answer(lan, hoa, minh):
    with pytest.raises(CannotAnswer):
        accept(submitted(lan), by=minh, worker=hoa)


def test_the_case_remembers_where_it_came_from(lan, minh):
    case = accept(submitted(lan), by=minh)
    db.session.commit()

    told = [event.what for event in all_of(AuditEvent, case_id=case.id)]
    assert {"case.opened", "intake.accepted", "need.stated", "consent.refused"} <= set(told)


def test_a_draft_cannot_be_accepted(lan, minh):
    with pytest.raises(IllegalMove):
        accept(begin_intake(lan), by=minh)
