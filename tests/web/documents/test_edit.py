"""Writing in a draft: what differs from the record is kept, in versions, and nothing else."""

from collections import defaultdict

import pytest

from reintegrate.db import db
from reintegrate.models.document_text import DocumentText
from reintegrate.web.documents import making
from tests.trust.scenery_papers import draft

pytestmark = pytest.mark.either_database


def test_what_is_missing_is_listed_with_where_to_write_it(browser, minh, decision, case):
    case.person.address = None
    page = browser.sign_in(minh).get(f"/documents/{decision.id}")
    gaps = {link.get_text(strip=True): link["href"] for link in page.select(".gaps a")}

    assert gaps["Nơi cư trú hoặc chỗ ở hiện nay"] == f"/cases/{case.id}/residence#address"
    to_whom = gaps["Giao cho (họ tên, đơn vị người được giao quản lý)"]
    assert to_whom == f"/cases/{case.id}/helper/new#name"
    assert page.select_one("form[action$='/number']") is None
    assert browser.get(f"/cases/{case.id}/residence").select_one("#address")


def test_whatever_is_missing_leads_to_a_field_that_is_there(
    browser, minh, dung, case, body, monkeypatch
):
    monkeypatch.setattr(making, "facts_of", lambda viewer, document: {})
    writers = {"decision": minh, "transfer-letter": dung, "helper-after-transfer": minh}
    reached = set()
    for kind, writer in writers.items():
        paper = draft(kind, case, body, writer)
        paper.signer_id = None
        db.session.commit()
        places = defaultdict(set)
        for link in browser.sign_in(writer).get(f"/documents/{paper.id}").select(".gaps li > a"):
            address, _hash, field = link["href"].partition("#")
            places[address].add(field)
        for address in places.keys() - reached:
            page = browser.get(address)
            assert all(page.select_one(f"main form #{field}") for field in places[address])
        reached |= set(places)
    assert len(reached) == 5 + len(writers), "five pages of the record, and each paper's own"
    of_the_police = browser.sign_in(minh).get(f"/documents/{paper.id - 1}")
    assert of_the_police.select(".gaps li")
    assert not of_the_police.select(".gaps a[href*='/answers']")


def test_only_what_differs_from_the_record_is_kept(browser, minh, decision, case):
    browser.sign_in(minh).get(f"/documents/{decision.id}/answers")
    browser.submit("form.form", giao_cho="ông A", nghe_nghiep="Thợ mộc")
    assert decision.answers == {"giao_cho": "ông A", "nghe_nghiep": "Thợ mộc"}

    case.person.address = "Tổ 1, phường Đức Xuân"
    page = browser.follow()
    assert "Tổ 1, phường Đức Xuân" in page.text
    assert "Thợ mộc" in page.text


def test_two_writers_do_not_overwrite_each_other_unseen(browser, minh, dung, decision):
    browser.sign_in(minh).get(f"/documents/{decision.id}/answers")
    decision.write({"giao_cho": "bà B"}, by=dung, signer_id=decision.signer_id)
    page = browser.submit("form.form", expect=200, giao_cho="ông A")

    assert "bà B" in page.select_one(".theirs").text
    texts = db.session.scalars(db.select(DocumentText.answers)).all()
    assert texts == [{"giao_cho": "bà B"}]


def test_a_wrong_day_gets_its_error_and_keeps_what_was_typed(browser, minh, decision):
    browser.sign_in(minh).get(f"/documents/{decision.id}/answers")
    page = browser.submit("form.form", expect=200, tu_ngay="31/02/2026", giao_cho="ông A")

    assert page.select_one("#tu_ngay-error")
    assert page.select_one("#giao_cho")["value"] == "ông A"


def test_who_does_not_write_this_kind_is_refused(browser, lan, tuan, decision):
    browser.sign_in(lan).get(f"/documents/{decision.id}/answers", expect=403)
    browser.sign_in(tuan).get(f"/documents/{decision.id}/answers", expect=404)


def test_what_is_numbered_is_no_longer_written_in(browser, minh, ready):
    browser.sign_in(minh).post(f"/documents/{ready.id}/number")

    browser.get(f"/documents/{ready.id}/answers", expect=403)
