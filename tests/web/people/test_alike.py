"""Who may be meant is shown while a name is typed, and only to those who may know."""

import pytest

from reintegrate.db import db
from tests import cast


@pytest.fixture
def dao(minh, duc_xuan):
    case = cast.open_case(area=duc_xuan, by=minh, name="Đặng Thị Đào", birth_year=1988)
    db.session.commit()
    return case


def ask(browser, text, expect=200):
    browser.get("/people/search")
    browser.post("/people/alike", expect, q=text)
    return browser.response.json


@pytest.mark.parametrize("text", ["đ", "dang dao", "ddawngj", "Đào 1988"])
def test_they_are_told_with_the_reason(browser, lan, dao, text):
    browser.sign_in(lan)
    found = ask(browser, text)["found"]

    assert [(row["href"], row["name"]) for row in found] == [(f"/cases/{dao.id}", "Đặng Thị Đào")]
    assert "1988" in found[0]["tells"]
    assert found[0]["why"]


@pytest.mark.parametrize("text", ["", "   ", "Vàng A Pủa", "%"])
def test_nobody_is_meant(browser, lan, dao, text):
    browser.sign_in(lan)
    assert ask(browser, text)["found"] == []


def test_another_ward_is_told_nothing(browser, hoa, dao):
    browser.sign_in(hoa)
    assert ask(browser, "Đặng Thị Đào 1988")["found"] == []


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/people/search", "/intakes/new"])
def test_typing_shows_who_may_be_meant(page_at, lan, dao, path):
    page = page_at(360, 740, user=lan)
    page.goto(path)
    page.locator("main input[name=q]").press_sequentially("dang dao")
    page.locator(".alike a").click()

    page.wait_for_url(f"**/cases/{dao.id}")


@pytest.mark.browser
def test_a_short_text_takes_the_list_away_again(page_at, lan, dao):
    page = page_at(360, 740, user=lan)
    page.goto("/people/search")
    box = page.locator("main input[name=q]")
    box.fill("dao")
    page.locator(".alike a").wait_for()
    box.fill("")

    page.locator(".alike").wait_for(state="hidden")
