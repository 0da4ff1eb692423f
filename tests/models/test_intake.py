"""Intake: kept section by section, judged as a whole, sent, sent back, expired."""

import uuid
from datetime import timedelta

import pytest

from reintegrate.db import at, db, utcnow
from reintegrate.models.audit import AuditEvent
from reintegrate.models.intake import (
    HasOpenCase,
    Intake,
    IntakeSection,
    IntakeStatus,
    Unfinished,
)
from reintegrate.models.intake_answers import TO_CHECK, Section, gaps, unfinished
from reintegrate.models.intake_expiry import expire_drafts
from reintegrate.models.lifecycle import IllegalMove
from reintegrate.models.user import system_user
from tests import cast
from tests.intakes import answer, begin_intake, finished_answers

LONG_AGO = timedelta(days=91)


@pytest.fixture
def intake(lan):
    return begin_intake(lan)


@pytest.fixture
def finished(intake, lan):
    return answer(intake, lan)


def test_a_section_is_kept_as_it_was_left(intake, lan):
    intake.save(Section.WHO, {"name": "Hoàng Văn Bình", "sex": "", "birth": ""}, by=lan)
    db.session.commit()

    kept = intake.section(Section.WHO)
    assert (kept.answers["name"], kept.complete) == ("Hoàng Văn Bình", False)
    assert gaps(Section.WHO, intake.sheets()) == ["sex", "birth"]


def test_what_is_kept_cannot_be_read_in_the_database(finished):
    db.session.commit()
    stored = db.session.execute(db.text("SELECT answers FROM intake_section")).scalars()

    assert all("Hoàng".encode() not in bytes(row) for row in stored)


def test_saving_keeps_a_draft_alive(lan):
    with at(utcnow() - timedelta(days=80)):
        intake = begin_intake(lan)
    assert intake.expires_soon

    intake.save(Section.WHO, {"name": "Bình"}, by=lan)
    assert not intake.expires_soon


def test_the_year_of_birth_alone_is_enough(finished):
    assert finished.section(Section.WHO).answers["birth"] == "1990"
    assert unfinished(finished.sheets()) == []


def test_no_papers_is_an_answer():
    assert gaps(Section.PAPERS, {Section.PAPERS: {"any": "none"}}) == []
    assert gaps(Section.PAPERS, {Section.PAPERS: {"any": "yes", "papers": []}}) == [
        "papers_1_kind",
        "papers_1_number",
    ]


def test_a_phone_asks_whose_it_is():
    assert gaps(Section.RESIDENCE, {Section.RESIDENCE: {"address": "Tổ 3", "phone": ""}}) == []
    asked = {"address": "Tổ 3", "phone": "0912345678"}
    assert gaps(Section.RESIDENCE, {Section.RESIDENCE: asked}) == [
        "phone_owner",
        "may_name_service",
    ]


@pytest.mark.parametrize(
    ("birth", "completed_on", "needed"),
    [
        ("2008-05-02", "2026-05-01", True),
        ("2008-05-02", "2026-05-02", False),
        ("2008", "2026-12-30", True),
        ("2008", "2026-12-31", False),
    ],
)
def test_a_minor_needs_a_representative(birth, completed_on, needed):
    sheets = {
        Section.WHO: {"birth": birth},
        Section.REHABILITATION: {"completed_on": completed_on},
        Section.FAMILY: {"any": "none"},
    }
    assert gaps(Section.FAMILY, sheets) == (["representative"] if needed else [])


def test_a_birth_date_can_unfinish_the_family(finished, lan):
    assert finished.section(Section.FAMILY).complete
    finished.save(Section.WHO, finished_answers()[Section.WHO] | {"birth": "2012"}, by=lan)

    assert not finished.section(Section.FAMILY).complete
    assert unfinished(finished.sheets()) == [Section.FAMILY]


def test_consents_are_answered_one_by_one():
    said = {"consent_support_notes": "yes"}
    left = gaps(Section.CONSENTS, {Section.CONSENTS: said})

    assert "consent_support_notes" not in left
    assert "consent_share_with_agency" in left


def test_what_was_known_before_counts_once_it_was_looked_at():
    known = finished_answers()[Section.WHO] | {TO_CHECK: True}
    assert gaps(Section.WHO, {Section.WHO: known}) == [TO_CHECK]


def test_submitting_asks_for_what_is_missing(intake, lan):
    with pytest.raises(Unfinished) as refused:
        intake.submit(by=lan)
    assert refused.value.sections == list(Section)


def test_submitting_twice_is_refused(finished, lan):
    finished.submit(by=lan)
    with pytest.raises(IllegalMove):
        finished.submit(by=lan)


def test_sent_back_it_can_be_mended_and_sent_again(finished, lan, minh):
    finished.submit(by=lan)
    finished.send_back("Thiếu ngày cấp giấy tờ", by=minh)
    assert finished.is_draft

    finished.save(Section.WORK, {"employment": "working"}, by=lan)
    finished.submit(by=lan)
    db.session.commit()
    assert finished.status == IntakeStatus.SUBMITTED


def test_the_reason_is_not_in_the_trail(finished, lan, minh):
    finished.submit(by=lan)
    finished.send_back("Thiếu ngày cấp giấy tờ", by=minh)
    db.session.commit()

    details = db.session.scalars(db.select(AuditEvent.details))
    assert not any("Thiếu" in text or "Bình" in text for text in details)


def test_beginning_twice_with_one_key_is_once(lan):
    key = str(uuid.uuid4())
    assert Intake.begin(key=key, by=lan) is Intake.begin(key=key, by=lan)


def test_nobody_gets_a_second_case_beside_the_first(lan, minh, duc_xuan):
    case = cast.open_case(area=duc_xuan, by=minh)
    with pytest.raises(HasOpenCase):
        Intake.begin(key=str(uuid.uuid4()), by=lan, person_id=case.person_id)


def test_a_draft_nobody_touched_for_ninety_days_is_let_go(lan, khanh):
    with at(utcnow() - LONG_AGO):
        forgotten = answer(begin_intake(lan), lan)
    kept = begin_intake(khanh)

    assert expire_drafts(by=system_user()) == 1
    db.session.commit()
    assert (forgotten.status, kept.status) == (IntakeStatus.EXPIRED, IntakeStatus.DRAFT)
    left = db.session.scalars(db.select(IntakeSection.intake_id))
    assert forgotten.id not in set(left)


def test_what_was_submitted_does_not_expire(lan):
    with at(utcnow() - LONG_AGO):
        answer(begin_intake(lan), lan).submit(by=lan)
    assert expire_drafts(by=system_user()) == 0


def test_discarded_it_can_be_taken_up_again_for_a_week(finished, lan):
    finished.discard(by=lan)
    assert (finished.status, finished.is_draft) == (IntakeStatus.DISCARDED, False)
    with at(utcnow() + timedelta(days=6)):
        assert expire_drafts(by=system_user()) == 0
    finished.take_up_again(by=lan)
    assert finished.is_draft
    assert unfinished(finished.sheets()) == []


def test_discarded_a_week_ago_it_is_gone(finished, lan):
    finished.discard(by=lan)
    with at(utcnow() + timedelta(days=7, minutes=1)):
        assert expire_drafts(by=system_user()) == 1
    assert finished.sheets() == {}


def test_what_was_submitted_cannot_be_discarded(finished, lan):
    finished.submit(by=lan)
    with pytest.raises(IllegalMove):
        finished.discard(by=lan)
