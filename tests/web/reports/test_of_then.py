"""A ward opens what the wards it was made of once sent: read-only, as it was then, and no draft."""

from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.area import Area, AreaPredecessor
from reintegrate.models.period import PeriodKind, ended_periods
from reintegrate.models.report import Report
from tests.web.reports.reporting import month_of_work


@pytest.fixture
def sent(app, bac_kan, tuan, hoa, duc_xuan, minh):
    """Hoa's ward sent a month and began a year, then became part of Minh's, by way of a third."""
    kinds = [PeriodKind.coded(code) for code in ("month_15", "year_15")]
    month, year = (ended_periods(kind, today(), 1)[0] for kind in kinds)
    month_of_work(month, bac_kan, tuan, hoa)
    report, draft = (Report.begin(bac_kan, period, by=tuan) for period in (month, year))
    report.submit(because="", by=tuan)
    between = Area(code="99001", name="Phường Giữa", kind=bac_kan.kind, valid_from=month.first)
    bac_kan.valid_to = between.valid_to = today() - timedelta(days=1)
    db.session.add(between)
    db.session.flush()
    for area, before in ((between, bac_kan), (duc_xuan, between)):
        db.session.add(AreaPredecessor(area_id=area.id, predecessor_id=before.id))
    db.session.commit()
    return report, draft


def test_it_is_opened_from_the_list_and_says_whose_it_was(browser, sent, minh):
    report, draft = sent
    page = browser.sign_in(minh).get("/reports/periods?kind=month_15")
    (row,) = page.select("section[aria-labelledby=before] tbody tr")
    assert "Phường Bắc Kạn" in row.get_text()
    page = browser.get(row.select_one("a")["href"])
    assert "Báo cáo của Phường Bắc Kạn" in page.select_one("main .notice").get_text()
    assert not page.select("main form, td.number a")
    browser.get(f"/reports/{report.id}/file.docx")

    page = browser.get(f"/reports/periods?kind={draft.kind_code}")
    assert not page.select("section[aria-labelledby=before]")
    browser.get(f"/reports/{draft.id}", 404)


def test_nothing_of_it_can_be_changed_or_listed_by_name(browser, sent, minh):
    (report, _draft), browser = sent, browser.sign_in(minh)
    browser.get(f"/reports/{report.id}/lists/closing", 404)
    for rest in ("words", "annex"):
        browser.get(f"/reports/{report.id}/{rest}", 403)
    browser.post(f"/reports/{report.id}/submission", 403, version=str(report.version))


def test_a_third_ward_knows_of_none(browser, sent, phuong):
    report, _draft = sent
    page = browser.sign_in(phuong).get("/reports/periods?kind=month_15")
    assert not page.select("section[aria-labelledby=before]")
    browser.get(f"/reports/{report.id}", 404)
