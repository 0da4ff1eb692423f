"""`report`: the file the screen gives, from the newest submission; nothing is written over."""

from docx import Document

from reintegrate.db import db, today
from reintegrate.models.period import PeriodKind, ended_periods
from reintegrate.models.report import Report


def test_it_writes_what_was_submitted(run, tmp_path, duc_xuan, minh):
    file = tmp_path / "report.docx"
    assert "has not begun" in run("report", "01840", str(file), expect=1).output
    period = ended_periods(PeriodKind.coded("month_15"), today(), 1)[0]
    report = Report.begin(duc_xuan, period, by=minh)
    snapshot = report.submit(because="", by=minh)
    db.session.commit()
    code = snapshot.code
    run("report", "01840", str(file), "--year", str(period.year), "--part", str(period.part))

    assert code in "\n".join(line.text for line in Document(str(file)).paragraphs)
    assert "already" in run("report", "01840", str(file), expect=1).output


def test_a_provinces_file_has_its_wards_with_totals(run, tmp_path, duc_xuan, minh, binh):
    file = tmp_path / "province.docx"
    period = ended_periods(PeriodKind.coded("month_15"), today(), 1)[0]
    Report.begin(duc_xuan, period, by=minh).submit(because="", by=minh)
    db.session.commit()
    run("report", "19", str(file))
    cells = [cell.text for table in Document(str(file)).tables for cell in table.columns[0].cells]

    assert "Phường Đức Xuân" in cells
    assert "Toàn tỉnh" in cells


def test_it_says_what_it_does_not_know(run, tmp_path):
    file = str(tmp_path / "report.xlsx")

    assert "No area" in run("report", "00000", file, expect=1).output
    assert "month_15" in run("report", "01840", file, "--kind", "week", expect=2).output
    run("report", "01840", str(tmp_path / "report.txt"), expect=2)
