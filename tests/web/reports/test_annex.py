"""The annex that names people: apart from the report, marked, for a purpose, in the trail."""

import pytest

from reintegrate.db import db, today
from reintegrate.models.audit import AuditEvent
from reintegrate.models.period import PeriodKind, ended_periods
from reintegrate.models.report import Report
from reintegrate.models.report_annex import AnnexPurpose, SupportSpace, TooMany, name_people
from tests.web.reports.reporting import month_of_work
from tests.web.reports.test_files import words_of

CHOSEN = {"purpose": "inspection", "ending": "docx"}


@pytest.fixture
def report(duc_xuan, minh, lan):
    period = ended_periods(PeriodKind.coded("month_15"), today(), 1)[0]
    month_of_work(period, duc_xuan, minh, lan)
    report = Report.begin(duc_xuan, period, by=minh)
    db.session.commit()
    return report


def made() -> list[AuditEvent]:
    query = db.select(AuditEvent).where(AuditEvent.what == "report.people_named")
    return list(db.session.scalars(query))


def test_it_names_who_is_counted_is_marked_and_logged(browser, minh, report):
    page = browser.sign_in(minh).get(f"/reports/{report.id}/annex")
    assert {box["value"] for box in page.select("[name=numbers]")} >= {"closing", "taken_in"}
    fields = {"numbers": "taken_in", **CHOSEN}
    token = page.select_one("[name=csrf_token]")["value"]
    answer = browser.client.post(
        f"/reports/{report.id}/annex", data={**fields, "csrf_token": token}
    )
    said, (event,) = words_of(answer.data), made()

    assert all(name in said for name in ("Lò Văn Bốn", "Lò Văn Năm", "CHỈ NGƯỜI ĐƯỢC GIAO"))
    assert "Lò Văn Ba" not in said
    assert event.facts["code"] in said
    assert (event.facts["rows"], event.facts["purpose"]) == (2, "inspection")


def test_it_asks_whom_and_what_for(browser, minh, report):
    page = browser.sign_in(minh).post(f"/reports/{report.id}/annex", expect=200, ending="docx")
    assert page.select_one('.error-summary a[href="#purpose"]')
    page = browser.post(f"/reports/{report.id}/annex", expect=200, **CHOSEN)
    assert page.select_one('.error-summary a[href^="#numbers"]')
    assert made() == []


@pytest.mark.either_database
def test_too_many_are_refused_and_what_was_received_names_nobody(report, minh):
    said = {"code": "X", "purpose": AnnexPurpose.LEADERS, "file": b"", "by": minh}
    with pytest.raises(TooMany):
        name_people(report, indicators=["closing"], rows=2001, **said)
    with pytest.raises(SupportSpace):
        name_people(report, indicators=["loans"], rows=1, **said)
