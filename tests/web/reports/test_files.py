"""Files of a report: Word, Excel and PDF carry the snapshot's code; the province's hide few."""

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from docx import Document

from reintegrate.db import db, today
from reintegrate.models.area import Area, AreaPredecessor
from reintegrate.models.indicator import Indicator
from reintegrate.models.period import PeriodKind, ended_periods, running_period
from reintegrate.models.report import Report
from reintegrate.models.report_snapshot import ReportSnapshot
from reintegrate.web.print.pdf import can_make_pdf
from reintegrate.web.reports.layouts import parts_of
from reintegrate.web.ui.hidden_cells import hidden
from tests.web.reports.reporting import month_of_work


@pytest.fixture
def report(duc_xuan, bac_kan, minh, tuan, lan, hoa):
    period = ended_periods(PeriodKind.coded("month_15"), today(), 1)[0]
    for area, official, worker in ((duc_xuan, minh, lan), (bac_kan, tuan, hoa)):
        month_of_work(period, area, official, worker)
        report = Report.begin(area, period, by=official)
        report.write({"offences": 3}, {"situation": "=1+1 Ổn định."}, by=official)
        report.submit(because="", by=official)
    db.session.commit()
    return db.session.scalars(db.select(Report).order_by(Report.id)).first()


def download(browser, path: str) -> bytes:
    return browser.client.get(path).data


def words_of(content: bytes) -> str:
    paper = Document(BytesIO(content))
    cells = [c.text for t in paper.tables for r in t.rows for c in r.cells]
    return "\n".join([line.text for line in paper.paragraphs] + cells)


def test_each_file_says_the_same_and_carries_the_code(browser, report, minh):
    browser.sign_in(minh)
    snapshot = ReportSnapshot.newest_of(report.id)
    said = words_of(download(browser, f"/reports/{report.id}/file.docx"))
    for words in (snapshot.code, snapshot.hash, "BÁO CÁO", "PHƯỜNG ĐỨC XUÂN", "I. TÌNH HÌNH"):
        assert words in said
    book = zipfile.ZipFile(BytesIO(download(browser, f"/reports/{report.id}/file.xlsx")))
    texts = book.read("xl/sharedStrings.xml").decode()
    assert snapshot.code in texts
    assert "Số dòng: 15" in texts
    assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()
    if can_make_pdf():
        assert download(browser, f"/reports/{report.id}/file.pdf").startswith(b"%PDF")
    assert browser.client.get(f"/reports/{report.id}/file.exe").status_code == 404


def read(grid) -> dict[str, dict[str, str]]:
    heads = [head.text for head in grid.select("th")]
    rows = [
        [cell.get_text(strip=True) for cell in row.select("td")] for row in grid.select("tbody tr")
    ]
    return {row[0]: dict(zip(heads, row, strict=True)) for row in rows}


def test_the_provinces_table_hides_few(browser, report, binh):
    page = browser.sign_in(binh).get("/reports/summary?kind=month_15")
    page_of_ward = page.select_one('a[href*="&ward="]')["href"]
    tables = {grid.caption.text: read(grid) for grid in page.select("table")}
    other = browser.get("/reports/summary?kind=month_15&table=ward")
    tables |= {grid.caption.text: read(grid) for grid in other.select("table")}
    balance, wards = tables["Biến động số người được quản lý, hỗ trợ"], ("Bắc Kạn", "Đức Xuân")

    assert [balance[f"Phường {name}"]["I. Cuối kỳ"] for name in wards] == ["dưới 5", "dưới 5"]
    assert {row["Kiểm tra"] for row in balance.values()} == {"khớp"}
    local = tables["Tình hình địa bàn"]
    assert [row["Vụ vi phạm pháp luật"] for row in local.values()] == ["6", "3", "3"]
    own = browser.get(page_of_ward).main.get_text(" ", strip=True)
    assert "Số vụ vi phạm pháp luật trên địa bàn 3 lượt" in own
    assert "khớp" in own
    change = tables["So sánh số toàn tỉnh"]["Số vụ vi phạm pháp luật trên địa bàn"]
    assert (change["Kỳ này"], change["Kỳ trước"]) == ("6", "–")
    hidden_there = {c for c, cell in balance["Phường Đức Xuân"].items() if cell in ("ẩn", "dưới 5")}
    said = browser.get(f"/reports/{report.id}").main.get_text(" ", strip=True)
    assert "I. Cuối kỳ" in hidden_there
    assert "Số người đang quản lý cuối kỳ dưới 5" in said
    for ending in ("docx", "xlsx"):
        content = download(browser, f"/reports/summary.{ending}?kind=month_15")
        assert content.startswith(b"PK")
    assert "dưới 5" in words_of(download(browser, "/reports/summary.docx?kind=month_15"))


@pytest.mark.either_database
def test_each_length_of_period_has_its_own_layout(app):
    def laid_out(code: str) -> list[str]:
        return [p.section.value for p in parts_of(PeriodKind.coded(code), Indicator.offered())]

    assert laid_out("month_15") == ["balance", "supports", "contacts", "ward"]
    assert laid_out("half_15") == ["balance", "contacts", "supports", "year", "ward"]
    assert laid_out("year") == ["ward", "balance", "contacts", "year", "supports"]
    rates = {
        one.code
        for p in parts_of(PeriodKind.coded("half"), Indicator.offered())
        for one, _ in p.rates
    }
    assert rates == {"helper", "met", "met_on_time", "year_assessed", "year_in_work"}


def test_wards_that_became_one_stand_as_then_and_as_now(
    browser, report, binh, minh, bac_kan, duc_xuan
):
    """What they sent stays theirs; added up it is the new ward's."""
    new = Area(code="99001", name="Phường Mới", kind=bac_kan.kind, valid_from=today())
    new.parent_id = bac_kan.parent_id
    db.session.add(new)
    db.session.flush()
    for old in (bac_kan, duc_xuan):
        old.valid_to = today() - timedelta(days=1)
        db.session.add(AreaPredecessor(area_id=new.id, predecessor_id=old.id))
    db.session.commit()
    browser.sign_in(binh)
    then, now = (
        read(browser.get(f"/reports/summary?kind=month_15&table=ward{asked}").select("table")[-1])
        for asked in ("", "&wards=now")
    )

    assert set(then) == {"Phường Bắc Kạn", "Phường Đức Xuân", "Toàn tỉnh"}
    assert set(now) == {"Phường Mới", "Toàn tỉnh"}
    assert now["Phường Mới"]["Vụ vi phạm pháp luật"] == "6"
    minh.area_id, kind = new.id, PeriodKind.coded("month_15")
    running = running_period(kind, today())
    with time_machine.travel(running.last + timedelta(days=2), tick=False):
        merged = Report.begin(new, running, by=minh)
        assert merged.earlier()["before"]["offences"] == 6
        merged.submit(because="", by=minh)
        db.session.commit()
    page = browser.sign_in(minh).get(f"/reports/{merged.id}").main.get_text(" ", strip=True)
    for words in (page, words_of(download(browser, f"/reports/{merged.id}/file.docx"))):
        assert "cộng số liệu" in words
        assert "Phường Đức Xuân, Phường Bắc Kạn" in words
    browser.sign_in(binh)
    said = words_of(download(browser, "/reports/summary.docx?kind=month_15&wards=now"))
    assert "Theo đơn vị hành chính hiện nay" in said


def test_a_ward_is_found_by_its_name_and_the_names_turn_round(browser, report, binh):
    browser.sign_in(binh)

    def names(asked: str) -> list[str]:
        page = browser.get(f"/reports/summary?kind=month_15{asked}")
        return [row.td.get_text(strip=True) for row in page.select("table.one-line tbody tr")]

    assert names("") == ["Toàn tỉnh", "Phường Bắc Kạn", "Phường Đức Xuân"]
    assert names("&sort=-name") == ["Toàn tỉnh", "Phường Đức Xuân", "Phường Bắc Kạn"]
    assert names("&q=duc+xuan") == ["Phường Đức Xuân"]
    assert browser.get("/reports/summary?kind=month_15&q=không").select_one(".empty")
    browser.get("/reports/summary?kind=month_15&ward=1", expect=404)


@pytest.mark.either_database
def test_no_sum_gives_a_hidden_cell_away(app):
    indicators = Indicator.offered()
    codes = [one.code for one in indicators]
    row = {"opening": 50, "taken_in": 9, "taken_in_voluntary": 9, "completed": 2, "closing": 57}
    table = [[{**row}.get(code, 10) for code in codes] for _ in range(3)]
    total = [sum(column) for column in zip(*table, strict=True)]
    found = hidden([*table, total], indicators)

    balance = [n for n, one in enumerate(indicators) if one.balance or one.code == "closing"]
    for place in range(4):
        assert sum((place, column) in found for column in balance) != 1
    for column in range(len(codes)):
        assert sum((place, column) in found for place in range(4)) != 1
