"""Who in the agency sees to it; and what a worker is offered when nobody answered."""

import pytest

from reintegrate.db import db
from reintegrate.models.user import system_user
from tests import story
from tests.cast import TRAINING


def test_a_colleague_is_named_and_nobody_again(browser, son, assignment):
    browser.sign_in(son).get(f"/assignments/{assignment.id}/colleague")
    browser.submit("form.form", colleague=str(son.id))
    assert assignment.colleague_id == son.id
    assert son.name in browser.follow().select_one("dl.facts").get_text()
    browser.get(f"/assignments/{assignment.id}/colleague")
    browser.submit("form.form", colleague="")
    assert assignment.colleague_id is None


def test_only_colleagues_are_offered(browser, son, mai, assignment):
    browser.sign_in(son)
    page = browser.post(f"/assignments/{assignment.id}/colleague", 200, colleague=str(mai.id))
    assert page.select_one("#colleague-error")
    assert assignment.colleague_id is None


def test_another_agency_gets_404_and_the_worker_403(browser, mai, lan, assignment):
    browser.sign_in(mai).get(f"/assignments/{assignment.id}/colleague", 404)
    browser.sign_in(lan).get(f"/assignments/{assignment.id}/colleague", 403)


def test_unanswered_the_next_agency_is_suggested(browser, lan, case, need, agreed):
    asked = story.ask(need, TRAINING, lan, service="job_placement")
    asked.expire(by=system_user())
    db.session.commit()
    page = browser.sign_in(lan).get(f"/assignments/{asked.id}")
    link = page.select_one(".notice a[href*='/assignments/new?']")
    assert str(story.agency("employment-19").id) in link["href"]
    chosen = browser.get(link["href"]).select_one("input[name=agency][checked]")
    assert chosen["value"] == str(story.agency("employment-19").id)


@pytest.mark.parametrize("consented", [True, False])
def test_the_preview_of_a_loan_says_whom_it_is_for_and_by_which_law(browser, lan, case, consented):
    if consented:
        story.say(case, lan)
    need = story.state(case, lan, "loan")
    browser.sign_in(lan).get(f"/cases/{case.id}/assignments/new?need={need.id}")
    page = browser.submit("form.form", 200, ground="loan_list", step="preview")
    told = page.select_one("dl.summary-list").get_text()
    assert "Người sau cai nghiện" in told
    assert "08/2026" in told


def test_other_help_says_nothing_of_it(browser, lan, case, need, agreed):
    page = browser.sign_in(lan).get(f"/cases/{case.id}/assignments/new?need={need.id}")
    assert not page.select("input[name=ground]")
    assert "sau cai" not in page.select_one("dl.summary-list").get_text()
