"""All deadlines of a case and its term, with reasons; and what the case page says of them."""

from datetime import date, datetime

import pytest
import time_machine

from reintegrate.db import HERE, at, db
from reintegrate.models.act import ActKind
from reintegrate.models.deadline_jobs import escalate_deadlines
from reintegrate.models.regime import Regime
from reintegrate.models.regime_switch import switch_regime

pytestmark = pytest.mark.either_database


def said(page) -> str:
    return " ".join(page.select_one("main").get_text(" ").split())


def test_all_of_a_case_is_listed_owed_done_and_dropped(browser, lan, case, deadline, record):
    record(ActKind.PROPOSED, date(2026, 11, 26))
    page = browser.sign_in(lan).get(f"/cases/{case.id}/deadlines")

    assert "Làm muộn" in said(page)
    assert page.select_one(f'a[href="/deadlines/{deadline.id}"]')
    assert page.select_one(f'a[href="/cases/{case.id}/term"]')


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (datetime(2026, 11, 20, 17, tzinfo=HERE), "sắp đến hạn pháp lý trong bảy ngày"),
        (datetime(2026, 11, 24, 10, tzinfo=HERE), "đến hạn pháp lý hôm nay"),
        (datetime(2026, 11, 25, 10, tzinfo=HERE), "đã quá hạn pháp lý"),
    ],
)
def test_the_case_and_the_caseload_say_when_a_date_is_near(
    browser, dung, case, deadline, day, words
):
    with time_machine.travel(day, tick=False):
        page = browser.sign_in(dung).get(f"/cases/{case.id}")
        assert words in page.select_one(".attention").get_text()
        assert len(page.select(".attention li")) <= 3
        page = browser.get("/caseload")
        assert page.select_one(f'table a.tag[href="/cases/{case.id}/deadlines"]')


def test_the_history_tells_of_it_to_everybody_who_reads_the_file(browser, minh, case, deadline):
    switch_regime(case, Regime.with_code("2021"), reason="Theo công văn.", key="a-switch", by=minh)
    with at(datetime(2026, 12, 31, tzinfo=HERE)):
        escalate_deadlines(minh)
    db.session.commit()
    text = said(browser.sign_in(minh).get(f"/cases/{case.id}"))

    assert "Quá hạn: đã báo cấp kế tiếp" in text
    assert "Hồ sơ chuyển sang chế độ pháp lý khác" in text


def test_the_caseloads_count_and_its_list_agree(browser, minh, case, deadline):
    with time_machine.travel(datetime(2026, 11, 25, 10, tzinfo=HERE), tick=False):
        page = browser.sign_in(minh).get("/caseload?owed=now")
    assert len(page.select("table tbody tr")) == 1
    chip = page.select_one('a[href="/caseload?owed=now"] .badge')
    assert chip.get_text() == "1"


def test_the_day_of_police_and_officials_is_what_they_owe(browser, dung, minh, deadline):
    with time_machine.travel(datetime(2026, 11, 24, 10, tzinfo=HERE), tick=False):
        page = browser.sign_in(dung).get("/today")
        assert page.select_one(f'a[href="/deadlines/{deadline.id}"]')
        page = browser.sign_in(minh).get("/today")
        assert page.select_one(".empty")


def test_the_term_is_summed_up_with_its_article(browser, lan, case, minh):
    with at(datetime(2026, 11, 10, 9, tzinfo=HERE)):
        case.report_absent(date(2026, 11, 3), by=minh)
        case.come_back(date(2026, 11, 10), by=minh)
    db.session.commit()
    page = browser.sign_in(lan).get(f"/cases/{case.id}/term")

    text = said(page)
    assert "120/2025/QH15, Điều 42(2)" in text
    assert "+ 24 tháng" in text
    assert "7 ngày: không được tính vào thời hạn" in text
    assert f"{case.term_to:%d/%m/%Y}" in page.select("ol.counted li")[-1].get_text()


def test_what_the_decision_prints_is_said_to_hold(browser, lan, case):
    case.term_printed, case.decision_number = True, "15/QĐ-UBND"
    db.session.commit()
    text = said(browser.sign_in(lan).get(f"/cases/{case.id}/term"))

    assert "Quyết định in ngày cuối này, và lấy theo quyết định." in text
    assert "15/QĐ-UBND" in text


def test_another_ward_finds_neither(browser, tuan, case):
    for path in ("deadlines", "term"):
        browser.sign_in(tuan).get(f"/cases/{case.id}/{path}", expect=404)
