"""Signing out ends the session in the database: the cookie is worth nothing afterwards."""

from reintegrate.db import db
from reintegrate.models.audit import AuditEvent
from reintegrate.models.user_session import UserSession


def test_signing_out_leads_to_the_sign_in_page(browser, lan):
    browser.sign_in(lan).get("/help/")
    browser.submit(".account form", 303)

    assert browser.response.location == "/sign-in"
    assert "Anh/chị đã đăng xuất" in browser.follow().get_text()
    browser.get("/help/", 303)


def test_a_copied_cookie_does_not_outlive_signing_out(browser, lan):
    browser.sign_in(lan)
    name = browser.app.config["SESSION_TOKEN_COOKIE"]
    copied = browser.client.get_cookie(name).value
    browser.post("/sign-out", 303)
    browser.client.set_cookie(name, copied)

    browser.get("/help/", 303)


def test_it_is_written_down_once(browser, lan):
    browser.sign_in(lan).post("/sign-out", 303)
    browser.get("/sign-in")
    browser.post("/sign-out", 303)

    assert db.session.query(AuditEvent).filter_by(what="user.signed_out").count() == 1


def test_other_devices_stay(browser, lan):
    _, elsewhere = UserSession.start(lan)
    browser.sign_in(lan).post("/sign-out", 303)
    browser.client.set_cookie(browser.app.config["SESSION_TOKEN_COOKIE"], elsewhere)

    browser.get("/help/")


def test_a_link_cannot_sign_anybody_out(browser, lan):
    browser.sign_in(lan).get("/sign-out", 405)
    browser.post("/sign-out", 400, csrf=False)
    browser.get("/help/")
