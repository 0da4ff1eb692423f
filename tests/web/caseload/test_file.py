"""The list as an Excel file: the rows of the page, marked, harmless, and in the trail."""

import hashlib
from io import BytesIO

import pytest
from openpyxl import load_workbook

from reintegrate.db import db, today
from reintegrate.models import caseload_file
from reintegrate.models.audit import AuditEvent, broken_rows
from reintegrate.models.user import User
from tests.cast import open_case


def take(browser, address: str = "") -> bytes:
    page = browser.get("/caseload" + address)
    form = page.select_one('form[action*="/caseload/file"]')
    token = form.select_one('[name="csrf_token"]')["value"]
    answer = browser.client.post(form["action"], data={"csrf_token": token})
    assert "attachment" in answer.headers["Content-Disposition"]
    return answer.data


def rows_of(content: bytes) -> list[list[str]]:
    sheet = load_workbook(BytesIO(content)).active
    return [[cell.value or "" for cell in row] for row in sheet.iter_rows()]


def listed(rows: list[list[str]]) -> list[list[str]]:
    return rows[next(n for n, row in enumerate(rows) if not any(row)) + 2 :]


def test_it_has_the_rows_of_the_page_with_mark_and_notice(browser, minh, lan, duc_xuan):
    cases = [open_case(area=duc_xuan, by=minh, worker=lan) for _ in range(55)]
    ended = f"{cases[0].term_to:%d/%m/%Y}"
    rows = rows_of(take(browser.sign_in(minh)))
    heading = [row[0] for row in rows[:6]]

    assert len(listed(rows)) == 55
    assert heading[0].endswith("Phường Đức Xuân")
    assert heading[1] == "LƯU HÀNH NỘI BỘ"
    assert "55 hồ sơ" in heading[3]
    assert minh.name in heading[4]
    assert f"{today():%d/%m/%Y}" in heading[4]
    assert "Luật" in heading[5]
    assert {row[6] for row in listed(rows)} == {ended}
    assert {row[5] for row in listed(rows)} == {lan.name}


def test_the_filters_hold_and_are_said(browser, minh, lan, duc_xuan):
    open_case(area=duc_xuan, by=minh, worker=lan)
    alone = open_case(area=duc_xuan, by=minh)
    rows = rows_of(take(browser.sign_in(minh), "?worker=none&sort=-name"))

    assert [row[1] for row in listed(rows)] == [alone.number]
    assert rows[2][0].endswith(": Chưa có người phụ trách")


def test_a_name_like_a_formula_is_text(browser, minh, duc_xuan):
    case = open_case(area=duc_xuan, by=minh)
    case.person.name = "=1+1"
    db.session.commit()
    sheet = load_workbook(BytesIO(take(browser.sign_in(minh)))).active
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1")

    assert cell.data_type == "s"
    assert cell.number_format == "@"


def test_another_ward_is_not_in_it(browser, minh, tuan, duc_xuan, bac_kan):
    ours = open_case(area=duc_xuan, by=minh)
    open_case(area=bac_kan, by=tuan)

    assert [row[1] for row in listed(rows_of(take(browser.sign_in(minh))))] == [ours.number]


def test_the_trail_has_it(browser, minh, duc_xuan):
    open_case(area=duc_xuan, by=minh)
    content = take(browser.sign_in(minh), "?worker=none")
    query = db.select(AuditEvent).where(AuditEvent.what == "caseload.exported")
    event = db.session.scalars(query).one()

    assert (event.by_id, event.area_id) == (minh.id, duc_xuan.id)
    assert event.facts["narrowed_by"] == "worker=none"
    assert event.facts["way"] == "screen"
    assert event.facts["sha256"] == hashlib.sha256(content).hexdigest()
    assert not list(broken_rows())


def test_a_longer_list_is_refused_and_never_cut(browser, minh, duc_xuan, monkeypatch):
    monkeypatch.setattr(caseload_file, "MOST_ROWS", 1)
    for _ in range(2):
        open_case(area=duc_xuan, by=minh)
    browser.sign_in(minh).post("/caseload/file", expect=303)
    page = browser.get("/caseload")

    assert "quá dài" in page.get_text()
    assert not db.session.scalar(
        db.select(AuditEvent.id).where(AuditEvent.what == "caseload.exported")
    )


def test_in_english(browser, minh, duc_xuan):
    open_case(area=duc_xuan, by=minh)
    browser.sign_in(minh).get("/caseload?lang=en")
    said = [row[0] for row in rows_of(take(browser))]

    assert "LƯU HÀNH NỘI BỘ" in said
    assert any(words.startswith("Do not pass this on") for words in said)


@pytest.mark.parametrize("username", ["mai", "binh", "thao", "admin"])
def test_roles_without_a_caseload_take_none(browser, username):
    browser.sign_in(User.named(username)).post("/caseload/file", expect=403)
