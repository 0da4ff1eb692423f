"""One request about data: acknowledged, extended, answered, taken back."""

from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.data_request import RequestKind
from tests.trust.scenery_privacy import asks

WORDS = "Muốn xem những gì đã ghi về mẹ."


@pytest.fixture
def asked(case, lan):
    found = asks(case, by=lan, words=WORDS)
    db.session.commit()
    return found


def test_from_received_to_answered(browser, lan, asked):
    path = f"/data-requests/{asked.id}"
    browser.sign_in(lan).get(path)
    browser.post(f"{path}/acknowledgement", 303, told_on=timedelta(0))
    assert "Cần trả lời" in browser.follow().main.get_text()
    assert browser.post(f"{path}/extension", 200, because="Chờ.").select_one("#told-error")
    browser.post(f"{path}/extension", 303, because="Chờ trạm y tế gửi giấy.", told="y")
    page = browser.post(f"{path}/answer", 200, outcome="refused", ended_on=timedelta(0), ground="")
    assert page.select_one("#ground-error")
    browser.post(
        f"{path}/answer", 303, outcome="done", words="Đã in.", ended_on=timedelta(0), ground=""
    )
    text = browser.follow().main.get_text(" ", strip=True)
    for words in (WORDS, "Chờ trạm y tế gửi giấy.", "Đã in.", "Đã trả lời: đã thực hiện"):
        assert words in text
    browser.post(f"{path}/answer", 303, outcome="done", ended_on=timedelta(0), ground="")
    assert "Không có gì thay đổi" in browser.follow().get_text()


def test_the_official_answers_without_reading_what_was_confided(browser, minh, asked):
    path = f"/data-requests/{asked.id}"
    page = browser.sign_in(minh).get(path)
    assert WORDS not in page.get_text()
    browser.post(f"{path}/withdrawal", 303)
    assert "đã rút lại" in browser.follow().main.get_text()


def test_the_officer_reads_the_number_the_state_and_the_days(browser, thao, lan, asked, case):
    asks(case, by=lan, asked_on=today() - timedelta(days=30), kind=RequestKind.COPY)
    db.session.commit()
    page = browser.sign_in(thao).get("/privacy/requests/")
    tiles = {t["href"].partition("=")[2]: t for t in page.select("a.tile")}
    for which, tile in tiles.items():
        listed = browser.get(tile["href"]).select("a.work")
        assert str(len(listed)) == tile.select_one(".tile-number").get_text(), which
    listed = browser.get(tiles["overdue"]["href"]).main.get_text(" ", strip=True)
    assert case.number in listed
    text = browser.get(f"/data-requests/{asked.id}").get_text(" ")
    assert WORDS not in text
    assert case.person.name not in text
    assert not browser.page.select("main form")


def test_nobody_else(browser, khanh, dung, hoa, asked):
    for viewer, status in ((khanh, 404), (dung, 403), (hoa, 404)):
        browser.sign_in(viewer).get(f"/data-requests/{asked.id}", status)
