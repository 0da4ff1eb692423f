"""Targets of a report's numbers: what an area wants in a year, and the light with words beside the
number in every report that begins with the year."""

import pytest

from reintegrate.db import db, today
from reintegrate.models.indicator import Indicator
from reintegrate.models.period import PeriodKind
from reintegrate.models.report import Report
from reintegrate.models.report_target import Direction, ReportTarget
from reintegrate.models.work_plan import Light

YEAR = today().year


def named(code: str) -> Indicator:
    return db.session.scalars(db.select(Indicator).where(Indicator.code == code)).one()


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("code", "direction", "kind", "number", "light"),
    [
        ("work", Direction.AT_LEAST, "half", 5, Light.ON_COURSE),
        ("work", Direction.AT_LEAST, "half", 4, Light.BEHIND),
        ("work", Direction.AT_LEAST, "half", 10, Light.REACHED),
        ("work", Direction.AT_LEAST, "year", 9, Light.MISSED),
        ("met", Direction.AT_LEAST, "half", 5, Light.BEHIND),
        ("offences", Direction.AT_MOST, "half", 5, Light.ON_COURSE),
        ("offences", Direction.AT_MOST, "half", 6, Light.BEHIND),
        ("offences", Direction.AT_MOST, "half", 11, Light.MISSED),
        ("offences", Direction.AT_MOST, "year", 10, Light.REACHED),
    ],
)
def test_a_number_stands_to_its_target(app, minh, code, direction, kind, number, light):
    period, indicator = PeriodKind.coded(kind).period(2025, 1), named(code)
    target = ReportTarget.aim(2025, indicator, direction, 10, by=minh)

    assert target.stands_as.light(number, indicator, period) == light


def test_a_ward_sets_one_and_its_report_says_how_it_stands(browser, minh, duc_xuan):
    browser.sign_in(minh).get(f"/reports/targets/offences?year={YEAR}")
    browser.submit("main form", direction="at_most", wanted="0")
    assert "không quá 0" in browser.follow().get_text()
    browser.get(f"/reports/targets/offences?year={YEAR}")
    browser.submit("main form", direction="at_most", wanted="4")
    report = Report.begin(duc_xuan, PeriodKind.coded("half").period(YEAR, 1), by=minh)
    report.write({"offences": 3}, {}, by=minh)
    db.session.commit()
    said = browser.get(f"/reports/{report.id}").get_text(" ", strip=True)

    assert db.session.scalars(db.select(ReportTarget)).one().wanted == 4
    assert "Mức đề ra cho cả năm: không quá 4 · 75,0 % Chậm" in said


def test_bad_answers_stand_at_their_field(browser, minh):
    page = browser.sign_in(minh).post(
        "/reports/targets/work", expect=200, version="0", wanted="-1", direction="never"
    )

    assert page.select_one('.error-summary a[href="#wanted"]')
    browser.get("/reports/targets/nothing", expect=404)
