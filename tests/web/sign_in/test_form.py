"""Signing in: by name and password, slowed down when guessed at, never telling what was wrong."""

from tests.browser import PASSWORD


def test_the_right_password_leads_to_the_roles_home(browser, lan):
    browser.get("/sign-in")
    browser.submit("main form", 303, username="lan", password=PASSWORD)

    assert browser.response.location == "/"
    assert "session=" in browser.response.headers["Set-Cookie"]
