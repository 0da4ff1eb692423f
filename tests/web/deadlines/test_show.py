"""Why a date is what it is: rule, article, start with its source, and the count with its days."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from reintegrate.db import HERE, db
from reintegrate.models.act import ActKind
from reintegrate.models.audit import AuditEvent
from reintegrate.models.deadline_moves import mark_day
from reintegrate.models.deadline_row import Deadline
from reintegrate.models.working_calendar import CalendarYear, DayKind, Marked

pytestmark = pytest.mark.either_database


NAME = "Ngày Văn hóa Việt Nam (chưa xác nhận là ngày nghỉ)"


def counted(page) -> list[str]:
    return [" ".join(line.get_text(" ").split()) for line in page.select("ol.counted li")]


def said(page) -> str:
    return " ".join(page.select_one("main").get_text(" ").split())


def of_step(case, step) -> Deadline:
    found = select(Deadline).where(Deadline.case_id == case.id, Deadline.step == step)
    return db.session.scalars(found).one()


def test_the_rule_the_article_the_start_and_its_source_are_named(browser, dung, deadline):
    page = said(browser.sign_in(dung).get(f"/deadlines/{deadline.id}")) and browser.page

    text = said(page)
    assert "Trong 2 ngày làm việc" in text
    assert "Nghị định 163/2026/NĐ-CP, Điều 134(1)" in text
    assert "Mẫu 52" in text
    assert "12/TB-CSCN" in text
    assert "thứ Sáu, 20/11/2026" in text
    assert "Nông Văn Dũng" in text


def test_the_count_names_each_day_and_why_it_was_skipped(browser, dung, deadline):
    page = browser.sign_in(dung).get(f"/deadlines/{deadline.id}")

    assert counted(page) == [
        "thứ Sáu, 20/11/2026 Mốc bắt đầu. Không tính chính ngày này.",
        "thứ Bảy, 21/11/2026 Không tính: cuối tuần",
        "Chủ nhật, 22/11/2026 Không tính: cuối tuần",
        "thứ Hai, 23/11/2026 Ngày làm việc thứ 1",
        f"thứ Ba, 24/11/2026 Ngày làm việc thứ 2 ({NAME}): hạn chót là hết ngày này. chưa xác nhận",
    ]
    assert "chưa được văn bản nào công bố" in said(page)


def test_hours_say_that_they_do_not_stop(browser, dung, case, record):
    record(ActKind.LEFT, datetime(2026, 11, 21, 9, 15, tzinfo=HERE))
    page = browser.sign_in(dung).get(f"/deadlines/{of_step(case, 'transfer_notice').id}")

    assert counted(page)[0].startswith("09:15, thứ Bảy, 21/11/2026")
    assert "24 giờ liên tục" in counted(page)[1]
    assert counted(page)[1].startswith("09:15, Chủ nhật, 22/11/2026")


def test_the_end_of_the_term_is_a_window_and_leads_to_why_it_ends_then(browser, minh, case):
    one = of_step(case, "end_certificate")
    page = browser.sign_in(minh).get(f"/deadlines/{one.id}")

    assert "Được làm từ ngày" in counted(page)[-1]
    assert page.select_one(f'a[href="/cases/{case.id}/term"]')


def test_whoever_may_is_led_to_writing_down_that_it_was_done(browser, dung, lan, case, deadline):
    link = f"/cases/{case.id}/acts/new"
    page = browser.sign_in(dung).get(f"/deadlines/{deadline.id}")
    assert [a for a in page.select("a.button") if a["href"].startswith(link)]

    page = browser.sign_in(lan).get(f"/deadlines/{deadline.id}")
    assert not [a for a in page.select("a.button") if a["href"].startswith(link)]


def test_done_late_says_so_and_when(browser, dung, deadline, record):
    record(ActKind.PROPOSED, date(2026, 11, 26))
    page = browser.sign_in(dung).get(f"/deadlines/{deadline.id}")

    assert "Làm muộn" in said(page)
    assert "26/11/2026" in said(page)


def test_a_date_that_moved_tells_of_it(browser, dung, admin, deadline):
    off = Marked(DayKind.OFF, "Ngày Văn hóa Việt Nam", "Culture Day", "Nghị quyết", True)
    mark_day(db.session.get(CalendarYear, 2026), date(2026, 11, 24), off, by=admin)
    db.session.commit()
    page = browser.sign_in(dung).get(f"/deadlines/{deadline.id}")

    assert "Chuyển từ 24/11/2026 sang 25/11/2026" in said(page)
    assert "thứ Ba, 24/11/2026 Không tính: Ngày Văn hóa Việt Nam" in counted(page)


def test_looking_is_logged_and_another_ward_finds_nothing(browser, dung, tuan, deadline):
    browser.sign_in(dung).get(f"/deadlines/{deadline.id}")
    seen = select(AuditEvent.id).where(AuditEvent.what == "deadline.viewed")
    assert len(list(db.session.scalars(seen))) == 1
    browser.sign_in(tuan).get(f"/deadlines/{deadline.id}", expect=404)
