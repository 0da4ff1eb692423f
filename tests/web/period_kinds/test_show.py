"""When reports are due is the administrator's to change: with a reason, after a look ahead."""

from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.audit import AuditEvent
from reintegrate.models.period import PeriodKind, ended_periods, running_period
from reintegrate.models.report import Report
from reintegrate.models.report_owed import is_owed

pytestmark = pytest.mark.either_database
PATH = "/period-kinds/month"
ANSWERS = {"due_amount": "9", "due_unit": "days", "remind_days": "", "because": "Theo góp ý."}


def dated(day) -> str:
    return day.strftime("%d/%m/%Y")


def save(browser, **answers):
    browser.get(PATH)
    browser.submit("form.form", expect=200, **ANSWERS | answers)
    return browser.submit("form.form", expect=303, confirm="yes")


def test_the_next_due_days_are_shown_and_then_count(browser, admin, minh, duc_xuan):
    kind = PeriodKind.coded("month")
    running, before = running_period(kind, today()), ended_periods(kind, today(), 1)[0]
    being_written = Report.begin(duc_xuan, running, by=minh)
    db.session.commit()
    was = before.due_on
    browser.sign_in(admin).get("/rules/")
    assert browser.get("/period-kinds/").select_one(f'a[href="{PATH}"]')
    browser.get(PATH)
    page = browser.submit("form.form", expect=200, **ANSWERS)
    row = [cell.get_text(strip=True) for cell in page.select_one("tbody tr").select("td")]
    ends = running.last
    assert row[1:] == [*(dated(ends + timedelta(days=n)) for n in (0, 2, 9)), "–"]
    assert PeriodKind.coded("month").revision == 1
    browser.submit("form.form", expect=303, confirm="yes")

    db.session.commit()
    kind = PeriodKind.coded("month")
    assert kind.period(running.year, running.part).due_on == ends + timedelta(days=9)
    assert kind.period(before.year, before.part).due_on == was
    assert being_written.due_on == ends + timedelta(days=9)


def test_whether_it_is_owed_goes_by_the_days_it_ended(browser, admin):
    save(browser.sign_in(admin), remind_days="3")
    kind = PeriodKind.coded("month")
    running, before = running_period(kind, today()), ended_periods(kind, today(), 1)[0]
    long_ago = before.first - timedelta(days=400)

    assert is_owed(running, long_ago)
    assert not is_owed(before, long_ago)


def test_each_version_stays_with_its_reason_and_in_the_trail(browser, admin):
    save(browser.sign_in(admin))
    save(browser, due_amount="4", because="Lần nữa.")
    page = browser.get(PATH).get_text(" ", strip=True)

    assert "không địa bàn nào phải nộp" in page
    assert all(words in page for words in ("Phiên bản 1", "Phiên bản 3", "Lần nữa.", admin.name))
    told = db.select(AuditEvent).where(AuditEvent.what == "period_kind_revision.made")
    assert len(db.session.scalars(told).all()) == 2
    assert PeriodKind.coded("month").period(2020, 1).due_on.day == 2


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"because": ""}, "because"),
        ({"due_amount": "91"}, "due_amount"),
        ({"due_unit": "weeks"}, "due_unit"),
        ({"remind_days": "-1"}, "remind_days"),
        ({"due_amount": "2"}, "due_amount"),  # as it is already
    ],
)
def test_what_is_wrong_is_said_at_its_field(browser, admin, answers, field):
    browser.sign_in(admin).get(PATH)
    page = browser.submit("form.form", expect=200, **ANSWERS | answers)

    assert page.select_one(f"#{field}-error, .error-summary a[href='#{field}']")
    assert PeriodKind.coded("month").revision == 1


def test_of_two_who_edit_the_second_sees_what_the_first_saved(browser, admin):
    browser.sign_in(admin).get(PATH)
    form = browser.page.select_one("form.form")
    save(browser)
    page = browser.submit(form, expect=200, **ANSWERS | {"due_amount": "5"})

    assert page.select_one("#due_amount-theirs").get_text(" ", strip=True).endswith("9")
