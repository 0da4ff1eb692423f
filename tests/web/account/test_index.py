"""One's own account: who I am here, and where I am signed in; nobody else's."""

from datetime import timedelta

import pytest

from reintegrate.db import db, utcnow
from reintegrate.models.user_session import UserSession

EVERYBODY = ["lan", "minh", "dung", "mai", "binh", "thao", "admin"]


@pytest.fixture
def elsewhere(lan):
    """Lan's telephone."""
    session, _ = UserSession.start(lan, device="Chrome · Android")
    db.session.commit()
    return session


@pytest.mark.either_database
@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_has_one(browser, request, who):
    user = request.getfixturevalue(who)
    page = browser.sign_in(user).get("/account/")

    assert user.name in page.select_one(".facts").get_text()


def test_the_devices_are_listed_with_this_one_first(browser, lan, khanh, elsewhere):
    UserSession.start(khanh, device="Firefox · Linux")
    page = browser.sign_in(lan).get("/account/")
    names = [row.td.get_text(" ", strip=True) for row in page.select("tbody tr")]

    assert names == ["tests Thiết bị này", "Chrome · Android"]


def test_sessions_that_no_longer_count_are_not_listed(browser, lan, elsewhere):
    elsewhere.seen_at = utcnow() - timedelta(minutes=31)

    assert len(browser.sign_in(lan).get("/account/").select("tbody tr")) == 1


def test_another_device_is_signed_out(browser, lan, elsewhere):
    browser.sign_in(lan).get("/account/")
    browser.submit("tbody form", 303)

    assert "Đã đăng xuất thiết bị đó" in browser.follow().get_text()
    assert elsewhere.ended_at is not None
    assert len(browser.get("/account/").select("tbody tr")) == 1


def test_all_others_are_signed_out_at_once(browser, lan, elsewhere):
    UserSession.start(lan, device="Firefox · Windows")
    browser.sign_in(lan).post("/account/sessions/end-others", 303)

    assert len(browser.follow().select("tbody tr")) == 1
    assert elsewhere.ended_at is not None


def test_nobody_ends_somebody_elses_session(browser, khanh, elsewhere):
    browser.sign_in(khanh).post(f"/account/sessions/{elsewhere.id}/end", 404)

    assert elsewhere.ended_at is None


def test_a_strange_page_to_throw_away_leads_home(browser, lan):
    browser.sign_in(lan).post("/account/typing/throw-away", 303, page="//elsewhere.example")

    assert browser.response.location == "/"
