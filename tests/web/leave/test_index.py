"""Days away: entered for oneself or by an official, seen as days only, cancelled by whoever may."""

from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.leave import Leave


def written(days: int) -> str:
    return f"{today() + timedelta(days=days):%d/%m/%Y}"


def leaves() -> list[Leave]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(Leave)))


def test_a_worker_enters_their_own_days_and_cancels_them(browser, lan):
    browser.sign_in(lan).get("/leave")
    browser.submit("form.form", 303, first_day=written(2), last_day=written(4), kind="sick")
    page = browser.follow()

    [leave] = leaves()
    assert (leave.user_id, leave.by_id, leave.kind) == (lan.id, lan.id, "sick")
    browser.submit(page.select_one(f'form[action="/leave/{leave.id}/cancel"]'), 303)
    assert leaves()[0].cancelled_at is not None


def test_an_official_enters_them_for_the_wards_staff(browser, minh, lan, hoa):
    page = browser.sign_in(minh).get("/leave")
    offered = {option["value"] for option in page.select("[name=user] option")}
    assert str(lan.id) in offered
    assert str(hoa.id) not in offered
    browser.submit("form.form", 303, user=lan.id, first_day=written(2), last_day=written(2))

    assert [(one.user_id, one.by_id) for one in leaves()] == [(lan.id, minh.id)]


def test_a_worker_enters_nothing_for_a_colleague(browser, lan, khanh):
    browser.sign_in(lan).get("/leave")
    browser.submit("form.form", 200, user=khanh.id, first_day=written(2), last_day=written(2))

    assert leaves() == []


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [("", written(3), "first_day"), (written(3), written(1), "last_day"), ("x", "", "last_day")],
)
def test_what_is_wrong_is_said_at_its_field(browser, lan, first, last, wrong):
    browser.sign_in(lan).get("/leave")
    page = browser.submit("form.form", 200, first_day=first, last_day=last)

    assert page.select_one(f"#{wrong}-error")
    assert leaves() == []


def test_a_colleague_cannot_cancel_them(browser, lan, khanh):
    browser.sign_in(lan).get("/leave")
    browser.submit("form.form", 303, first_day=written(2), last_day=written(4))

    browser.sign_in(khanh).post(f"/leave/{leaves()[0].id}/cancel", expect=404)
    assert leaves()[0].cancelled_at is None
