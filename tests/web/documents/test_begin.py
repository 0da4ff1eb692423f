"""Beginning a paper from a case, or one of the whole ward."""

import pytest

from reintegrate.db import db
from reintegrate.models.document import Document
from reintegrate.models.document_kind import DocumentKind

pytestmark = pytest.mark.either_database


def kind_id(code: str) -> str:
    return str(DocumentKind.coded(code).id)


def offered(page) -> set[str]:
    return {button.get_text(strip=True) for button in page.select(".paper-kinds button")}


def test_a_paper_is_begun_once_and_filled_from_the_record(browser, minh, case):
    page = browser.sign_in(minh).get(f"/cases/{case.id}/documents/")
    form = page.select_one(".paper-kinds").find_parent("form")
    for _ in range(2):
        browser.page = page
        browser.submit(form, kind=kind_id("decision"))
    shown = browser.follow()

    assert len(db.session.scalars(db.select(Document)).all()) == 1
    assert "NÔNG VĂN HÙNG" in shown.text
    assert "Tổ 12, phường Đức Xuân" in shown.text
    assert "019090000001" in shown.text


def test_what_is_begun_is_offered_to_be_gone_on_with_until_it_has_its_number(browser, minh, ready):
    path = f"/cases/{ready.case_id}/documents/"
    go_on = f".paper-kinds a[href='/documents/{ready.id}']"
    assert browser.sign_in(minh).get(path).select_one(go_on)

    browser.post(f"/documents/{ready.id}/number")
    assert not browser.get(path).select_one(go_on)


def test_each_role_begins_its_own_kinds(browser, minh, dung, lan, khanh, case):
    path = f"/cases/{case.id}/documents/"
    by_official = offered(browser.sign_in(minh).get(path))
    by_police = offered(browser.sign_in(dung).get(path))
    by_worker = offered(browser.sign_in(lan).get(path))
    by_colleague = offered(browser.sign_in(khanh).get(path))

    assert "Đề nghị quản lý sau cai nghiện ma túy" in by_police - by_official
    assert "Kế hoạch tái hòa nhập cộng đồng" in by_worker - by_colleague - by_official
    assert by_colleague == {"Biên bản giao nhận quyết định, giấy xác nhận"}


def test_a_kind_that_was_not_offered_begins_nothing(browser, minh, khanh, case):
    browser.sign_in(khanh)
    for code in ("decision", "plan"):
        browser.post(f"/cases/{case.id}/documents/new", kind=kind_id(code))
    browser.sign_in(minh).post("/documents/new", kind=kind_id("decision"))

    assert db.session.scalars(db.select(Document)).all() == []


def test_another_ward_cannot_begin_one(browser, tuan, case):
    browser.sign_in(tuan).get(f"/cases/{case.id}/documents/", expect=404)
    browser.post(f"/cases/{case.id}/documents/new", expect=404, kind=kind_id("decision"))


def test_the_wards_own_paper_is_begun_from_the_list(browser, minh, body):
    page = browser.sign_in(minh).get("/documents/")
    form = page.select_one(".paper-kinds").find_parent("form")
    browser.submit(form, kind=kind_id("team"))
    shown = browser.follow()

    assert "Tổ trưởng: Công an cấp xã" in shown.select_one(".gaps").text
