"""The page about personal data: for everybody, also without an account; nothing is made up."""

import pytest

from reintegrate.db import db
from reintegrate.models.privacy_detail import PrivacyDetail


def test_it_is_read_before_signing_in_and_by_every_role(browser, lan, dung, mai, binh, thao, admin):
    link = browser.get("/sign-in").select_one('main a[href="/privacy/"]')
    text = browser.get(link["href"]).main.get_text(" ", strip=True)
    assert "Điều 19 khoản 1" in text
    assert "Chưa quy định" in text
    assert "Trong 2 ngày làm việc" in text
    for viewer in (lan, dung, mai, binh, thao, admin):
        page = browser.sign_in(viewer).get("/privacy/?lang=en")
        assert "within 72 hours" in page.main.get_text()
        browser.sign_out()


@pytest.mark.parametrize("who", ["thao", "admin"])
def test_what_no_law_gives_is_written_by_whoever_keeps_it(request, browser, who):
    browser.sign_in(request.getfixturevalue(who)).get("/privacy/details/")
    path = "/privacy/details/officer"
    browser.get(path)
    browser.post(path, 303, version="1", words_vi="Phòng bảo vệ dữ liệu, 0209 3870 000")
    page = browser.post(path, 200, version="1", words_vi="Ai đó khác")
    assert "0209" in page.select_one("#words_vi-theirs").get_text()
    assert "0209 3870 000" in browser.get("/privacy/").main.get_text()
    page = browser.get("/privacy/?lang=en")
    assert page.select_one('[lang="vi"].entry-text')
    assert db.session.scalars(db.select(PrivacyDetail).filter_by(name="officer")).one().changed_at


def test_other_days_are_a_new_row_from_their_day_on(browser, admin):
    rules = browser.sign_in(admin).get("/rules/")
    assert rules.select_one('a[href="/privacy/clocks/"]')
    assert browser.get("/privacy/clocks/").select_one('a[href="/privacy/clocks/delete"]')
    path = "/privacy/clocks/delete"
    browser.get(path)
    form = "form:has([name=others_days])"
    page = browser.submit(form, 200, valid_from="01/01/2025")
    assert page.select_one("#valid_from-error")
    browser.get(path)
    browser.submit(form, 303, days="18", law="Luật mới")
    assert "Trong 18 ngày" in browser.get("/privacy/").main.get_text()
    page = browser.post(path, 200, version="1", days="19")
    assert page.select_one(".error-summary")
    browser.get("/privacy/clocks/nothing", 404)
    browser.get("/privacy/details/nothing", 404)
