"""A writer has no use for a draft any more, and may change their mind for a week."""

import pytest

from reintegrate.db import db
from reintegrate.models.intake import IntakeStatus
from tests.intakes import answer, begin_intake


@pytest.fixture
def intake(lan):
    return answer(begin_intake(lan), lan)


def test_it_leaves_the_drafts_and_can_be_taken_back(browser, lan, intake):
    page = browser.sign_in(lan).get(f"/intakes/{intake.id}/discard")
    assert "Hoàng Văn Bình" in page.main.get_text()
    browser.submit("main form", 303)
    assert intake.status == IntakeStatus.DISCARDED
    assert "Đã bỏ" in browser.get("/intakes/").main.get_text()

    browser.get(f"/intakes/{intake.id}")
    browser.submit("main form", 303)
    assert intake.status == IntakeStatus.DRAFT
    assert "Đã xong 8 trên 8 phần" in browser.follow().get_text()


def test_discarded_twice_is_once(browser, lan, intake):
    browser.sign_in(lan)
    for _ in range(2):
        browser.post(f"/intakes/{intake.id}/discard", 303)
    assert intake.status == IntakeStatus.DISCARDED


def test_what_was_submitted_stays(browser, lan, intake):
    intake.submit(by=lan)
    db.session.commit()
    browser.sign_in(lan).post(f"/intakes/{intake.id}/discard", 303)
    assert intake.status == IntakeStatus.SUBMITTED


def test_sent_back_and_discarded_the_ward_sees_that_and_none_of_it(browser, lan, minh, intake):
    intake.submit(by=lan)
    intake.send_back("Thiếu ngày cấp", by=minh)
    intake.discard(by=lan)
    db.session.commit()

    text = browser.sign_in(minh).get(f"/intakes/{intake.id}").main.get_text()
    assert "Đã bỏ" in text
    assert "006090000123" not in text


@pytest.mark.parametrize(("other", "status"), [("khanh", 404), ("hoa", 404), ("minh", 403)])
def test_it_is_its_writers_alone(browser, intake, other, status, request):
    browser.sign_in(request.getfixturevalue(other))
    browser.get(f"/intakes/{intake.id}/discard", status)
    browser.post(f"/intakes/{intake.id}/discard", status)
    browser.post(f"/intakes/{intake.id}/restoration", status)
    assert intake.status == IntakeStatus.DRAFT
