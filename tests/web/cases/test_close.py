"""Ending a case: said, checked, confirmed."""

from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.case import CaseStatus
from reintegrate.models.closure import Closure
from reintegrate.models.transfer import Transfer


def path(case) -> str:
    return f"/cases/{case.id}/closure"


def state(case) -> CaseStatus:
    db.session.expire_all()
    return case.status


def day(ahead: int = 0) -> str:
    return f"{today() + timedelta(days=ahead):%d/%m/%Y}"


def test_nothing_happens_before_it_is_confirmed(browser, minh, case):
    browser.sign_in(minh).get(path(case))
    page = browser.submit("form.form", 200, outcome="completed", on=day())

    assert state(case) == CaseStatus.MANAGED
    assert "Hoàn thành thời hạn" in page.get_text()

    browser.submit("form.form", 303, confirm="yes")
    assert state(case) == CaseStatus.CLOSED
    assert case.due_on is None
    assert "Hồ sơ đã kết thúc." in browser.follow().get_text()
    closure = db.session.scalar(db.select(Closure))
    assert (closure.outcome_code, closure.closed_on, closure.by_id) == (
        "completed",
        today(),
        minh.id,
    )


def test_the_answers_can_be_changed_before(browser, minh, case):
    browser.sign_in(minh).get(path(case))
    browser.submit("form.form", 200, outcome="moved", on=day(-1))
    page = browser.submit("form.form", 200, change="yes")

    assert page.select_one("[name=outcome][value=moved]").has_attr("checked")
    assert page.select_one("[name=on]")["value"] == day(-1)
    assert state(case) == CaseStatus.MANAGED


def test_ending_before_the_term_does_is_said(browser, minh, case):
    browser.sign_in(minh).get(path(case))
    page = browser.submit("form.form", 200, outcome="completed", on=day())

    assert f"{case.term_to:%d/%m/%Y} mới hết" in page.get_text()


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({"outcome": None}, "outcome"),
        ({"outcome": "tired"}, "outcome"),
        ({"on": ""}, "on"),
        ({"on": "31/02/2026"}, "on"),
        ({"on": "01/01/2199"}, "on"),
        ({"on": "01/01/1999"}, "on"),
    ],
)
@pytest.mark.parametrize("confirm", [None, "yes"])
def test_what_is_missing_or_impossible_is_said(browser, minh, case, answers, wrong, confirm):
    browser.sign_in(minh).get(path(case))
    given = {"outcome": "completed", "on": day()} | answers
    page = browser.post(path(case), 200, confirm=confirm, **given)

    assert page.select_one(f"#{wrong}-error")
    assert state(case) == CaseStatus.MANAGED


def test_a_pending_transfer_must_be_settled_first(browser, minh, bac_kan, case):
    Transfer.propose(
        case, key="1", to_area=bac_kan, moved_on=today(), new_address="x", reason="y", by=minh
    )
    browser.sign_in(minh)

    browser.get(path(case), expect=403)
    browser.post(path(case), expect=403, outcome="moved", on=day(), confirm="yes")
    assert state(case) == CaseStatus.MANAGED


def test_it_cannot_be_done_twice(browser, minh, case):
    browser.sign_in(minh).get(path(case))
    browser.post(path(case), 303, outcome="completed", on=day(), confirm="yes")
    page = browser.post(path(case), 403, outcome="completed", on=day(), confirm="yes")

    assert "Hồ sơ này đã kết thúc." in page.get_text()
    assert db.session.scalar(db.select(db.func.count(Closure.id))) == 1


@pytest.mark.parametrize(
    ("username", "status"), [("lan", 403), ("tuan", 404), ("binh", 403), ("thao", 403)]
)
def test_who_may_not_cannot(browser, request, case, username, status):
    browser.sign_in(request.getfixturevalue(username))

    browser.get(path(case), expect=status)
    browser.post(path(case), expect=status, outcome="completed", on=day(), confirm="yes")
    assert state(case) == CaseStatus.MANAGED
