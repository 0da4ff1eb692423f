"""Letterhead and signers: each office keeps its own."""

import pytest

from reintegrate.db import db
from reintegrate.models.document_kind import BodyKind
from reintegrate.models.issuing_body import IssuingBody, Signer

pytestmark = pytest.mark.either_database

LETTERHEAD = "form[action='/documents/letterhead']"
SIGNER = "form[action='/documents/signers']"


def test_a_letterhead_is_proposed_from_the_wards_name(browser, dung, duc_xuan):
    page = browser.sign_in(dung).get("/documents/letterhead")

    assert page.select_one("#name").text.strip() == "CÔNG AN PHƯỜNG ĐỨC XUÂN"
    assert page.select_one("#superior")["value"] == "CÔNG AN TỈNH THÁI NGUYÊN"
    assert IssuingBody.of(duc_xuan.id, BodyKind.POLICE) is None


def test_it_is_saved_and_put_right(browser, minh, duc_xuan):
    browser.sign_in(minh).get("/documents/letterhead")
    browser.submit(LETTERHEAD, place="Bắc Kạn")
    browser.follow()
    browser.submit(LETTERHEAD, place="Đức Xuân")

    body = IssuingBody.of(duc_xuan.id, BodyKind.COMMITTEE)
    assert (body.place, body.abbreviation) == ("Đức Xuân", "UBND")


def test_two_who_change_it_at_once_see_each_other(browser, minh, duc_xuan):
    browser.sign_in(minh).get("/documents/letterhead")
    browser.submit(LETTERHEAD)
    stale = browser.follow().select_one(LETTERHEAD)
    browser.submit(LETTERHEAD, place="Bắc Kạn")
    page = browser.submit(stale, expect=200, place="Đức Xuân")

    assert "Bắc Kạn" in page.select_one(".theirs").text


def test_a_signer_is_added_once_and_ended(browser, minh):
    page = browser.sign_in(minh).get("/documents/letterhead")
    for _ in range(2):
        browser.page = page
        browser.submit(SIGNER, signer="Lý Văn Minh", capacity="for_head", title="PHÓ CHỦ TỊCH")
    (signer,) = db.session.scalars(db.select(Signer)).all()
    assert "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH" in browser.follow().text

    for _ in range(2):
        browser.post(f"/documents/signers/{signer.id}/end")
    assert browser.follow().select_one(".empty")


def test_a_signer_needs_a_name(browser, minh):
    browser.sign_in(minh).get("/documents/letterhead")
    page = browser.submit(SIGNER, expect=200, signer="", capacity="in_person")

    assert page.select_one("#signer-error")
    assert page.select_one("#place")["value"] == "Đức Xuân"


def test_others_are_refused(browser, lan, tuan, minh, admin):
    browser.sign_in(minh).get("/documents/letterhead")
    browser.submit(SIGNER, signer="A", capacity="in_person")
    (signer,) = db.session.scalars(db.select(Signer)).all()

    browser.sign_in(lan).get("/documents/letterhead", expect=403)
    browser.sign_in(admin).get("/documents/letterhead", expect=403)
    browser.sign_in(tuan).post(f"/documents/signers/{signer.id}/end", expect=404)
