"""Signing in: by name and password, slowed down when guessed at, never telling what was wrong."""

import threading
import time
import unicodedata
from contextvars import Context
from datetime import timedelta

import pytest
import time_machine

from reintegrate.db import db, utcnow
from reintegrate.models import password
from reintegrate.models.user import User
from reintegrate.models.viewer import Viewer
from tests.browser import PASSWORD, Browser


def sign_in(browser, username="lan", password=PASSWORD, expect=303):
    browser.get("/sign-in")
    return browser.submit("main form", expect, username=username, password=password)


def told(page):
    return page.select_one(".error-summary").get_text(" ", strip=True)


def test_the_right_password_leads_to_the_roles_home(browser, lan):
    sign_in(browser)

    assert browser.response.location == "/"
    assert browser.response.headers["Set-Cookie"].startswith("session=")
    browser.get("/", 302)
    assert browser.response.location == "/today"


@pytest.mark.parametrize("typed", ["LAN", " lan ", "Làn"])
def test_the_username_is_compared_folded(browser, typed):
    sign_in(browser, username=typed)


def test_a_password_is_the_same_however_its_marks_are_typed(browser, lan, admin):
    lan.set_first_password("mùa xuân về bản", by=admin, must_change=False)

    sign_in(browser, password=unicodedata.normalize("NFD", "mùa xuân về bản"))


def test_a_password_keeps_its_spaces(browser, lan, admin):
    lan.set_first_password(" nước chảy đá mòn ", by=admin, must_change=False)

    sign_in(browser, password="nước chảy đá mòn", expect=200)
    sign_in(browser, password=" nước chảy đá mòn ")


def test_nothing_is_cut_off_a_long_password(browser, lan, admin):
    lan.set_first_password("mưa dầm " * 30, by=admin, must_change=False)

    sign_in(browser, password="mưa dầm " * 30 + "thấm lâu", expect=200)
    sign_in(browser, password="mưa dầm " * 30)


@pytest.mark.parametrize("missing", ["username", "password"])
def test_both_are_asked_for(browser, missing):
    browser.get("/sign-in")
    page = browser.submit("main form", 200, **{"username": "lan", "password": "x", missing: ""})

    assert page.select_one(f"#{missing}-error")
    assert not page.select_one("#password").get("value")


def test_an_unknown_name_and_a_wrong_password_are_told_alike(browser, lan, khanh, admin):
    khanh.disable(by=admin)
    wrong = told(sign_in(browser, "lan", "wrong password 1", 200))
    unknown = told(sign_in(browser, "nobody", PASSWORD, 200))
    disabled = told(sign_in(browser, "khanh", PASSWORD, 200))
    system = told(sign_in(browser, "system", PASSWORD, 200))

    assert wrong == unknown == disabled == system
    assert "không khớp" in wrong


@pytest.mark.either_database
def test_an_unknown_name_takes_as_long_as_a_wrong_password(another_app, lan):
    """In computing time: what else the machine does would add to either."""
    app = another_app()
    password.install(passes=2, memory_kib=19 * 1024)
    lan.set_first_password(PASSWORD, by=None)
    taken = {"lan": [], "nobody": []}
    for times in range(8):
        for name, durations in taken.items():
            browser = Browser(app)
            browser.get("/sign-in")
            began = time.thread_time()
            browser.submit("main form", 200, username=name, password=f"wrong {times}")
            durations.append(time.thread_time() - began)
        with app.app_context():
            db.session.execute(db.text("DELETE FROM sign_in_attempt"))
            db.session.commit()
    password.install(passes=1, memory_kib=8)
    known, unknown = (min(durations) for durations in taken.values())

    assert max(known, unknown) < 1.5 * min(known, unknown)


@pytest.mark.parametrize("name", ["lan", "nobody"])
def test_after_five_wrong_tries_one_must_wait(browser, lan, khanh, name):
    for _ in range(5):
        sign_in(browser, name, "wrong password 1", 200)
    page = sign_in(browser, name, PASSWORD, 429)

    assert "15 phút" in told(page)
    sign_in(browser, "khanh")  # nobody else is hit
    with time_machine.travel(utcnow() + timedelta(minutes=16), tick=True):
        browser.sign_out()
        sign_in(browser, name, PASSWORD, 303 if name == "lan" else 200)


def test_an_address_that_tries_many_names_must_wait(browser):
    for number in range(30):
        sign_in(browser, f"name{number}", "wrong password 1", 200)

    sign_in(browser, "lan", PASSWORD, 429)


def test_the_right_password_forgets_the_tries(browser, lan):
    for _ in range(4):
        sign_in(browser, "lan", "wrong password 1", 200)
    sign_in(browser)
    browser.sign_out()
    for _ in range(4):
        sign_in(browser, "lan", "wrong password 1", 200)


def test_tries_side_by_side_do_not_pass_the_limit(app, lan):
    browsers = [Browser(app) for _ in range(12)]
    for browser in browsers:
        browser.get("/sign-in")
    db.session.rollback()
    answers = []

    def guess(browser):
        token = browser.page.select_one("main [name=csrf_token]")["value"]
        fields = {"csrf_token": token, "username": "lan", "password": "wrong password 1"}
        answers.append(Context().run(browser.client.post, "/sign-in", data=fields).status_code)

    threads = [threading.Thread(target=guess, args=[browser]) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == [200] * 5 + [429] * 7


def test_a_password_kept_with_less_work_is_kept_anew(browser, lan):
    before = lan.password_hash
    password.install(passes=2, memory_kib=16)
    sign_in(browser)
    password.install(passes=1, memory_kib=8)
    db.session.refresh(lan)

    assert before != lan.password_hash
    assert "m=16,t=2" in lan.password_hash


def test_signing_in_begins_a_new_session(browser, lan, khanh):
    browser.sign_in(khanh).get("/help/")
    name = browser.app.config["SESSION_TOKEN_COOKIE"]
    before = browser.client.get_cookie(name).value
    browser.client.set_cookie(name, before)
    page = browser.get("/help/")
    assert page.select_one(".account strong").get_text() == khanh.name

    browser.post("/sign-in", 303, username="lan", password=PASSWORD)

    assert browser.client.get_cookie(name).value != before
    assert browser.get("/help/").select_one(".account strong").get_text() == lan.name
    browser.client.set_cookie(name, before)
    browser.get("/help/", 303)  # the earlier one has ended


def test_a_token_chosen_by_somebody_else_is_not_taken_over(browser, lan):
    name = browser.app.config["SESSION_TOKEN_COOKIE"]
    browser.client.set_cookie(name, "chosen-by-somebody-else")
    sign_in(browser)

    assert browser.client.get_cookie(name).value != "chosen-by-somebody-else"
    assert Viewer.of_token("chosen-by-somebody-else") is None


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/account/", "/account/"),
        ("/audit/?who=lan", "/audit/?who=lan"),
        ("//elsewhere.example/", "/"),
        ("/\\elsewhere.example", "/"),
        ("https://elsewhere.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/\t/elsewhere.example", "/"),
        ("/sign-out", "/"),
        ("//[", "/"),
        ("", "/"),
    ],
)
@pytest.mark.either_database
def test_one_is_led_on_inside_this_site_only(browser, asked, led_to):
    browser.get("/sign-in")
    token = browser.page.select_one("[name=csrf_token]")["value"]
    fields = {"csrf_token": token, "username": "lan", "password": PASSWORD}
    browser._ask("POST", "/sign-in", {"query_string": {"next": asked}, "data": fields})

    assert browser.response.status_code == 303
    assert browser.response.location == led_to


def test_whoever_is_signed_in_is_not_asked_again(browser, lan):
    browser.sign_in(lan).get("/sign-in", 302)

    assert browser.response.location == "/"


def test_a_first_password_must_be_changed_before_anything_else(browser, lan, admin):
    password = lan.reset_password(by=admin)
    sign_in(browser, password=password)

    for path in ("/today", "/account/", "/help/"):
        browser.get(path, 303)
        assert browser.response.location == "/account/password"
    browser.get("/account/password")
    browser.submit(
        "main form", 303, present=password, new="sông dài cá lội", again="sông dài cá lội"
    )
    browser.get("/help/")
    assert not User.named("lan").must_change_password


def test_the_page_is_in_both_languages(browser):
    assert browser.get("/sign-in").h1.get_text() == "Đăng nhập"
    assert browser.get("/sign-in?lang=en").h1.get_text() == "Sign in"
    assert browser.get("/sign-in").h1.get_text() == "Sign in"
