"""Their yes or no to each purpose, and taking a yes back."""

from sqlalchemy import select

from reintegrate.db import db, today
from reintegrate.models.assignment import SHARING, AssignmentStatus
from reintegrate.models.consent import Consent, has_consent
from tests import story
from tests.cast import TRAINING


def said():
    return list(db.session.scalars(select(Consent).order_by(Consent.id)))


def button(page, purpose, answer):
    [found] = [
        form
        for form in page.select(f"#consent-{purpose} form")
        if form.select_one(f"[name=answer][value={answer}]")
    ]
    return found


def test_a_yes_is_written_down(browser, lan, case):
    page = browser.sign_in(lan).get(f"/cases/{case.id}/needs")
    browser.submit(button(page, SHARING, "yes"))
    page = browser.follow()

    assert has_consent(case, SHARING)
    assert "Đồng ý, ngày" in page.select_one(f"#consent-{SHARING}").get_text()


def test_a_no_is_written_down_and_can_become_a_yes(browser, lan, case):
    page = browser.sign_in(lan).get(f"/cases/{case.id}/needs")
    browser.submit(button(page, SHARING, "no"))
    assert not has_consent(case, SHARING)

    browser.submit(button(browser.follow(), SHARING, "yes"))
    assert has_consent(case, SHARING)


def test_a_button_pressed_twice_writes_once(browser, lan, case):
    page = browser.sign_in(lan).get(f"/cases/{case.id}/needs")
    form = button(page, SHARING, "yes")
    for _ in range(2):
        browser.page = page
        browser.submit(form)

    assert len(said()) == 1


def test_a_yes_and_a_no_of_one_page_are_two_answers(browser, lan, case):
    page = browser.sign_in(lan).get(f"/cases/{case.id}/needs")
    for answer in ("yes", "no"):
        browser.submit(button(page, SHARING, answer))

    assert [consent.given for consent in said()] == [True, False]


def test_taking_it_back_counts_for_the_agency_at_once(browser, lan, son, case, need):
    consent = story.say(case, lan)
    assignment = story.accept(story.ask(need, TRAINING, lan), son)
    browser.sign_in(son).get(f"/assignments/{assignment.id}")

    browser.sign_in(lan).get(f"/cases/{case.id}/needs")
    browser.submit(f"form[action='/consents/{consent.id}/withdrawal']")

    assert not has_consent(case, SHARING)
    assert assignment.status == AssignmentStatus.WITHDRAWN
    browser.sign_in(son).get(f"/assignments/{assignment.id}", 404)


def test_it_can_be_taken_back_after_the_case_ended(browser, lan, dung, case):
    consent = story.say(case, lan)
    case.close(outcome_code="completed", on=today(), by=dung)
    db.session.commit()

    browser.sign_in(lan).post(f"/consents/{consent.id}/withdrawal")

    assert not has_consent(case, SHARING)


def test_taken_back_twice_is_once(browser, lan, case):
    consent = story.say(case, lan)
    browser.sign_in(lan)
    for _ in range(2):
        browser.post(f"/consents/{consent.id}/withdrawal")

    assert consent.withdrawn_on == today()


def test_nothing_is_written_for_an_answer_that_was_not_offered(browser, lan, case):
    browser.sign_in(lan)
    for fields in (
        {},
        {"purpose": "no-such", "answer": "yes", "key": story.new_key()},
        {"purpose": SHARING, "answer": "perhaps", "key": story.new_key()},
        {"purpose": SHARING, "answer": "yes", "key": "1"},
    ):
        browser.post(f"/cases/{case.id}/consents", **fields)

    assert said() == []


def test_only_the_worker_who_answers(browser, lan, khanh, minh, dung, hoa, son, case):
    consent = story.say(case, lan)
    answer = {"purpose": SHARING, "answer": "no"}
    for viewer, status in ((khanh, 403), (minh, 403), (dung, 403), (son, 403), (hoa, 404)):
        browser.sign_in(viewer)
        browser.post(f"/cases/{case.id}/consents", status, key=story.new_key(), **answer)
    for viewer, status in ((khanh, 404), (minh, 403), (son, 403), (hoa, 404)):
        browser.sign_in(viewer).post(f"/consents/{consent.id}/withdrawal", status)

    assert [consent.is_live for consent in said()] == [True]
