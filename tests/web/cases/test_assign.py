"""Naming the one worker who answers."""

import pytest

from reintegrate.db import db
from reintegrate.models.audit import AuditEvent
from tests.browser import Browser
from tests.cast import open_case


def path(case) -> str:
    return f"/cases/{case.id}/worker"


def worker_of(case) -> int | None:
    db.session.expire_all()
    return case.worker_id


@pytest.mark.parametrize("username", ["minh", "dung"])
def test_an_official_names_a_worker(browser, request, lan, unassigned, username):
    browser.sign_in(request.getfixturevalue(username)).get(path(unassigned))
    browser.submit("form.form", 303, worker=str(lan.id))

    assert worker_of(unassigned) == lan.id
    assert lan.name in browser.follow().get_text()


def test_each_choice_says_what_the_worker_has_to_do(browser, minh, lan, duc_xuan, case, unassigned):
    open_case(area=duc_xuan, by=minh, worker=lan, name="Ma Thị Én")

    page = browser.sign_in(minh).get(path(unassigned))

    assert f"{lan.name}: tuần này gặp " in page.get_text(" ", strip=True)


def test_only_social_workers_of_the_ward_are_offered(browser, minh, case, khanh, lan):
    page = browser.sign_in(minh).get(path(case))

    assert [choice["value"] for choice in page.select("[name=worker]")] == [str(khanh.id)]


def test_it_asks_for_a_choice(browser, minh, case):
    browser.sign_in(minh).get(path(case))

    assert browser.submit("form.form", 200).select_one("#worker-error")


@pytest.mark.parametrize("choice", ["hoa", "minh", "mai", "admin"])
def test_nobody_who_was_not_offered_can_be_named(browser, request, minh, lan, case, choice):
    browser.sign_in(minh).get(path(case))
    browser.submit("form.form", 200, worker=str(request.getfixturevalue(choice).id))

    assert worker_of(case) == lan.id


@pytest.mark.parametrize("typed", ["", "0", "-1", "abc", "9" * 300, "\u0000", "1 OR 1=1"])
def test_no_answer_breaks_the_page(browser, minh, case, typed):
    browser.sign_in(minh).get(path(case))

    browser.submit("form.form", 200, worker=typed)


def test_posted_twice_it_is_done_once(browser, minh, khanh, case):
    form = browser.sign_in(minh).get(path(case)).select_one("form.form")
    browser.submit(form, 303, worker=str(khanh.id))
    browser.post(path(case), 303, worker=str(khanh.id), was=form.select_one("[name=was]")["value"])

    assigned = db.session.scalars(
        db.select(AuditEvent).where(
            AuditEvent.what == "case.assigned", AuditEvent.case_id == case.id
        )
    ).all()
    assert len(assigned) == 2


def test_the_second_of_two_officials_is_told(app, browser, minh, dung, khanh, unassigned, lan):
    browser.sign_in(minh).get(path(unassigned))
    other = Browser(app).sign_in(dung)
    other.get(path(unassigned))
    other.submit("form.form", 303, worker=str(lan.id))

    page = browser.submit("form.form", 200, worker=str(khanh.id))

    assert worker_of(unassigned) == lan.id
    assert lan.name in page.get_text()
    browser.submit("form.form", 303, worker=str(khanh.id))
    assert worker_of(unassigned) == khanh.id


@pytest.mark.parametrize(
    ("username", "status"), [("lan", 403), ("tuan", 404), ("hoa", 403), ("binh", 403)]
)
def test_who_may_not_cannot(browser, request, case, khanh, lan, username, status):
    browser.sign_in(request.getfixturevalue(username))

    browser.get(path(case), expect=status)
    browser.post(path(case), expect=status, worker=str(khanh.id))
    assert worker_of(case) == lan.id
