"""Whom the chair assigned to help one person, what they are paid, and who did before."""

from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.helper import HelperAssignment
from reintegrate.models.life_rule import BaseSalary
from tests.cast import open_case
from tests.web.acts.conftest import OTHERS, day

pytestmark = pytest.mark.either_database

HELPER = {"name": "Lý Văn Tạ", "post": "Tổ trưởng", "since": timedelta(-3), "percent": "40"}


@pytest.fixture
def case(minh, lan, duc_xuan):
    return open_case(area=duc_xuan, by=minh, worker=lan)


def path(case) -> str:
    return f"/cases/{case.id}/helper"


def helpers() -> list[HelperAssignment]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(HelperAssignment).order_by(HelperAssignment.id)))


def test_another_helper_thanks_the_one_before(browser, minh, lan, case):
    browser.sign_in(minh)
    for name in ("Hà Thị Liễu", "Lý Văn Tạ"):
        browser.get(f"{path(case)}/new")
        browser.submit("form.form", 303, **(HELPER | {"name": name}))
    first, second = helpers()
    assert (first.until, second.until, case.helper_name) == (second.since, None, "Lý Văn Tạ")

    page = browser.sign_in(lan).get(path(case)).get_text()
    assert "Hà Thị Liễu" in page
    assert "Lý Văn Tạ" in browser.get(f"/cases/{case.id}").get_text()


def test_pay_is_counted_from_the_base_salary_once_somebody_entered_it(browser, minh, admin, case):
    browser.sign_in(minh).get(f"{path(case)}/new")
    browser.submit("form.form", 303, **HELPER)
    assert "chưa nhập mức lương cơ sở" in browser.get(path(case)).get_text()

    browser.sign_in(admin).get("/helpers/base-salary")
    for amount in ("2000000", "2340000"):
        browser.submit("form.form", 303, valid_from=day(-90), amount=amount, source="Nghị định")
        browser.follow()
    assert [row.amount for row in db.session.scalars(db.select(BaseSalary))] == [2_340_000]
    assert "936.000 đ" in browser.sign_in(minh).get(path(case)).get_text()


def test_no_more_than_the_regime_allows(browser, minh, case):
    browser.sign_in(minh).get(f"{path(case)}/new")
    page = browser.submit("form.form", 200, **(HELPER | {"percent": "61"}))

    assert "Vượt mức thù lao" in page.get_text()
    assert helpers() == []


def test_the_help_ends_once(browser, minh, case):
    browser.sign_in(minh).get(f"{path(case)}/new")
    browser.submit("form.form", 303, **HELPER)
    [helper] = helpers()
    browser.get(f"/helpers/{helper.id}/end")
    browser.submit("form.form", 303, on=day())
    assert (helpers()[0].until, case.helper_name) == (today(), "")
    browser.get(f"/helpers/{helper.id}/end")
    assert browser.submit("form.form", 200, on=day()).select_one("#on-error")


@pytest.mark.parametrize(
    ("answers", "wrong"), [({"name": ""}, "name"), ({"percent": "x"}, "percent")]
)
def test_what_is_missing_is_said(browser, minh, case, answers, wrong):
    browser.sign_in(minh).get(f"{path(case)}/new")

    assert browser.submit("form.form", 200, **(HELPER | answers)).select_one(f"#{wrong}-error")


def test_posted_twice_it_is_one(browser, minh, case):
    key = browser.sign_in(minh).get(f"{path(case)}/new").select_one("[name=key]")["value"]
    for _ in range(2):
        browser.post(f"{path(case)}/new", 303, key=key, **HELPER)

    assert len(helpers()) == 1


@pytest.mark.parametrize(("username", "status"), OTHERS)
def test_who_may_not_cannot(browser, request, case, username, status):
    browser.sign_in(request.getfixturevalue(username))
    browser.post(f"{path(case)}/new", expect=status, **HELPER)

    assert helpers() == []
