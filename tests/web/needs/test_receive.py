"""Help that came without an agency."""

from reintegrate.models.assignment import AssignmentStatus
from reintegrate.models.need import NeedStatus
from tests import story
from tests.cast import TRAINING


def test_a_need_is_met(browser, lan, case, need):
    browser.sign_in(lan).get(f"/cases/{case.id}/needs")
    browser.submit(f"form[action='/needs/{need.id}/fulfilment']")

    assert need.status == NeedStatus.RECEIVED


def test_not_while_an_agency_is_asked(browser, lan, case, need):
    story.say(case, lan)
    assignment = story.ask(need, TRAINING, lan)

    page = browser.sign_in(lan).get(f"/cases/{case.id}/needs")
    assert page.select(f"form[action='/needs/{need.id}/fulfilment']") == []
    browser.post(f"/needs/{need.id}/fulfilment")

    assert browser.follow().select_one("[role=alert]")
    assert need.status == NeedStatus.REFERRED
    assert assignment.status == AssignmentStatus.OFFERED


def test_only_the_worker_who_answers(browser, hoa, khanh, dung, need):
    for viewer in (hoa, khanh):
        browser.sign_in(viewer).post(f"/needs/{need.id}/fulfilment", 404)
    browser.sign_in(dung).post(f"/needs/{need.id}/fulfilment", 403)

    assert need.status == NeedStatus.STATED
