"""A ward closes its month, the province answers, and what was signed stays as it was signed."""

import re
from datetime import timedelta

import pytest

from reintegrate.db import db, today, utcnow
from reintegrate.models.period import PeriodKind, ended_periods
from reintegrate.models.report import Report, ReportStatus
from reintegrate.models.report_snapshot import ReportSnapshot
from reintegrate.models.user import User
from tests.web.reports.reporting import month_of_work


@pytest.fixture
def period(app):
    return ended_periods(PeriodKind.coded("month_15"), today(), 1)[0]


@pytest.fixture
def report(period, duc_xuan, minh, lan):
    month_of_work(period, duc_xuan, minh, lan)
    report = Report.begin(duc_xuan, period, by=minh)
    db.session.commit()
    return report


@pytest.fixture
def submitted(report, minh):
    report.submit(because="", by=minh)
    db.session.commit()
    return report


def at(report, rest: str = "") -> str:
    return f"/reports/{report.id}{rest}"


def numbers(page) -> dict[str, tuple[str, int]]:
    """Address and number of every line that opens a list."""
    links = page.select("td.number a")
    return {a["href"].rsplit("/", 1)[1]: (a["href"], read(a.contents[0])) for a in links}


def read(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def submit(browser, report, expect=302, **fields):
    fields = {"version": str(report.version)} | fields
    return browser.post(at(report, "/submission"), expect=expect, **fields)


def test_a_month_is_begun_written_and_closed(browser, minh, period, duc_xuan, lan):
    month_of_work(period, duc_xuan, minh, lan)
    browser.sign_in(minh).get("/reports/periods")
    browser.post("/reports/periods", kind="month_15", year=period.year, part=period.part)
    report = db.session.scalars(db.select(Report)).one()
    page = browser.get(at(report, "/words"))
    assert "đang quản lý, hỗ trợ 4 người, tăng 1 người" in page.select_one("#situation").get_text()
    browser.submit("main form", typed_offences="3")
    page = browser.follow()
    assert numbers(page)["closing"][1] == 4
    assert "Khớp" in page.get_text()
    browser.submit('form[action$="/submission"]')

    db.session.refresh(report)
    snapshot = ReportSnapshot.newest_of(report.id)
    assert report.status == ReportStatus.SUBMITTED
    assert snapshot.is_sound
    assert (snapshot.numbers["closing"], snapshot.numbers["offences"]) == (4, 3)
    assert snapshot.said["area"]["name"] == "Phường Đức Xuân"
    assert snapshot.code in browser.follow().get_text()


@pytest.mark.parametrize("who", ["minh", "lan", "khanh"])
def test_each_number_opens_a_list_as_long(browser, report, who):
    page = browser.sign_in(User.named(who)).get(at(report))
    found = numbers(page)

    assert len(found) == 33
    assert found["taken_in"][1] == 2
    for code in ("opening", "taken_in", "completed", "closing", "met", "loans"):
        address, number = found[code]
        rows = browser.get(address).select("main table.rows tbody tr")
        assert len(rows) == number, code


def test_a_later_change_leaves_what_was_signed_and_asks_for_a_reason(
    browser, submitted, minh, duc_xuan, lan, period
):
    before = ReportSnapshot.newest_of(submitted.id).content
    month_of_work(period, duc_xuan, minh, lan)
    page = browser.sign_in(minh).get(at(submitted))
    assert numbers(page)["closing"][1] == 4
    assert "Số người đang quản lý cuối kỳ" in page.select_one("section[aria-labelledby=since]").text
    page = submit(browser, submitted, expect=200)
    assert page.select_one('.error-summary a[href="#because"]')
    submit(browser, submitted, because="Ghi hồ sơ muộn")

    newest, first = ReportSnapshot.of(submitted.id)
    assert (newest.number, newest.numbers["closing"]) == (2, 8)
    assert first.content == before
    for who, words in (("minh", r"cuối kỳ\s+4\s+8"), ("binh", r"cuối kỳ\s+ẩn\s+ẩn")):
        page = browser.sign_in(User.named(who)).get(at(submitted))
        changed = page.select_one('section[aria-labelledby="snapshot-2"]').get_text(" ", strip=True)
        assert "Ghi hồ sơ muộn" in changed
        assert re.search(words, changed)


def test_the_province_returns_with_a_reason_or_accepts(browser, submitted, binh, minh):
    page = browser.sign_in(binh).get(at(submitted))
    assert not numbers(page)
    assert "Lò Văn" not in page.get_text()
    page = browser.post(at(submitted, "/return"), expect=200)
    assert page.select_one('.error-summary a[href="#because"]')
    browser.post(at(submitted, "/return"), because="Thiếu số vụ")
    assert "Thiếu số vụ" in browser.sign_in(minh).get(at(submitted)).get_text()
    db.session.refresh(submitted)
    submit(browser, submitted, because="Đã bổ sung")
    browser.sign_in(binh).post(at(submitted, "/acceptance"))
    browser.post(at(submitted, "/return"), because="Muộn rồi")

    db.session.refresh(submitted)
    assert submitted.status == ReportStatus.ACCEPTED


def test_the_province_sees_who_is_late(browser, binh, submitted, period):
    User.named("tuan").created_at = utcnow() - timedelta(days=90)
    db.session.commit()
    page = browser.sign_in(binh).get(
        f"/reports/periods?kind=month_15&year={period.year}&part={period.part}"
    )
    rows = {r.td.get_text(strip=True): r.get_text(" ") for r in page.select("tbody tr")}

    assert "Phường Đức Xuân" in rows
    assert "Chưa nộp" in rows["Phường Bắc Kạn"]
    assert ("Quá hạn" in rows["Phường Bắc Kạn"]) is (today() > period.due_on)


def test_a_period_that_runs_is_not_closed(browser, minh, duc_xuan, period):
    running = period.kind.period(period.year, period.part)._replace(last=today())
    report = Report.begin(duc_xuan, running, by=minh)
    db.session.commit()
    page = submit(browser.sign_in(minh), report, expect=200)

    assert "chưa kết thúc" in page.select_one(".error-summary").get_text()


def test_two_tabs_do_not_overwrite_one_another(browser, minh, report):
    page = browser.sign_in(minh).get(at(report, "/words"))
    version = page.select_one("[name=version]")["value"]
    browser.post(at(report, "/words"), version=version, situation="Một", typed_offences="1")
    page = browser.post(at(report, "/words"), expect=200, version=version, situation="Hai")

    assert page.select_one("#situation").get_text(strip=True) == "Hai"
    assert "Một" in page.select_one("#situation-theirs").get_text()


@pytest.mark.parametrize("typed", ["-1", "một", "9" * 30])
def test_a_typed_number_is_a_number(browser, minh, report, typed):
    page = browser.sign_in(minh).post(
        at(report, "/words"), expect=200, version=str(report.version), typed_offences=typed
    )

    assert page.select_one('.error-summary a[href="#typed_offences"]')


def test_a_report_twice_begun_is_one(report, period, duc_xuan, minh):
    assert Report.begin(duc_xuan, period, by=minh).id == report.id
    assert report.due_on > report.last + timedelta(days=1)


def test_nobody_need_write_a_word(browser, minh, report):
    browser.sign_in(minh).get(at(report))
    browser.submit('form[action$="/submission"]')

    said = ReportSnapshot.newest_of(report.id).said["narrative"]
    assert "mới tiếp nhận 2 người" in said["situation"]
    assert "chưa gặp được lần nào" in said["difficulties"]


def test_what_is_owed_is_listed_as_the_news_count_it(browser, binh, report):
    User.named("minh").created_at = utcnow() - timedelta(days=400)
    db.session.commit()
    for who in ("minh", "binh"):
        lines = browser.sign_in(User.named(who)).get("/reports/periods").select(".fold li")
        waiting = browser.get("/notices/").select('a[href="/reports/periods"] + .badge')

        assert len(lines) == sum(int(badge.text) for badge in waiting) > 0
