"""Away without word, and back: the days away do not count to the term."""

from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.absence import Absence
from reintegrate.models.case import CaseStatus


def path(case) -> str:
    return f"/cases/{case.id}/absence"


def state(case) -> CaseStatus:
    db.session.expire_all()
    return case.status


def ago(days: int) -> str:
    return f"{today() - timedelta(days=days):%d/%m/%Y}"


def test_away_and_back_moves_the_end_of_the_term_by_the_days(browser, minh, case):
    ends = case.term_to
    browser.sign_in(minh).get(path(case))
    browser.submit("form.form", 303, on=ago(5))
    assert state(case) == CaseStatus.ABSENT

    browser.get(path(case))
    browser.submit("form.form", 303, on=ago(1))

    assert state(case) == CaseStatus.MANAGED
    assert case.term_to == ends + timedelta(days=4)


@pytest.mark.parametrize("typed", ["", "32/01/2026", "hôm qua", "9" * 200, "\u0000"])
def test_it_asks_for_a_day(browser, dung, case, typed):
    browser.sign_in(dung).get(path(case))

    assert browser.submit("form.form", 200, on=typed).select_one("#on-error")
    assert state(case) == CaseStatus.MANAGED


def test_the_future_and_the_time_before_the_term_are_refused(browser, dung, case):
    browser.sign_in(dung).get(path(case))

    assert browser.submit("form.form", 200, on=ago(-1)).select_one("#on-error")
    assert browser.submit("form.form", 200, on="01/01/2000").select_one("#on-error")


def test_nobody_is_back_before_they_left(browser, dung, case):
    case.report_absent(today() - timedelta(days=2), by=dung)
    browser.sign_in(dung).get(path(case))

    assert browser.submit("form.form", 200, on=ago(5)).select_one("#on-error")
    assert state(case) == CaseStatus.ABSENT


def test_reported_twice_it_is_one_absence(browser, dung, case):
    form = browser.sign_in(dung).get(path(case)).select_one("form.form")
    browser.submit(form, 303, on=ago(5))
    browser.post(path(case), 303, on=ago(5))

    assert db.session.scalar(db.select(db.func.count(Absence.id))) == 1


def test_who_is_suspended_is_not_reported_absent(browser, dung, case):
    case.suspend(today(), "prison", by=dung)
    browser.sign_in(dung).get(path(case), expect=303)

    assert "không hợp với tình trạng hiện nay" in browser.follow().get_text()


@pytest.mark.parametrize(("username", "status"), [("lan", 403), ("tuan", 404), ("admin", 403)])
def test_who_may_not_cannot(browser, request, case, username, status):
    browser.sign_in(request.getfixturevalue(username))

    browser.get(path(case), expect=status)
    browser.post(path(case), expect=status, on=ago(1))
    assert state(case) == CaseStatus.MANAGED
