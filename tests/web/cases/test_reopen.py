"""The end was a mistake, or did not last."""

from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.case import Case, CaseStatus
from reintegrate.models.closure import Closure

REASON = "Kết thúc nhầm hồ sơ"


@pytest.fixture
def ended(case, minh) -> Case:
    case.close(outcome_code="completed", on=today(), by=minh)
    db.session.commit()
    return case


def path(case) -> str:
    return f"/cases/{case.id}/reopening"


def state(case) -> CaseStatus:
    db.session.expire_all()
    return case.status


def test_it_is_open_again_with_a_day_to_meet(browser, minh, ended):
    page = browser.sign_in(minh).get(path(ended))
    assert f"Ghi kết thúc ngày {today():%d/%m/%Y}, cộng thêm 30 ngày" in page.get_text()
    browser.submit("form.form", 303, reason=REASON)

    assert state(ended) == CaseStatus.MANAGED
    assert ended.due_on == today() + timedelta(days=3)
    assert db.session.scalar(db.select(Closure)).reopened_because == REASON


def test_it_asks_why_and_when(browser, minh, ended):
    browser.sign_in(minh).get(path(ended))
    page = browser.submit("form.form", 200, reason=" ", next_on="")

    assert page.select_one("#reason-error")
    assert page.select_one("#next_on-error")
    assert state(ended) == CaseStatus.CLOSED


def test_one_person_has_one_open_case(browser, minh, ended, duc_xuan):
    Case.open(
        ended.person,
        area=duc_xuan,
        rehabilitation_kind_code="compulsory",
        completed_on=today(),
        by=minh,
    )
    browser.sign_in(minh).get(path(ended))
    page = browser.submit("form.form", 200, reason=REASON)

    assert "đang có một hồ sơ khác" in page.get_text()
    assert state(ended) == CaseStatus.CLOSED


def test_it_cannot_be_done_twice(browser, minh, ended):
    browser.sign_in(minh).get(path(ended))
    browser.submit("form.form", 303, reason=REASON)

    browser.post(path(ended), 403, reason=REASON, next_on=f"{today():%d/%m/%Y}")


@pytest.mark.parametrize(("username", "status"), [("lan", 403), ("tuan", 404), ("yen", 403)])
def test_who_may_not_cannot(browser, request, ended, username, status):
    browser.sign_in(request.getfixturevalue(username))

    browser.get(path(ended), expect=status)
    browser.post(path(ended), expect=status, reason=REASON)
    assert state(ended) == CaseStatus.CLOSED
