"""What leaves the ward: small numbers are hidden on the province's page, in files and in words."""

import zipfile
from io import BytesIO

import pytest
from docx import Document

from reintegrate.db import db, today
from reintegrate.models.indicator import Indicator
from reintegrate.models.period import PeriodKind, ended_periods
from reintegrate.models.report import Report
from reintegrate.models.report_target import Direction, ReportTarget
from reintegrate.web.reports.leaving import guarded, kept
from reintegrate.web.reports.narrative import proposed
from tests.web.reports.reporting import month_of_work


@pytest.fixture
def report(duc_xuan, minh, lan):
    period = ended_periods(PeriodKind.coded("half_15"), today(), 1)[0]
    month_of_work(period, duc_xuan, minh, lan)
    report = Report.begin(duc_xuan, period, by=minh)
    for code, wanted in (("activities", 10), ("closing", 3)):
        found = db.session.scalars(db.select(Indicator).filter_by(code=code)).one()
        ReportTarget.aim(period.year, found, Direction.AT_LEAST, wanted, by=minh)
    report.write({"activities": 5}, {}, by=minh)
    words = proposed("Phường Đức Xuân", period, report.numbers(), {})
    report.write({"activities": 5}, words, by=minh)
    report.submit(because="", by=minh)
    db.session.commit()
    return report


def rows_of(browser, path: str) -> dict[str, list[str]]:
    paper = Document(BytesIO(browser.client.get(path).data))
    rows = [[cell.text for cell in row.cells] for table in paper.tables for row in table.rows]
    lines = [line.text for line in paper.paragraphs]
    return {row[0]: row[1:] for row in rows if row[0]} | {"lines": lines}


def test_the_ward_has_it_whole_and_sends_it_with_few_hidden(browser, report, minh, binh):
    path = f"/reports/{report.id}/file.docx"
    browser.sign_in(minh)
    whole, to_send = rows_of(browser, path), rows_of(browser, f"{path}?outside=1")
    browser.sign_in(binh)
    received = rows_of(browser, path)

    assert "dưới 5" in to_send["Mới tiếp nhận trong kỳ"][1]
    assert to_send["Mới tiếp nhận trong kỳ"] == received["Mới tiếp nhận trong kỳ"]
    assert any("mới tiếp nhận 2 người" in line for line in whole["lines"])
    assert any("mới tiếp nhận dưới 5 người" in line for line in received["lines"])
    page = browser.get(f"/reports/{report.id}").main.get_text(" ", strip=True)
    assert "mới tiếp nhận dưới 5 người" in page
    assert "2 người" not in page


def test_plan_and_result_stand_in_each_file(browser, report, minh, binh):
    browser.sign_in(minh)
    aims = ["ít nhất 10", "5", "50,0 %", "Đúng tiến độ"]
    name = "Buổi tuyên truyền, sinh hoạt cộng đồng"
    assert rows_of(browser, f"/reports/{report.id}/file.docx")[name] == aims
    book = browser.client.get(f"/reports/{report.id}/file.xlsx").data
    texts = zipfile.ZipFile(BytesIO(book)).read("xl/sharedStrings.xml").decode()
    assert all(words in texts for words in ("mức đề ra", "ít nhất 10", "50,0 %", "Đúng tiến độ"))
    received = rows_of(browser.sign_in(binh), f"/reports/{report.id}/file.docx")
    assert received["Số người đang quản lý cuối kỳ"] == ["ít nhất 3", "dưới 5", "–", "–"]


@pytest.mark.either_database
def test_words_give_no_hidden_number_away():
    text = "giảm 7 người (23,3 %); 2 người được vay vốn với tổng số tiền 50.000.000 đồng; 12 người"
    assert guarded(text, {12}, money=True) == (
        "giảm 7 người (23,3 %); dưới 5 người được vay vốn với tổng số tiền (ẩn); (ẩn) người"
    )


@pytest.mark.either_database
def test_what_nobody_typed_stays_unknown(app):
    seen = kept(Indicator.offered(), {"closing": 3, "managed": 20, "met": 19}, "vi")
    assert seen == {"closing": "dưới 5", "managed": 20, "met": "ẩn"}


def test_the_report_hides_what_the_table_by_ward_hides(browser, report, tuan, bac_kan, binh):
    """A number of this ward that would give another ward's away."""
    other = Report.begin(bac_kan, report.period, by=tuan)
    for one, closing in ((report, 9), (other, 1)):
        one.numbers = lambda closing=closing: {"closing": closing, "opening": closing}
        one.submit(because="Số khác.", by=tuan)
    db.session.commit()
    browser.sign_in(binh)

    received = rows_of(browser, f"/reports/{report.id}/file.docx")
    assert received["Số người đang quản lý đầu kỳ"][1] == "ẩn"
    assert "9 người" not in browser.get(f"/reports/{report.id}").main.get_text(" ", strip=True)
