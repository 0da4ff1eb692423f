"""Noting what was found out about a condition the record cannot know."""

import pytest

from reintegrate.db import db
from reintegrate.models.eligibility import ConditionAnswer, Verdict
from reintegrate.models.support_offer import scheme_coded
from reintegrate.models.support_scheme import Rule
from tests import story


@pytest.fixture
def asked(app):
    conditions = scheme_coded("loan_person_2026").conditions
    return next(condition for condition in conditions if condition.rule == Rule.ASKED)


def noted():
    return [answer.verdict for answer in db.session.scalars(db.select(ConditionAnswer))]


def test_an_answer_is_noted_shown_and_taken_back(browser, lan, case, asked):
    browser.sign_in(lan).get(f"/cases/{case.id}/supports")
    forms = f"form:has([name=condition][value='{asked.id}'])"
    browser.submit(browser.page.select(forms)[0])
    page = browser.follow()

    assert noted() == [Verdict.HOLDS]
    assert "Đạt " + asked.text_vi in page.main.get_text(" ", strip=True)
    browser.submit(forms)
    assert noted() == [Verdict.HOLDS, Verdict.UNKNOWN]


def test_posted_twice_it_is_one(browser, lan, case, asked):
    key, fails = story.new_key(), {"condition": asked.id, "verdict": "fails"}
    browser.sign_in(lan)
    for _ in range(2):
        browser.post(f"/cases/{case.id}/conditions", key=key, **fails)
    assert noted() == [Verdict.FAILS]


def test_nonsense_notes_nothing(browser, lan, case, asked):
    browser.sign_in(lan)
    browser.post(f"/cases/{case.id}/conditions", condition=asked.id, verdict="perhaps")
    assert noted() == []


def test_what_the_record_knows_itself_is_not_asked(browser, lan, case):
    age = scheme_coded("loan_person_2026").conditions[0]
    browser.sign_in(lan)
    for number in (age.id, 999_999):
        browser.post(f"/cases/{case.id}/conditions", condition=number, verdict="holds")
    assert noted() == []


@pytest.mark.parametrize(("who", "status"), [("khanh", 403), ("minh", 403), ("hoa", 404)])
def test_for_its_worker_alone(browser, case, asked, who, status, request):
    browser.sign_in(request.getfixturevalue(who))
    browser.post(f"/cases/{case.id}/conditions", status, condition=asked.id, verdict="holds")
    assert noted() == []
