"""Yes or no: the asked ward chooses whom it means, the asking ward learns the one word."""

import pytest

from reintegrate.db import at, db, utcnow
from reintegrate.models.inquiry import (
    ANSWER_WITHIN,
    FORGET_AFTER,
    InquiryStatus,
    expire_inquiries,
    forget_old_inquiries,
)
from reintegrate.models.user import system_user
from tests import cast


def yes(browser, inquiry, case, expect=302):
    return browser.post(f"/inquiries/{inquiry.id}/yes", expect, case_id=str(case.id))


def test_yes_tells_that_they_are_known_and_no_more(browser, tuan, lan, inquiry, theirs):
    page = browser.sign_in(tuan).get(f"/inquiries/{inquiry.id}")
    assert "006190000123" in page.main.get_text()
    yes(browser, inquiry, theirs)
    page = browser.follow()
    assert page.select_one(f'a[href="/cases/{theirs.id}"]')
    assert page.select_one(f'a[href^="/cases/{theirs.id}/transfers/new?ward="]')

    page = browser.sign_in(lan).get(f"/inquiries/{inquiry.id}")
    assert "Có, địa bàn đó biết" in page.main.get_text()
    assert theirs.number not in str(page.main)
    assert not page.select('a[href^="/cases/"]')


def test_no_says_no(browser, tuan, lan, inquiry):
    browser.sign_in(tuan).post(f"/inquiries/{inquiry.id}/no", 302)

    page = browser.sign_in(lan).get(f"/inquiries/{inquiry.id}")
    assert "Không, địa bàn đó không biết" in page.main.get_text()


def test_the_second_answer_reads_the_first(browser, tuan, inquiry, theirs):
    browser.sign_in(tuan).post(f"/inquiries/{inquiry.id}/no", 302)
    yes(browser, inquiry, theirs)

    assert "đã có kết quả" in browser.follow().select_one(".notice").get_text()
    db.session.refresh(inquiry)
    assert inquiry.status == InquiryStatus.UNKNOWN


def test_a_case_of_another_ward_cannot_be_meant(browser, tuan, minh, inquiry, duc_xuan):
    ours = cast.open_case(area=duc_xuan, by=minh)
    db.session.commit()

    yes(browser.sign_in(tuan), inquiry, ours, 404)
    db.session.refresh(inquiry)
    assert inquiry.is_open


@pytest.mark.parametrize("case_id", [None, "", "x", "9" * 40])
def test_a_yes_says_who_is_meant(browser, tuan, inquiry, case_id):
    browser.sign_in(tuan).post(f"/inquiries/{inquiry.id}/yes", 302, case_id=case_id)

    assert browser.follow().select_one(".notice.error, [role=alert]")
    db.session.refresh(inquiry)
    assert inquiry.is_open


def test_who_may_not_answer_is_refused(browser, minh, hoa, phuong, inquiry, theirs):
    browser.sign_in(minh).post(f"/inquiries/{inquiry.id}/no", 403)
    browser.sign_in(hoa).post(f"/inquiries/{inquiry.id}/no", 403)
    browser.sign_in(phuong).get(f"/inquiries/{inquiry.id}", 404)
    browser.post(f"/inquiries/{inquiry.id}/no", 403)


def test_the_asking_ward_takes_it_back(browser, lan, inquiry):
    browser.sign_in(lan).post(f"/inquiries/{inquiry.id}/withdrawal", 302)

    db.session.refresh(inquiry)
    assert inquiry.status == InquiryStatus.WITHDRAWN


def test_both_lists_show_it(browser, lan, tuan, inquiry):
    for user in (lan, tuan):
        page = browser.sign_in(user).get("/inquiries/")
        assert page.select(f'a[href="/inquiries/{inquiry.id}"]')


def test_an_unanswered_question_ends_and_who_it_was_about_is_forgotten(inquiry):
    with at(utcnow() + ANSWER_WITHIN * 1.01):
        assert expire_inquiries(by=system_user()) == 1
        db.session.commit()
    assert inquiry.status == InquiryStatus.EXPIRED
    assert forget_old_inquiries() == 0
    with at(utcnow() + ANSWER_WITHIN + FORGET_AFTER * 1.1):
        assert forget_old_inquiries() == 1
        assert forget_old_inquiries() == 0
    db.session.commit()
    db.session.refresh(inquiry)

    assert (inquiry.name, inquiry.birth_year, inquiry.paper_number) == ("", None, None)


@pytest.mark.parametrize("path", ["/inquiries/", "/inquiries/new"])
def test_nothing_yet(browser, minh, path):
    assert browser.sign_in(minh).get(path).h1
