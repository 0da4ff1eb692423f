"""The plan of one case: what is due, a set in one go, one activity, another rhythm."""

from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.follow_up import FollowUp
from reintegrate.models.rhythm import Rhythm
from tests.cast import open_case


@pytest.fixture
def case(minh, lan, duc_xuan):
    return open_case(area=duc_xuan, by=minh, worker=lan)


def path(case, more: str = "") -> str:
    return f"/cases/{case.id}/activities{more}"


def kinds(case) -> set[str]:
    db.session.expire_all()
    return {one.kind_code for one in FollowUp.standing(case.id)}


def form(page, action: str):
    return page.select_one(f'form[action="{action}"]')


def test_a_set_is_planned_at_one_press_and_pressing_again_changes_nothing(browser, lan, case):
    page = browser.sign_in(lan).get(path(case))
    browser.submit(form(page, path(case, "/set")), 303)
    first = kinds(case)
    page = browser.follow()
    assert {"first_visit", "papers_check", "family_talk"} <= first
    browser.submit(form(page, path(case, "/set")), 303)

    assert kinds(case) == first
    assert "đã làm" in browser.follow().get_text()


def test_one_activity_is_planned_and_dropped(browser, lan, case):
    page = browser.sign_in(lan).get(path(case))
    day = f"{today() + timedelta(days=5):%d/%m/%Y}"
    browser.submit(form(page, path(case)), 303, kind="family_talk", due_on=day)
    assert "family_talk" in kinds(case)
    page = browser.follow()
    [dropping] = [
        one
        for one in page.select(f'form[action="{path(case, "/drop")}"]')
        if one.select_one("[value=family_talk]")
    ]
    browser.submit(dropping, 303)

    assert "family_talk" not in kinds(case)


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({"kind": "regular", "due_on": "01/01/2200"}, "kind"),
        ({"kind": "family_talk", "due_on": "01/01/2020"}, "due_on"),
        ({"kind": "family_talk", "due_on": ""}, "due_on"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(browser, lan, case, answers, wrong):
    page = browser.sign_in(lan).get(path(case))
    page = browser.submit(form(page, path(case)), 200, **answers)

    assert page.select_one(f"#{wrong}-error")
    assert kinds(case) == {"regular", "review"}


@pytest.mark.parametrize("username", ["lan", "minh"])
def test_the_case_is_given_another_rhythm(browser, request, case, username):
    close = db.session.scalars(db.select(Rhythm).where(Rhythm.code == "close")).one()
    page = browser.sign_in(request.getfixturevalue(username)).get(path(case))
    action = f"/cases/{case.id}/rhythm"
    browser.submit(form(page, action), 303, rhythm=close.id)
    db.session.expire_all()
    assert case.rhythm_id == close.id
    page = browser.follow()
    browser.submit(form(page, action), 303, rhythm=close.id)

    browser.get(path(case))
    page = browser.post(action, 200, version="1", rhythm="0")
    assert "1" not in page.select_one("[name=version]")["value"] or case.version != 1


def test_officials_see_the_plan_and_plan_no_contact(browser, minh, case):
    page = browser.sign_in(minh).get(path(case))

    assert form(page, path(case, "/set")) is None
    browser.post(path(case, "/set"), 403, activity_set="1")
