"""The plan page: what is agreed, what is done, and by what one knows."""

from datetime import timedelta

import pytest

from reintegrate.db import at, db, today, utcnow
from reintegrate.models.plan import Plan, PlanStatus, PlanStep, goals_of
from tests import story
from tests.cast import log_contact


def show(browser, case):
    return browser.get(f"/cases/{case.id}/plan")


def text(page):
    return page.main.get_text(" ", strip=True)


def add_step(browser, plan, **said):
    goal = goals_of(plan.id)[0]
    browser.get(f"/plan-goals/{goal.id}/steps/new")
    given = {"what": "Đi học nghề", "who": "person", "done_by": "hand"} | said
    return browser.submit("form.form", 303, **given)


def steps():
    return list(db.session.scalars(db.select(PlanStep)))


def test_from_nothing_to_agreed_and_changed(browser, lan, case):
    show(browser.sign_in(lan), case)
    browser.submit(f"form[action='/cases/{case.id}/plan']", 303)
    [plan] = db.session.scalars(db.select(Plan))
    browser.get(f"/plans/{plan.id}/description")
    browser.submit("form.form", 303, health="Ngủ được hơn", own="Có chỗ làm tiệm")
    browser.get(f"/plans/{plan.id}/agreement")
    assert "ít nhất một mục tiêu" in text(browser.submit("form.form", 200))

    browser.get(f"/plans/{plan.id}/goals/new")
    browser.submit("form.form", 303, words="Mở tiệm sửa xe")
    add_step(browser, plan, due_on=f"{today() + timedelta(days=30):%d/%m/%Y}")
    browser.get(f"/plans/{plan.id}/agreement")
    browser.submit("form.form", 303, signed="y")
    page = browser.follow()

    assert plan.status == PlanStatus.AGREED
    for words in ("Mở tiệm sửa xe", "Đi học nghề", "Ngủ được hơn", "đã ký trên giấy"):
        assert words in text(page)
    assert not page.select_one(f"a[href='/plans/{plan.id}/goals/new']")

    browser.submit(f"form[action='/cases/{case.id}/plan']", 303)
    page = browser.follow()
    assert "Bản thứ 2" in text(page)
    assert "Bản thứ 1" in text(browser.get(f"/cases/{case.id}/plan?version=1"))


def test_a_step_is_done_when_they_are_met(browser, lan, case, plan):
    with at(utcnow() - timedelta(days=1)):
        log_contact(case, lan)
    add_step(browser.sign_in(lan), plan, done_by="meeting")
    assert "Đã xong" not in text(show(browser, case))

    log_contact(case, lan, outcome="not_home")
    assert "Đã xong" not in text(show(browser, case))
    log_contact(case, lan, note="Khác")
    assert "Đã xong" in text(show(browser, case))


def test_a_step_is_done_when_help_for_its_need_is_received(browser, lan, case, plan):
    need = story.state(case, lan)
    add_step(browser.sign_in(lan), plan, done_by="need", need=str(need.id))
    assert "xong khi đã được hỗ trợ: Học nghề" in text(show(browser, case))
    need.receive(by=lan)
    db.session.commit()
    assert "Đã làm xong mọi việc" in text(show(browser, case))


def test_a_step_is_done_when_somebody_says_so(browser, lan, case, plan):
    add_step(browser.sign_in(lan), plan)
    show(browser, case)
    [step] = steps()
    browser.submit(f"form[action='/plan-steps/{step.id}/completion']", 303)
    assert step.done_on == today()
    browser.follow()
    browser.submit(f"form[action='/plan-steps/{step.id}/reopening']", 303)
    assert step.done_on is None


def test_the_need_of_a_step_is_asked_for_and_must_be_theirs(browser, lan, plan):
    goal = goals_of(plan.id)[0]
    browser.sign_in(lan).get(f"/plan-goals/{goal.id}/steps/new")
    said = {"what": "Đi học nghề", "who": "person", "done_by": "need"}
    for need in ("", "999999"):
        page = browser.submit("form.form", 200, need=need, **said)
        assert page.select_one("#need-error")
        assert page.select_one("[name=what]")["value"] == "Đi học nghề"
    assert steps() == []


def test_posted_twice_each_part_is_one(browser, lan, case, plan):
    key = story.new_key()
    browser.sign_in(lan)
    for _ in range(2):
        browser.post(f"/plans/{plan.id}/goals/new", 303, key=key, words="Có việc làm")
    assert len(goals_of(plan.id)) == 2


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(browser, lan, plan):
    browser.sign_in(lan).get(f"/plans/{plan.id}/description")
    form = browser.page.select_one("form.form")
    plan.describe(assessment={"health": "Tốt"}, resources={}, by=lan)
    db.session.commit()
    page = browser.submit(form, 200, health="Xấu")
    assert "Tốt" in page.select_one("#health-theirs").get_text()
    assert page.select_one("[name=health]").get_text().strip() == "Xấu"


@pytest.mark.parametrize(
    ("who", "page", "part"), [("khanh", 403, 404), ("minh", 403, 403), ("hoa", 404, 404)]
)
def test_for_its_worker_alone(browser, case, plan, who, page, part, request):
    browser.sign_in(request.getfixturevalue(who)).get(f"/cases/{case.id}/plan", page)
    browser.get(f"/plans/{plan.id}/description", part)
    browser.post(f"/plans/{plan.id}/agreement", part)
    assert plan.status == PlanStatus.DRAFT
