"""The working calendar: a year taken over, a day written or removed, and what moves with it."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from reintegrate.db import HERE, at, db, utcnow
from reintegrate.models.act import Act, ActKind
from reintegrate.models.deadline_row import Deadline
from reintegrate.models.user import User
from reintegrate.models.working_calendar import CalendarDay, CalendarYear, is_working_day
from tests.cast import open_case

pytestmark = pytest.mark.either_database
ANSWERS = {
    "day": "24/11/2026",
    "kind": "off",
    "name_vi": "Ngày Văn hóa Việt Nam",
    "name_en": "Culture Day",
    "source": "Nghị quyết",
    "confirmed": "y",
}


@pytest.fixture
def deadline(minh, lan, duc_xuan) -> Deadline:
    with at(datetime(2026, 11, 1, 12, tzinfo=HERE)):
        case = open_case(area=duc_xuan, by=minh, worker=lan)
    with at(max(utcnow(), datetime(2026, 12, 31, tzinfo=HERE))):
        notice = date(2026, 11, 20)
        Act.record(case, ActKind.NOTICE_RECEIVED, at=notice, by=minh, source="outside")
    db.session.commit()
    return db.session.scalars(select(Deadline).where(Deadline.step == "proposal")).one()


def write(browser, expect=303, year=2026, **changes):
    browser.get(f"/rules/calendar/{year}")
    return browser.submit("form.form", expect=expect, **(ANSWERS | changes))


def test_a_day_is_written_after_a_look_at_what_would_move(browser, admin, deadline):
    page = write(browser.sign_in(admin), expect=200)
    cells = [cell.get_text(strip=True) for cell in page.select("table tbody td")]
    assert cells[2:] == ["24/11/2026", "25/11/2026"]
    assert is_working_day(date(2026, 11, 24))

    browser.submit("form.form", expect=303, confirm="yes")
    assert not is_working_day(date(2026, 11, 24))
    db.session.refresh(deadline)
    assert deadline.due_on == date(2026, 11, 25)


def test_where_nothing_would_move_it_is_written_at_once(browser, admin):
    write(browser.sign_in(admin))

    assert "Đã lưu: 24/11/2026" in browser.get("/rules/calendar/2026").get_text()
    row = db.session.get(CalendarDay, date(2026, 11, 24))
    assert (row.kind, row.confirmed, row.source) == ("off", True, "Nghị quyết")


def test_a_day_is_removed_after_a_look_and_only_once(browser, admin, deadline):
    write(browser.sign_in(admin), expect=200)
    browser.submit("form.form", expect=303, confirm="yes")
    page = browser.get("/rules/calendar/2026")
    form = page.select_one('input[name="day"][value="2026-11-24"]').find_parent("form")
    browser.submit(form, expect=200)
    browser.submit("form.form", expect=303, confirm="yes")
    db.session.refresh(deadline)
    assert deadline.due_on == date(2026, 11, 24)
    assert db.session.get(CalendarDay, date(2026, 11, 24)) is None

    browser.submit(form, expect=303)
    assert "Người khác vừa sửa" in browser.get("/rules/calendar/2026").get_text()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"day": "24/11/2027"}, "day"),
        ({"day": "21/11/2026"}, "day"),  # a Saturday is off by itself
        ({"source": ""}, "source"),
        ({"name_vi": ""}, "name_vi"),
        ({"kind": None}, "kind"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(browser, admin, changes, field):
    page = write(browser.sign_in(admin), expect=200, **changes)

    assert page.select_one(f"#{field}-error")


def test_a_form_opened_before_somebody_else_saved_says_so(browser, admin):
    browser.sign_in(admin).get("/rules/calendar/2026")
    form = browser.page.select_one("form.form")
    write(browser)
    page = browser.submit(form, expect=200, **(ANSWERS | {"name_vi": "Khác"}))

    assert page.select_one(".error-summary")
    assert page.select_one("#name_vi")["value"] == "Khác"


def test_a_year_to_come_is_a_proposal_until_somebody_holds_it(browser, admin):
    page = browser.sign_in(admin).get("/rules/calendar/2031")
    assert "chưa xác nhận" in page.select_one("table").get_text()
    for _ in range(2):
        browser.post("/rules/calendar/2031/holding", expect=303)

    assert db.session.get(CalendarYear, 2031) is not None
    assert browser.get("/rules/calendar/2031").select_one("form.form")


@pytest.mark.parametrize("username", ["lan", "dung", "binh"])
def test_the_calendar_is_the_administrators(browser, username):
    browser.sign_in(User.named(username)).get("/rules/calendar/2026", expect=403)


def test_there_is_no_year_but_those_of_this_time(browser, admin):
    browser.sign_in(admin).get("/rules/calendar/1850", expect=404)
