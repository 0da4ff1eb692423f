"""Checked, seen to, answered, put beside a case: each by whoever may, once."""

import pytest

from reintegrate.db import db
from reintegrate.models.information import Information, InformationKind, InformationStatus
from tests import cast
from tests.trust.scenery_community import told


@pytest.fixture
def offer(lan) -> Information:
    taken = told(InformationKind.OFFER, "Có việc ở xưởng.", by=lan, teller="Bác Tư")
    db.session.commit()
    return taken


@pytest.fixture
def concern(minh) -> Information:
    taken = told(InformationKind.CONCERN, "Nghe nói…", by=minh)
    db.session.commit()
    return taken


def post(browser, information, part, expect=302, **fields):
    return browser.post(f"/community/information/{information.id}/{part}", expect, **fields)


def test_from_check_to_answer(browser, lan, offer):
    browser.sign_in(lan)
    post(browser, offer, "check", kind="offer", confirmed="yes")
    post(browser, offer, "handling", result="offer_taken", done="Đã gặp xưởng.")
    post(browser, offer, "answer", told="y")
    page = browser.follow()

    db.session.refresh(offer)
    assert offer.status == InformationStatus.ANSWERED
    assert "Đã giải quyết và trả lời" in page.main.get_text()


def test_what_is_missing_is_asked_for(browser, lan, offer):
    browser.sign_in(lan)
    page = post(browser, offer, "check", 200, kind="offer")
    assert page.select_one("#confirmed-error")
    post(browser, offer, "check", kind="offer", confirmed="yes")
    page = post(browser, offer, "handling", 200, done="Đã gặp.")
    assert page.select_one("#result-error")
    assert "Đã gặp." in page.select_one("#done").get_text()


def test_a_second_click_says_it_is_done(browser, lan, offer):
    browser.sign_in(lan)
    post(browser, offer, "check", kind="offer", confirmed="yes")
    post(browser, offer, "check", kind="offer", confirmed="no")
    assert "đã có kết quả" in browser.follow().select_one(".notice").get_text()
    db.session.refresh(offer)
    assert offer.status == InformationStatus.VERIFIED


def test_police_read_an_offer_and_not_from_whom(browser, dung, offer):
    page = browser.sign_in(dung).get(f"/community/information/{offer.id}")
    assert "Có việc ở xưởng." in page.main.get_text()
    assert "Bác Tư" not in page.main.get_text()
    post(browser, offer, "check", 403, kind="offer", confirmed="yes")


def test_a_worker_cannot_make_a_concern_of_it(browser, lan, offer):
    page = browser.sign_in(lan).get(f"/community/information/{offer.id}")
    assert not page.select('input[name="kind"][value="concern"]')
    post(browser, offer, "check", 200, kind="concern", confirmed="yes")


def test_only_the_official_meets_a_concern_and_it_goes_when_it_is_not_so(
    browser, lan, dung, minh, concern
):
    for other in (lan, dung):
        browser.sign_in(other).get(f"/community/information/{concern.id}", expect=404)
    browser.sign_in(minh)
    post(browser, concern, "check", kind="concern", confirmed="no")
    page = browser.follow()
    assert "Nghe nói" not in page.main.get_text()
    assert "Nội dung đã được xóa" in page.main.get_text()


def test_a_verified_offer_stands_beside_the_workers_own_case(
    browser, lan, khanh, minh, offer, duc_xuan
):
    mine = cast.open_case(area=duc_xuan, by=minh, worker=lan)
    other = cast.open_case(area=duc_xuan, by=minh, worker=khanh, name="Lò Văn Khác")
    browser.sign_in(lan)
    post(browser, offer, "case", 403, case=str(mine.id))
    post(browser, offer, "check", kind="offer", confirmed="yes")
    post(browser, offer, "case", 200, case=str(other.id))
    post(browser, offer, "case", case=str(mine.id))
    page = browser.follow()

    assert page.select_one(f'a[href="/cases/{mine.id}"]')
    timeline = browser.get(f"/cases/{mine.id}")
    assert "Gắn thông tin đã xác minh của người dân" in timeline.get_text()


def test_another_ward_cannot_tell_it_exists(browser, hoa, offer):
    browser.sign_in(hoa).get(f"/community/information/{offer.id}", expect=404)
    post(browser, offer, "check", 404, kind="offer", confirmed="yes")
