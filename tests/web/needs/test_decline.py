"""They would rather not have help with this: noted without a mark, open to a change of mind."""

from reintegrate.db import db
from reintegrate.models.need import NeedStatus


def test_a_need_is_declined_without_a_flag(browser, lan, case, need):
    browser.sign_in(lan).get(f"/cases/{case.id}/needs")
    browser.submit(f"form[action='/needs/{need.id}/refusal']")
    page = browser.follow()

    card = page.select_one(f"#need-{need.id}")
    assert need.status == NeedStatus.DECLINED
    assert card.select(".late, .soon") == []
    assert case.is_open


def test_it_can_be_wanted_again(browser, lan, case, need):
    need.decline(by=lan)
    db.session.commit()

    browser.sign_in(lan).get(f"/cases/{case.id}/needs")
    browser.submit(f"form[action='/needs/{need.id}/renewal']")

    assert need.status == NeedStatus.STATED


def test_twice_is_once(browser, lan, need):
    browser.sign_in(lan).post(f"/needs/{need.id}/refusal")
    browser.post(f"/needs/{need.id}/refusal")
    page = browser.follow()

    assert need.status == NeedStatus.DECLINED
    assert page.select_one("[role=alert]")


def test_only_the_worker_who_answers(browser, hoa, khanh, minh, son, need):
    for viewer in (hoa, khanh):
        browser.sign_in(viewer).post(f"/needs/{need.id}/refusal", 404)
        browser.post(f"/needs/{need.id}/renewal", 404)
    for viewer in (minh, son):
        browser.sign_in(viewer).post(f"/needs/{need.id}/refusal", 403)

    assert need.status == NeedStatus.STATED


def test_a_need_that_does_not_exist_is_404(browser, lan, need):
    browser.sign_in(lan).post("/needs/999999/refusal", 404)
    browser.post("/needs/99999999999999999999/refusal", 404)
