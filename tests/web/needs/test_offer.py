"""Help is offered; the person says yes, no, or later; and afterwards what came of it."""

import pytest

from reintegrate.db import db
from reintegrate.models.need import NeedOutcome, NeedStatus, Outcome
from reintegrate.models.support_offer import SupportOffer
from tests import story


def offers():
    return list(db.session.scalars(db.select(SupportOffer)))


def offer(browser, need, expect=302, **said):
    browser.get(f"/needs/{need.id}/offer")
    given = {"scheme": "training_2026", "answer": "later"} | said
    return browser.submit("form.form", expect, **given)


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("yes", NeedStatus.ACCEPTED),
        ("later", NeedStatus.OFFERED),
        ("no", NeedStatus.DECLINED),
    ],
)
def test_what_they_say_to_it_is_theirs(browser, lan, need, answer, status):
    offer(browser.sign_in(lan), need, answer=answer, words="Lớp buổi tối")
    page = browser.follow()

    assert need.status == status
    text = page.select_one(f"#need-{need.id}").get_text(" ", strip=True)
    assert "Hỗ trợ đào tạo nghề trình độ sơ cấp: Lớp buổi tối" in text


def test_later_they_say_yes(browser, lan, need):
    offer(browser.sign_in(lan), need)
    browser.follow()
    browser.submit(f"form[action='/needs/{need.id}/acceptance']")
    assert need.status == NeedStatus.ACCEPTED
    assert offers()[0].wanted is True


def test_other_help_must_be_named(browser, lan, need):
    page = offer(browser.sign_in(lan), need, 200, scheme="other")
    assert page.select_one("#words-error")
    offer(browser, need, scheme="other", words="Đi cùng đến trung tâm")
    assert [made.scheme_code for made in offers()] == [None]


def test_it_asks_what_and_what_they_said(browser, lan, need):
    browser.sign_in(lan).get(f"/needs/{need.id}/offer")
    page = browser.submit("form.form", 200, words="Lớp buổi tối")
    assert page.select_one("#scheme-error")
    assert page.select_one("#answer-error")
    assert page.select_one("[name=words]").get_text().strip() == "Lớp buổi tối"
    assert offers() == []


def test_a_scheme_for_another_need_is_not_offered(browser, lan, need):
    offer(browser.sign_in(lan), need, 200, scheme="schooling_2026")
    assert offers() == []


def test_posted_twice_it_is_one(browser, lan, need):
    key = story.new_key()
    browser.sign_in(lan)
    for _ in range(2):
        browser.post(f"/needs/{need.id}/offer", key=key, scheme="training_2026", answer="later")
    assert len(offers()) == 1


def test_what_came_of_it_is_noted_once(browser, lan, need):
    need.receive(by=lan)
    db.session.commit()
    browser.sign_in(lan).get(f"/needs/{need.id}/outcome")
    form = browser.page.select_one("form.form")
    browser.submit(form, outcome="partly", words="Học xong, chưa có việc")
    page = browser.follow()
    assert need.status == NeedStatus.SETTLED
    assert "Học xong, chưa có việc" in page.select_one(f"#need-{need.id}").get_text()

    browser.submit(form, 200, outcome="helped")
    said = [row.outcome for row in db.session.scalars(db.select(NeedOutcome))]
    assert said == [Outcome.PARTLY]


def test_the_outcome_is_asked_for(browser, lan, need):
    need.receive(by=lan)
    db.session.commit()
    browser.sign_in(lan).get(f"/needs/{need.id}/outcome")
    assert browser.submit("form.form", 200, words="x").select_one("#outcome-error")


@pytest.mark.parametrize(("who", "status"), [("khanh", 404), ("hoa", 404), ("minh", 403)])
def test_for_its_worker_alone(browser, need, who, status, request):
    browser.sign_in(request.getfixturevalue(who))
    for path in ("offer", "outcome"):
        browser.get(f"/needs/{need.id}/{path}", status)
    browser.post(f"/needs/{need.id}/acceptance", status)
    assert need.status == NeedStatus.STATED
