"""A session that ends in the middle of a form: what was typed comes back, to its writer alone."""

from datetime import timedelta

import pytest

from reintegrate.db import db, utcnow
from reintegrate.models.held_form import MOST, HeldForm, hold
from reintegrate.models.user_session import UserSession
from tests.browser import PASSWORD

FORM = "/admin/users/new"
TYPED = {"username": "moi", "name": "Nông Thị Mơ", "title": "Cán bộ hợp đồng"}
NOTHING = dict.fromkeys(TYPED, "")
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def typing(browser, admin):
    """The administrator, half-way through a form."""
    browser.sign_in(admin).get(FORM)
    return browser


def end_sessions():
    for session in db.session.query(UserSession):
        session.seen_at = utcnow() - timedelta(minutes=31)
    db.session.commit()


def send(browser, expect=303, path=FORM, headers=FROM_HERE, **fields):
    token = browser.page.select_one("[name=csrf_token]")["value"]
    data = {"csrf_token": token, "role": "", "area": "", "agency": ""} | TYPED | fields
    return browser._open("POST", path, expect, {"data": data, "headers": headers})


def come_back(browser, username, expect=303):
    browser.follow()
    return browser.submit("main form", expect, username=username, password=PASSWORD)


def shown(page):
    return {name: page.select_one(f"#{name}").get("value") or "" for name in TYPED}


def test_what_was_typed_waits_behind_signing_in(typing):
    end_sessions()
    send(typing)
    assert typing.response.location == f"/sign-in?next={FORM}"
    come_back(typing, "admin")
    assert typing.response.location == FORM
    page = typing.follow()

    assert shown(page) == TYPED
    assert "Nội dung chưa được lưu" in page.select_one(".notice").get_text()


def test_the_sign_in_page_says_that_it_waits(typing):
    end_sessions()
    send(typing)

    assert "đang chờ anh/chị" in typing.follow().select_one(".notice").get_text()


def test_sent_at_last_it_is_let_go(typing, thai_nguyen):
    end_sessions()
    send(typing)
    come_back(typing, "admin")
    typing.follow()
    typing.submit("main form.form", 200, role="coordinator", area=str(thai_nguyen.id))

    assert db.session.query(HeldForm).count() == 0
    assert not typing.get(FORM).select_one("#name").get("value")


def test_it_can_be_thrown_away(typing):
    end_sessions()
    send(typing)
    come_back(typing, "admin")
    typing.follow()
    typing.submit(".notice form", 303)

    assert typing.response.location == FORM
    assert not typing.follow().select_one("#name").get("value")


def test_another_user_of_the_same_browser_does_not_see_it(typing, admin, thao):
    thao.change_rights(role=admin.role, area=None, agency=None, by=admin)
    end_sessions()
    send(typing)
    come_back(typing, "thao")
    page = typing.follow()

    assert shown(page) == NOTHING
    assert TYPED["name"] not in page.get_text()


def test_a_form_opened_by_one_and_sent_as_another_stays_with_who_opened_it(typing, admin, thao):
    """Two windows of one browser: the form is the administrator's, the session by now Thảo's."""
    thao.change_rights(role=admin.role, area=None, agency=None, by=admin)
    form = typing.page
    typing.sign_in(thao)
    typing.page = form
    send(typing)

    assert typing.response.location == FORM
    assert shown(typing.follow()) == NOTHING
    typing.sign_in(admin)
    assert shown(typing.get(FORM)) == TYPED


def test_a_stale_page_comes_back_with_what_was_typed(typing, admin):
    form = typing.page
    typing.sign_in(admin)
    typing.page = form
    send(typing)

    assert typing.response.location == FORM
    page = typing.follow()
    assert shown(page) == TYPED
    assert "Trang này đã cũ" in page.select_one(".notice").get_text()


def test_no_secret_is_held(browser, lan):
    browser.sign_in(lan).get("/account/password")
    end_sessions()
    token = browser.page.select_one("[name=csrf_token]")["value"]
    fields = {"present": PASSWORD, "new": "sông dài cá lội", "again": "sông dài cá lội"}
    options = {"data": {"csrf_token": token, **fields}, "headers": FROM_HERE}
    browser._open("POST", "/account/password", 303, options)

    assert db.session.query(HeldForm).count() == 0
    come_back(browser, "lan")
    assert browser.response.location == "/account/password"


def test_a_button_leads_home_with_a_word(browser, lan):
    browser.sign_in(lan).get("/account/")
    end_sessions()
    token = browser.page.select_one("[name=csrf_token]")["value"]
    options = {"data": {"csrf_token": token}, "headers": FROM_HERE}
    browser._open("POST", "/account/sessions/end-others", 303, options)

    assert browser.response.location == "/sign-in"
    assert "chưa có gì được thực hiện" in browser.follow().select_one(".notice").get_text()


def test_a_button_leads_back_to_its_page(browser, lan):
    browser.sign_in(lan).get("/account/")
    end_sessions()
    token = browser.page.select_one("[name=csrf_token]")["value"]
    headers = FROM_HERE | {"Referer": "http://localhost/account/"}
    options = {"data": {"csrf_token": token}, "headers": headers}
    browser._open("POST", "/account/sessions/end-others", 303, options)

    assert browser.response.location == "/sign-in?next=/account/"


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, {}),
        ({}, {}),
        (FROM_HERE, {"csrf_token": "1.0123456789abcdef01234567.x"}),
        (FROM_HERE, {"csrf_token": "9" * 400 + ".x.x"}),
        (FROM_HERE, {"csrf_token": ""}),
        (FROM_HERE, {"name": "a\0b"}),
    ],
)
def test_nothing_is_held_for_who_did_not_write_here(typing, headers, fields):
    end_sessions()
    send(typing, headers=headers, **fields)
    held = db.session.query(HeldForm).all()

    assert [name for form in held for name in form.fields if name in fields] == []
    assert held == [] or "name" in fields


def test_a_disabled_account_holds_nothing(typing, admin, thao):
    thao.change_rights(role=admin.role, area=None, agency=None, by=admin)
    admin.disable(by=thao)
    send(typing)

    assert db.session.query(HeldForm).count() == 0


def test_no_more_is_held_than_somebody_can_have_typed(app, lan):
    for number in range(MOST + 5):
        hold(lan, f"/cases/{number}", {"note": ["x"]})
        db.session.commit()

    assert db.session.query(HeldForm).count() == MOST


def test_what_is_held_is_encrypted_and_forgotten_after_a_week(typing, lan):
    end_sessions()
    send(typing)
    kept = db.session.execute(db.text("SELECT fields FROM held_form")).scalar()
    assert "Nông".encode() not in bytes(kept)

    db.session.query(HeldForm).one().at = utcnow() - timedelta(days=7, hours=1)
    come_back(typing, "admin")
    assert shown(typing.follow()) == NOTHING
    hold(lan, "/today", {"note": ["x"]})
    db.session.commit()
    assert db.session.query(HeldForm).count() == 1


def test_a_search_that_waited_is_let_go_when_it_is_asked_and_another_leaves_it(browser, lan):
    path = "/people/search"

    def ask(words, expect):
        token = browser.page.select_one("[name=csrf_token]")["value"]
        data = {"csrf_token": token, "q": words, "waited": ""}
        browser._open("POST", path, expect, {"data": data, "headers": FROM_HERE})

    browser.sign_in(lan).get(path)
    end_sessions()
    ask("Nông Thị", 303)
    come_back(browser, "lan")
    browser.follow()
    assert browser.page.select_one("#q")["value"] == "Nông Thị"

    ask("Lý", 200)
    assert db.session.query(HeldForm).count() == 1

    browser.get(path)
    browser.submit("form.form", 200, q="")  # refused: it goes on waiting
    assert db.session.query(HeldForm).count() == 1
    browser.submit("form.form", 200, q="Nông Thị Hoa")
    db.session.rollback()
    assert db.session.query(HeldForm).count() == 0
