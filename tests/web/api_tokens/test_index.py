"""Making a key for another program: after the password, shown once, never more than one may."""

import pytest

from reintegrate.db import db
from reintegrate.models.api_token import ApiToken
from reintegrate.models.program import Program
from tests.browser import PASSWORD

PAGE = "/account/api-tokens"
FORM = "main form:has([name=present])"


def make(browser, **changes):
    browser.get(PAGE)
    fields = {"name": "Bảng tính", "grants": ["caseload"], "days": "7", "present": PASSWORD}
    return browser.submit(FORM, 200, **fields | changes)


def count() -> int:
    return db.session.scalar(db.select(db.func.count()).select_from(ApiToken))


def test_it_is_shown_once(browser, lan):
    page = make(browser.sign_in(lan))
    token = page.select_one("#token")["value"]
    assert Program.of_token(token).granted == "caseload"
    assert page.select_one("#base")["value"].endswith("/api/v1/")

    page = browser.get(PAGE)
    assert token not in str(page)
    assert "Bảng tính" in page.select_one("table").get_text()


def test_posted_twice_it_is_one(browser, lan):
    browser.sign_in(lan).get(PAGE)
    key = browser.page.select_one("[name=key]")["value"]
    make(browser, key=key)
    page = browser.post(
        PAGE, 200, key=key, name="Bảng tính", days="7", grants="caseload", present=PASSWORD
    )

    assert not page.select_one("#token")
    assert "chỉ hiện một lần" in page.select_one("main").get_text()
    assert count() == 1


@pytest.mark.parametrize("missing", ["name", "present"])
def test_it_asks_for_what_is_missing(browser, lan, missing):
    page = make(browser.sign_in(lan), **{missing: ""})

    assert page.select_one(f"#{missing}-error")
    assert count() == 0


def test_without_the_right_password_nothing_is_made(browser, lan):
    page = make(browser.sign_in(lan), present="wrong password 1")

    assert page.select_one("#present-error")
    assert page.select_one("[name=name]")["value"] == "Bảng tính"
    assert count() == 0


def test_what_the_role_may_not_read_is_not_offered(browser, binh):
    page = make(browser.sign_in(binh), grants=["names"])

    offered = {box["value"] for box in page.select("[name=grants]")}
    assert offered == {"counts", "reports"}
    assert count() == 0


def test_its_owner_ends_it(browser, lan):
    page = make(browser.sign_in(lan))
    token = page.select_one("#token")["value"]
    browser.get(PAGE)
    browser.submit("form[action$='/end']", 303)

    assert Program.of_token(token) is None
    assert browser.get(PAGE).select_one("main table") is None


def test_the_administrator_sees_whose_and_ends_it(browser, lan, admin):
    token = make(browser.sign_in(lan)).select_one("#token")["value"]
    page = browser.sign_in(admin).get("/admin/api-tokens")
    shown = page.select_one("main table").get_text()
    assert "Nguyễn Thị Lan" in shown
    assert "Bảng tính" in shown
    browser.submit("form[action$='/end']", 303)

    assert browser.response.location.endswith("/admin/api-tokens")
    assert Program.of_token(token) is None
