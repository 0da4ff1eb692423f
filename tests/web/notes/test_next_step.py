"""After a try: what can be tried next is offered, and may be left untouched."""

import pytest

from reintegrate.db import db
from reintegrate.models.contact_note import ContactNote
from tests.cast import log_contact


@pytest.fixture
def tried(case, lan):
    return log_contact(case, lan, outcome="not_home")


def test_a_step_is_chosen_and_the_receipt_stands_above(browser, lan, case):
    browser.sign_in(lan).get(f"/cases/{case.id}/contacts/new")
    browser.submit("form.form", 303, outcome="not_home")
    page = browser.follow()
    assert page.select_one(".receipt")
    assert {one["value"] for one in page.select("[name=step]")} == {"other_hour", "other_channel"}
    browser.submit("form.form", 303, step="other_hour")

    assert db.session.scalar(db.select(ContactNote.next_step_code)) == "other_hour"
    assert browser.response.headers["Location"] == "/today"


def test_with_each_try_more_is_offered_and_help_is_told_of(browser, lan, case, tried):
    for _ in range(2):
        last = log_contact(case, lan, outcome="not_home")

    page = browser.sign_in(lan).get(f"/contacts/{last.id}/next")
    assert page.select_one("[value=hamlet_head]")
    assert page.select_one("[value=ask_ward]")
    assert "cần giúp" in page.get_text()


def test_not_now_is_an_answer(browser, lan, tried):
    browser.sign_in(lan).get(f"/contacts/{tried.id}/next")
    browser.submit("form.form", 303)

    assert db.session.scalar(db.select(ContactNote.next_step_code)) is None


def test_a_step_with_a_page_leads_there(browser, lan, case):
    moved = log_contact(case, lan, outcome="moved_away", no_next_reason_code="moved")
    browser.sign_in(lan).get(f"/contacts/{moved.id}/next")
    browser.submit("form.form", 303, step="propose_transfer")

    assert browser.response.headers["Location"] == f"/cases/{case.id}/transfers/new"


def test_a_step_of_another_outcome_is_refused(browser, lan, tried):
    browser.sign_in(lan).get(f"/contacts/{tried.id}/next")
    page = browser.submit("form.form", 200, step="hospital_visit")

    assert page.select_one("#step-error")
