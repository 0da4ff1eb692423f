"""Choosing one's own password: long, unknown, and every other device is out."""

import pytest

from reintegrate.db import db
from reintegrate.models.password import check_password
from reintegrate.models.user_session import UserSession
from tests.browser import PASSWORD

NEW = "sông dài cá lội"


def change(browser, expect=200, present=PASSWORD, new=NEW, again=None):
    browser.get("/account/password")
    fields = {"present": present, "new": new, "again": new if again is None else again}
    return browser.submit("main form", expect, **fields)


def told(page, field):
    return page.select_one(f"#{field}-error").get_text()


def test_it_is_changed(browser, lan):
    change(browser.sign_in(lan), 303)
    db.session.refresh(lan)

    assert check_password(lan.password_hash, NEW)
    browser.get("/account/")


def test_this_device_goes_on_with_a_new_session_and_the_others_are_out(browser, lan):
    _, elsewhere = UserSession.start(lan)
    name = browser.app.config["SESSION_TOKEN_COOKIE"]
    browser.sign_in(lan)
    before = browser.client.get_cookie(name).value
    change(browser, 303)
    assert browser.client.get_cookie(name).value != before

    for token in (before, elsewhere):
        browser.client.set_cookie(name, token)
        browser.get("/account/", 303)


@pytest.mark.parametrize("missing", ["present", "new", "again"])
def test_all_three_are_asked_for(browser, lan, missing):
    page = change(browser.sign_in(lan), **{missing: ""})

    assert told(page, missing)


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"present": "wrong password 1"}, "present", "hiện tại"),
        ({"again": "something else"}, "again", "Không giống"),
        ({"new": "ngắn quá"}, "new", "12"),
        ({"new": "x9" * 200}, "new", "256"),
        ({"new": "1qaz2wsx3edc"}, "new", "dễ đoán"),
        ({"new": "lan và bạn bè"}, "new", "tên đăng nhập"),
        ({"new": PASSWORD}, "new", "khác"),
        ({"new": "sông dài\0cá lội"}, "new", "ký tự"),
    ],
)
def test_it_says_what_is_wrong_where(browser, lan, fields, field, words):
    page = change(browser.sign_in(lan), **fields)
    db.session.refresh(lan)

    assert words in told(page, field)
    assert check_password(lan.password_hash, PASSWORD)


def test_the_present_one_cannot_be_guessed_at_leisure(browser, lan):
    browser.sign_in(lan)
    for _ in range(5):
        change(browser, present="wrong password 1")
    change(browser, 429)


def test_a_weak_choice_is_not_a_wrong_try(browser, lan):
    browser.sign_in(lan)
    for _ in range(6):
        change(browser, new="1qaz2wsx3edc")
    change(browser, 303)
