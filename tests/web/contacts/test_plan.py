"""Moving the planned date, or saying why there is none."""

from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.follow_up import REGULAR, FollowUp, FollowUpStatus
from reintegrate.models.no_next_note import NoNextNote


def path(case) -> str:
    return f"/cases/{case.id}/follow-up"


def plans(status: FollowUpStatus) -> list[FollowUp]:
    db.session.expire_all()
    of_kind = db.select(FollowUp).where(FollowUp.kind_code == REGULAR)
    return list(db.session.scalars(of_kind.where(FollowUp.status == status)))


def written(ahead: int) -> str:
    return f"{today() + timedelta(days=ahead):%d/%m/%Y}"


def test_the_date_is_moved(browser, lan, case):
    browser.sign_in(lan).get(path(case))
    browser.submit("form.form", 303, next_on=written(4), next_agreed="y")

    [planned] = plans(FollowUpStatus.PLANNED)
    assert (planned.due_on, planned.agreed) == (today() + timedelta(days=4), True)
    assert (case.due_on, case.next_is_agreed) == (planned.due_on, True)
    assert len(plans(FollowUpStatus.MOVED)) == 1
    assert written(4) in browser.follow().get_text()


def test_no_date_needs_a_reason(browser, lan, case):
    browser.sign_in(lan).get(path(case))
    assert browser.submit("form.form", 200, next="none").select_one("#no_next_reason-error")

    browser.submit("form.form", 303, no_next_reason="person_asked_pause")
    assert (case.due_on, case.no_next_date_reason_code) == (None, "person_asked_pause")
    assert plans(FollowUpStatus.PLANNED) == []


@pytest.mark.parametrize("typed", ["01/01/2020", "31/12/2199", "abc", "\u0000"])
def test_an_impossible_day_is_said_at_its_field(browser, lan, case, typed):
    before = case.due_on
    browser.sign_in(lan).get(path(case))

    assert browser.submit("form.form", 200, next_on=typed).select_one("#next_on-error")
    db.session.expire_all()
    assert case.due_on == before


def test_posted_twice_it_is_moved_once(browser, lan, case):
    form = browser.sign_in(lan).get(path(case)).select_one("form.form")
    browser.submit(form, 303, next_on=written(4))
    browser.submit(form, 303, next_on=written(4))

    assert len(plans(FollowUpStatus.MOVED)) == 1


def test_a_page_that_is_behind_shows_what_is_planned_now(browser, lan, case):
    form = browser.sign_in(lan).get(path(case)).select_one("form.form")
    case.plan_next(today() + timedelta(days=6), by=lan)
    page = browser.submit(form, 200, next_on=written(2))

    assert written(6) in page.select_one("#next_on-theirs").get_text()
    browser.submit("form.form", 303)
    db.session.expire_all()
    assert case.due_on == today() + timedelta(days=2)


@pytest.mark.parametrize(
    ("username", "status"), [("khanh", 403), ("minh", 403), ("hoa", 404), ("binh", 403)]
)
def test_only_the_worker_who_answers_plans(browser, request, case, username, status):
    browser.sign_in(request.getfixturevalue(username))

    browser.get(path(case), expect=status)
    browser.post(path(case), expect=status, next_on=written(3))


def test_another_reason_needs_words_that_only_its_worker_reads(browser, lan, minh, case):
    browser.sign_in(lan).get(path(case))
    page = browser.submit("form.form", 200, no_next_reason="other")
    assert page.select_one("#no_next_words-error")

    browser.submit("form.form", 303, no_next_words="Về quê chăm mẹ ốm")
    identity = browser.get(f"/cases/{case.id}").select_one(".identity-facts")
    assert "Về quê chăm mẹ ốm" in identity.get_text()
    assert "Về quê" not in str(browser.sign_in(minh).get(f"/cases/{case.id}"))
    assert "Về quê" not in str(browser.get("/caseload"))

    browser.sign_in(lan).get(path(case))
    browser.submit("form.form", 303, no_next_reason="", no_next_words="", next_on=written(4))
    assert db.session.scalars(db.select(NoNextNote)).all() == []
