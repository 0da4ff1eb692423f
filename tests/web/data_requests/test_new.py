"""Writing down what somebody asks about their own data."""

from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.data_request import DataRequest
from tests.trust.scenery_privacy import asks

ASKED = {"kind": "delete", "asker": "person", "channel": "in_person", "words": "Xóa chuyện cũ."}


def test_from_the_page_of_the_case_and_twice_is_once(browser, lan, case):
    page = browser.sign_in(lan).get(f"/cases/{case.id}")
    link = page.select_one(f'a[href="/cases/{case.id}/data-requests"]')
    new = browser.get(link["href"]).select_one('a[href$="/data-requests/new"]')
    form = browser.get(new["href"]).select_one("form:has([name=kind])")
    for _ in range(2):
        browser.submit(form, 303, **ASKED)
    page = browser.follow()
    assert page.select_one(".receipt")
    text = page.main.get_text(" ", strip=True)
    assert "Xóa chuyện cũ." in text
    assert "Hồ sơ theo quy định được giữ" in text
    assert db.session.scalars(db.select(DataRequest)).one().kind == "delete"


def test_from_the_privacy_page_by_the_number_of_the_case(browser, minh, hoa, case):
    browser.sign_in(minh).get("/privacy/requests/")
    find = "form:has([name=number])"
    page = browser.submit(find, 200, number="0-0-0")
    assert page.select_one("#number-error")
    browser.submit(find, 303, number=case.number)
    assert browser.follow().select_one("[name=kind]")
    browser.sign_in(hoa).get("/privacy/requests/")
    browser.submit(find, 200, number=case.number)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": None}, "kind"),
        ({"asker": None}, "asker"),
        ({"channel": "pigeon"}, "channel"),
        ({"asked_on": "31/02/2026"}, "asked_on"),
        ({"asked_on": timedelta(days=1)}, "asked_on"),
        ({"asked_on": timedelta(days=-400)}, "asked_on"),
        ({"words": "x" * 2001}, "words"),
    ],
)
def test_it_asks_for_what_is_missing_and_keeps_what_was_typed(browser, lan, case, changes, field):
    browser.sign_in(lan).get(f"/cases/{case.id}/data-requests/new")
    page = browser.submit("form:has([name=kind])", 200, **ASKED | changes)
    assert page.select_one(f"#{field}-error")
    assert page.select_one("[name=words]").get_text(strip=True)
    assert db.session.scalars(db.select(DataRequest)).all() == []


def test_others_may_not(browser, khanh, dung, hoa, thao, case):
    path = f"/cases/{case.id}/data-requests/new"
    for viewer, status in ((khanh, 403), (dung, 403), (hoa, 404), (thao, 403)):
        browser.sign_in(viewer).get(path, status)


def test_it_can_be_asked_when_the_case_has_ended(browser, lan, minh, case):
    case.close(outcome_code="completed", on=today(), by=minh)
    db.session.commit()
    asks(case, by=lan)
    db.session.commit()
    assert browser.sign_in(lan).get(f"/cases/{case.id}/data-requests").select_one(".work")
