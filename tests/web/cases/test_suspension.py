"""The law keeps them elsewhere: the term stands still, then runs on."""

from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.absence import Suspension
from reintegrate.models.case import CaseStatus


def path(case) -> str:
    return f"/cases/{case.id}/suspension"


def state(case) -> CaseStatus:
    db.session.expire_all()
    return case.status


def ago(days: int) -> str:
    return f"{today() - timedelta(days=days):%d/%m/%Y}"


def test_suspended_and_released_moves_the_end_of_the_term(browser, dung, case):
    ends = case.term_to
    browser.sign_in(dung).get(path(case))
    browser.submit("form.form", 303, on=ago(7), reason="prison")
    assert state(case) == CaseStatus.SUSPENDED
    assert case.due_on is None

    browser.get(path(case))
    browser.submit("form.form", 303, on=ago(2), next_on=ago(-3))

    assert state(case) == CaseStatus.MANAGED
    assert case.term_to == ends + timedelta(days=5)
    assert case.due_on == today() + timedelta(days=3)


def test_it_asks_for_the_reason_and_the_day(browser, dung, case):
    browser.sign_in(dung).get(path(case))
    page = browser.submit("form.form", 200)

    assert page.select_one("#reason-error")
    assert page.select_one("#on-error")
    assert browser.submit("form.form", 200, on=ago(1), reason="holiday").select_one("#reason-error")


def test_running_on_needs_a_day_to_meet(browser, dung, case):
    case.suspend(today(), "prison", by=dung)
    browser.sign_in(dung).get(path(case))

    assert browser.submit("form.form", 200, next_on="").select_one("#next_on-error")
    assert browser.submit("form.form", 200, next_on=ago(1)).select_one("#next_on-error")
    assert browser.submit("form.form", 200, next_on="01/01/2199").select_one("#next_on-error")
    assert state(case) == CaseStatus.SUSPENDED


def test_posted_twice_it_is_one_suspension(browser, dung, case):
    browser.sign_in(dung).get(path(case))
    browser.submit("form.form", 303, on=ago(1), reason="reformatory")
    browser.post(path(case), 200, on=ago(1), reason="reformatory")

    assert db.session.scalar(db.select(db.func.count(Suspension.id))) == 1
    assert state(case) == CaseStatus.SUSPENDED


@pytest.mark.parametrize(("username", "status"), [("lan", 403), ("tuan", 404), ("son", 403)])
def test_who_may_not_cannot(browser, request, case, username, status):
    browser.sign_in(request.getfixturevalue(username))

    browser.get(path(case), expect=status)
    browser.post(path(case), expect=status, on=ago(1), reason="prison")
    assert state(case) == CaseStatus.MANAGED
