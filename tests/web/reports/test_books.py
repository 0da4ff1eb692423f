"""What the community's books know is not typed again, and each such number opens its list."""

from datetime import timedelta

from reintegrate.db import db, today
from reintegrate.models.information import InformationKind
from reintegrate.models.period import PeriodKind, ended_periods
from reintegrate.models.report import Report, typed_in
from tests.trust.scenery_community import held, told

OFFER = InformationKind.OFFER


def last_month(official) -> Report:
    period = ended_periods(PeriodKind.coded("month"), today(), 1)[0]
    report = Report.begin(official.area, period, by=official)
    db.session.commit()
    return report


def a_month_among_residents(report, worker, official) -> None:
    """Two useful pieces of information of three, one only the official reads; two talks, one
    struck; and as much again of the month after."""
    day = report.last
    for ours, kind in ((True, OFFER), (True, InformationKind.CONCERN), (False, OFFER)):
        taken = told(kind, "Có việc ở xưởng.", by=official, received_on=day)
        taken.check(kind, confirmed=ours, by=official)
    for on in (day, day, day + timedelta(days=1)):
        last = held(worker, held_on=on)
    struck = held(worker, held_on=day)
    struck.strike(by=worker)
    assert last.counts
    db.session.commit()


def test_the_books_fill_in_what_a_ward_would_type(browser, minh, lan):
    report = last_month(minh)
    a_month_among_residents(report, lan, minh)
    numbers = report.numbers()
    assert (numbers["information"], numbers["activities"]) == (2, 2)

    path = f"/reports/{report.id}/words"
    page = browser.sign_in(minh).get(path)
    assert page.select_one("[name=typed_information]")["value"] == "2"
    version = str(report.version)
    browser.post(path, 302, typed_information="2", typed_activities="5", version=version)
    assert typed_in(report.id) == {"activities": 5}
    assert report.numbers()["activities"] == 5


def test_its_list_has_as_many_rows(browser, minh, lan):
    report = last_month(minh)
    a_month_among_residents(report, lan, minh)
    for counted, row in (("information", ".worklist li"), ("activities", "table tbody tr")):
        browser.sign_in(minh).get(f"/reports/{report.id}/lists/{counted}", 302)
        page = browser.follow()
        assert len(page.main.select(row)) == 2
        assert "2 dòng" in page.main.get_text()

    browser.sign_in(lan).get(f"/reports/{report.id}/lists/information", 302)
    page = browser.follow()
    assert len(page.main.select(".worklist li")) == 1
    assert "1 tin anh/chị không được đọc" in page.main.get_text()


def test_days_that_cannot_be_read_are_those_of_this_year(browser, minh):
    for asked in ("", "?first=2026-10-01&last=2026-09-01", "?which=x&first=a&last=b"):
        page = browser.sign_in(minh).get(f"/community/information/received{asked}")
        assert f"01/01/{today().year}" in page.main.get_text()
