"""The trail as an Excel file: the rows of the page, marked, harmless, and in the trail itself."""

import hashlib
from io import BytesIO

import pytest
from openpyxl import load_workbook

from reintegrate.db import db, today
from reintegrate.models import trail_file
from reintegrate.models.audit import AuditEvent, Space, broken_rows, record_event
from reintegrate.models.user import User
from reintegrate.web.audit import queries

TAKEN = db.select(AuditEvent).where(AuditEvent.what == "audit_event.exported")


@pytest.fixture(autouse=True)
def trail(lan, hoa):
    lan.name = "=1+1"
    for _ in range(5):
        record_event("contact.logged", on=hoa, by=lan)
    record_event("need.stated", on=hoa, by=lan, space=Space.SUPPORT, kind="housing")
    db.session.commit()


def take(browser, address: str = "") -> bytes:
    page = browser.get("/audit/" + address)
    form = page.select_one('form[action*="/audit/file"]')
    token = form.select_one('[name="csrf_token"]')["value"]
    answer = browser.client.post(form["action"], data={"csrf_token": token})
    assert "attachment" in answer.headers["Content-Disposition"]
    return answer.data


def cells(content: bytes) -> list[list[str]]:
    return [[cell.value or "" for cell in row] for row in load_workbook(BytesIO(content)).active]


def listed(rows: list[list[str]]) -> list[list[str]]:
    return rows[next(n for n, row in enumerate(rows) if not any(row)) + 2 :]


def test_it_has_the_rows_of_the_page_however_many_are_read_at_once(browser, thao, monkeypatch):
    monkeypatch.setattr(queries, "READ_AT_ONCE", 2)
    browser.sign_in(thao)
    page = [
        [cell.get_text(strip=True) for cell in row.select("td")]
        for row in browser.get("/audit/").select("tbody tr")
    ]
    content = take(browser)
    rows = cells(content)
    event = db.session.scalars(TAKEN).one()

    assert listed(rows) == page
    assert "LƯU HÀNH NỘI BỘ" in rows[1]
    assert str(len(page)) in rows[3][0]
    assert f"{today():%d/%m/%Y}" in rows[4][0]
    assert thao.name in rows[4][0]
    assert not any("housing" in cell for row in rows for cell in row)
    assert {cell.data_type for row in load_workbook(BytesIO(content)).active for cell in row} <= {
        "s",
        "n",
    }
    assert (event.by_id, event.facts["rows"]) == (thao.id, len(page))
    assert event.facts["sha256"] == hashlib.sha256(content).hexdigest()
    assert not list(broken_rows())


def test_the_filters_hold_and_the_trail_keeps_no_words_typed(browser, thao):
    day = f"{today():%d/%m/%Y}"
    rows = cells(take(browser.sign_in(thao), f"?who=lan&what=contact.logged&since={day}"))
    event = db.session.scalars(TAKEN).one()

    assert {row[1] for row in listed(rows)} == {"=1+1"}
    assert len(listed(rows)) == 5
    assert day in rows[2][0]
    assert event.facts["narrowed_by"] == f"who what=contact.logged since={today()}"
    assert event.facts["way"] == "screen"


def test_a_longer_one_is_refused_never_cut_and_that_is_said_before(browser, thao, monkeypatch):
    monkeypatch.setattr(trail_file, "MOST_ROWS", 3)
    browser.sign_in(thao)
    assert "tối đa 3 dòng" in browser.get("/audit/").get_text()
    browser.post("/audit/file", expect=303)

    assert "Nhiều dòng quá" in browser.follow().get_text()
    assert db.session.scalars(TAKEN).first() is None


def test_a_question_not_understood_makes_no_file(browser, thao):
    browser.sign_in(thao)
    assert not browser.get("/audit/?since=32/13/2026").select('form[action*="/audit/file"]')
    browser.post("/audit/file?since=32/13/2026", expect=303)

    assert browser.follow().select("[aria-invalid=true]")
    assert db.session.scalars(TAKEN).first() is None


@pytest.mark.parametrize("username", ["lan", "minh", "mai", "binh", "admin"])
def test_nobody_else_takes_it(browser, username):
    browser.sign_in(User.named(username)).post("/audit/file", expect=403)
