"""The ward's list of papers."""

import pytest

from reintegrate.db import db
from tests.trust.scenery_papers import draft
from tests.web.documents.conftest import issue


def rows(page) -> int:
    return len(page.select("table.rows tbody tr"))


def test_an_empty_list_says_how_papers_begin(browser, minh):
    assert "Chưa có văn bản" in browser.sign_in(minh).get("/documents/").select_one(".empty").text


def test_papers_are_found_by_kind_state_year_and_number(browser, minh, ready, case, body):
    draft("end-certificate", case, body, minh)
    issue(browser.sign_in(minh), ready)
    year, kind = ready.dated_on.year, ready.kind_id

    assert rows(browser.get("/documents/")) == 2
    for asked in (f"kind={kind}", "status=issued", f"year={year}", "number=1", "number=01/qđ-ubnd"):
        assert rows(browser.get(f"/documents/?{asked}")) == 1, asked
    for asked in ("number=2", "number=1/TB-UBND", "status=withdrawn"):
        assert browser.get(f"/documents/?{asked}").select_one(".empty"), asked


@pytest.mark.parametrize("asked", ["kind=x", "status=x", "year=1e9", "number=%00a", "page=x"])
def test_a_filter_that_makes_no_sense_breaks_nothing(browser, minh, ready, asked):
    expect = 400 if "%00" in asked else 200
    browser.sign_in(minh).get(f"/documents/?{asked}", expect=expect)


def test_a_wrong_number_is_explained_at_its_field(browser, minh, ready):
    page = browser.sign_in(minh).get("/documents/?number=abc")

    assert page.select_one("#number-error")


def test_pages_follow_one_another(browser, minh, case, body):
    for _ in range(52):
        draft("decision", case, body, minh)
    db.session.commit()
    page = browser.sign_in(minh).get("/documents/")
    assert rows(page) == 50
    assert rows(browser.get(page.select_one("[rel=next]")["href"])) == 2


def test_another_ward_sees_none_of_it(browser, tuan, ready):
    assert "HÙNG" not in browser.sign_in(tuan).get("/documents/").text.upper()
    browser.get(f"/documents/{ready.id}", expect=404)
