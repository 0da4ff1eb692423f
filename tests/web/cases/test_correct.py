"""Putting right who somebody is: nobody's typing is lost, nobody's saving is overwritten."""

import pytest

from reintegrate.db import db
from reintegrate.models.person import NameToken, Person
from tests.browser import Browser


def path(case) -> str:
    return f"/cases/{case.id}/person"


def stored(case) -> Person:
    db.session.expire_all()
    return case.person


def test_the_name_is_put_right_and_found_under_it(browser, lan, case):
    browser.sign_in(lan).get(path(case))
    browser.submit("form.form", 303, name="Hoàng  Văn Bính", birth_day="5", birth_month="2")

    person = stored(case)
    assert (person.name, person.birth_day, person.birth_month) == ("Hoàng  Văn Bính", 5, 2)
    assert case.person_sort_key == person.sort_key
    assert db.session.scalar(db.select(NameToken.person_id).where(NameToken.token == "binh"))
    assert "Đã lưu thông tin cá nhân." in browser.follow().get_text()


def test_what_is_missing_or_impossible_is_said_at_its_field(browser, lan, case):
    browser.sign_in(lan).get(path(case))
    page = browser.submit(
        "form.form", 200, name="  ", birth_day="31", birth_month="2", birth_year="2999"
    )

    assert page.select_one("#name-error")
    assert page.select_one("#birth_day-error")
    assert page.select_one("#birth_year-error")
    assert page.select_one("[name=birth_day]")["value"] == "31"
    assert stored(case).name == "Hoàng Văn Bình"


def test_a_day_needs_its_month(browser, lan, case):
    browser.sign_in(lan).get(path(case))

    assert browser.submit("form.form", 200, birth_day="5").select_one("#birth_day-error")


def test_the_second_of_two_sees_both_and_decides(app, browser, lan, minh, case):
    browser.sign_in(lan).get(path(case))
    other = Browser(app).sign_in(minh)
    other.get(path(case))
    other.submit("form.form", 303, occupation="Thợ mộc", sex="male")

    page = browser.submit("form.form", 200, occupation="Thợ xây")

    assert "Thợ mộc" in page.select_one("#occupation-theirs").get_text()
    assert "Nam" in page.select_one("#sex-theirs").get_text()
    assert page.select_one("[name=occupation]")["value"] == "Thợ xây"
    assert stored(case).occupation == "Thợ mộc"

    browser.submit("form.form", 303)
    assert stored(case).occupation == "Thợ xây"


def test_extra_fields_change_nothing_else(browser, lan, case):
    browser.sign_in(lan).get(path(case))
    browser.submit("form.form", 303, area_id="2", person_id="9", worker_id="3", status="closed")

    db.session.expire_all()
    assert (case.worker_id, case.is_open) == (lan.id, True)


@pytest.mark.parametrize(("username", "status"), [("khanh", 403), ("hoa", 404), ("admin", 403)])
def test_who_may_not_cannot(browser, request, case, username, status):
    browser.sign_in(request.getfixturevalue(username))

    browser.get(path(case), expect=status)
    browser.post(path(case), expect=status, name="X", birth_year="1990", sex="male", version="1")
    assert stored(case).name == "Hoàng Văn Bình"


@pytest.mark.parametrize(
    "typed", ["9" * 400, "-1", "1e9", "٣", "\u0000", "<script>alert(1)</script>", "{{7*7}}"]
)
def test_no_birth_year_breaks_the_page(browser, lan, case, typed):
    browser.sign_in(lan).get(path(case))

    page = browser.submit("form.form", 200, birth_year=typed)
    assert page.select_one("#birth_year-error")
