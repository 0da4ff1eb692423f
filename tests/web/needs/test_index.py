"""The page of needs and consents: for the worker who answers, and nobody else."""

from reintegrate.db import db, today
from tests import story
from tests.cast import TRAINING


def test_it_lists_needs_with_words_and_whom_was_asked(browser, lan, case, need):
    story.say(case, lan)
    story.state(case, lan, "job", words="Em muốn làm gần nhà.")
    story.ask(need, TRAINING, lan)

    page = browser.sign_in(lan).get(f"/cases/{case.id}/needs")

    text = page.get_text()
    assert "Em muốn làm gần nhà." in text
    assert "Học nghề" in text
    assert "Trung tâm Giáo dục nghề nghiệp tỉnh" in text


def test_every_purpose_is_explained_and_none_is_answered_beforehand(browser, lan, case):
    page = browser.sign_in(lan).get(f"/cases/{case.id}/needs")

    cards = page.select("#consent-share_with_agency, #consent-support_notes")
    assert len(cards) == 2
    assert all("Chưa hỏi" in card.get_text() for card in cards)
    assert page.select("input:checked, input[checked]") == []


def test_it_says_nothing_of_help_for_minors_to_an_adult(browser, lan, case):
    page = browser.sign_in(lan).get(f"/cases/{case.id}/needs")

    kinds = {option["value"] for option in page.select("select[name=kind] option")}
    assert "vocational_training" in kinds
    assert "schooling" not in kinds


def test_colleagues_officials_and_police_may_not(browser, khanh, minh, dung, case):
    for viewer in (khanh, minh, dung):
        browser.sign_in(viewer).get(f"/cases/{case.id}/needs", 403)


def test_another_ward_cannot_tell_the_case_exists(browser, hoa, case):
    browser.sign_in(hoa).get(f"/cases/{case.id}/needs", 404)


def test_roles_without_cases_may_not(browser, son, binh, thao, admin, case):
    for viewer in (son, binh, thao, admin):
        browser.sign_in(viewer).get(f"/cases/{case.id}/needs", 403)


def test_of_an_ended_case_it_can_still_be_read(browser, lan, dung, case, need):
    case.close(outcome_code="completed", on=today(), by=dung)
    db.session.commit()

    page = browser.sign_in(lan).get(f"/cases/{case.id}/needs")

    assert "Học nghề" in page.get_text()
    assert page.select(f"form[action='/cases/{case.id}/needs']") == []
