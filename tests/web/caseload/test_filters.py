"""Filters, chips and numbers: whatever a number says, its list holds as many."""

import re
from datetime import timedelta

import pytest

from reintegrate.db import db, today
from tests.cast import log_contact, open_case


@pytest.fixture
def ward(minh, lan, khanh, duc_xuan, bac_kan, tuan) -> None:
    """A ward with every kind of case, and somebody of another ward."""
    day = today()
    long_ago = day - timedelta(days=60)
    open_case(area=bac_kan, by=tuan, name="Người Khác")
    open_case(area=duc_xuan, by=minh, name="Lý Thị Mới")
    late = open_case(area=duc_xuan, by=minh, worker=lan, name="Nông Văn Trễ", opened_on=long_ago)
    log_contact(late, lan, on=long_ago, next_due_on=day - timedelta(days=50))
    now = open_case(area=duc_xuan, by=minh, worker=lan, name="Bàn Văn Nay")
    log_contact(now, lan, next_due_on=day)
    soon = open_case(area=duc_xuan, by=minh, worker=khanh, name="Hà Thị Gần")
    log_contact(soon, khanh, next_due_on=day + timedelta(days=5))
    ending = open_case(
        area=duc_xuan,
        by=minh,
        worker=khanh,
        name="Đinh Văn Cuối",
        completed_on=day - timedelta(days=725),
        opened_on=day - timedelta(days=700),
    )
    log_contact(ending, khanh, next_due_on=day + timedelta(days=20))
    away = open_case(area=duc_xuan, by=minh, worker=lan, name="Ma Văn Vắng")
    away.report_absent(day, by=minh)
    still = open_case(area=duc_xuan, by=minh, worker=lan, name="Vi Thị Dừng")
    still.suspend(day, "prison", by=minh)
    for name, on in (("Tạ Văn Xong", day), ("Tô Văn Xưa", day - timedelta(days=400))):
        ended = open_case(area=duc_xuan, by=minh, name=name, opened_on=on - timedelta(days=9))
        ended.close(outcome_code="completed", on=on, by=minh)
    db.session.commit()


def listed(page) -> int:
    return len(page.select("table.rows tbody tr"))


def said(page) -> int:
    return int(re.match(r"\d+", page.select_one(".result-count").get_text(strip=True)).group())


def test_every_view_lists_as_many_as_it_says(browser, minh, ward):
    page = browser.sign_in(minh).get("/caseload")
    views = [
        (link["href"], int(link.select_one(".badge").get_text()))
        for link in page.select(".choice-links a")
    ]

    assert len(views) == 9
    for address, count in views:
        page = browser.get(address)
        assert (said(page), listed(page)) == (count, count), address


def test_every_answer_of_every_filter_lists_as_many_as_it_says(browser, minh, ward):
    start = browser.sign_in(minh).get("/caseload")
    checked = 0
    for question in start.select("select[id^=filter-]:not(#filter-sort)"):
        for option in question.select("option[value]:not([value=''])"):
            count = int(re.search(r"\((\d+)\)$", option.get_text()).group(1))
            page = browser.get(f"/caseload?{question['name']}={option['value']}")
            assert (said(page), listed(page)) == (count, count), option
            checked += 1
    assert checked >= 13


def test_filters_together_count_together(browser, minh, lan, ward):
    page = browser.sign_in(minh).get(f"/caseload?worker={lan.id}&due=overdue")

    assert (said(page), listed(page)) == (1, 1)
    assert len(page.select(".filter-chips li")) == 3
    option = page.select_one("#filter-contact option[value=late]")
    assert option.get_text().endswith("(1)")


def test_a_chip_takes_its_filter_away(browser, minh, lan, ward):
    page = browser.sign_in(minh).get(f"/caseload?worker={lan.id}&due=overdue")
    chip = next(a for a in page.select(".filter-chips a") if lan.name in a.get_text())

    page = browser.get(chip["href"])

    assert "due=overdue" in browser.response.request.query_string.decode()
    assert not any(lan.name in a.get_text() for a in page.select(".filter-chips a"))


def test_ended_cases_are_listed_apart(browser, minh, ward):
    page = browser.sign_in(minh).get("/caseload?ended=all&due=overdue")
    assert (said(page), listed(page)) == (2, 2)

    page = browser.get("/caseload?ended=year")
    assert "Tô Văn Xưa" not in page.get_text()
    assert said(page) == listed(page)


def test_nothing_found_says_what_to_do(browser, minh, ward):
    page = browser.sign_in(minh).get("/caseload?status=suspended&due=overdue")

    assert page.select_one(".empty a")["href"] == "/caseload"


@pytest.mark.parametrize(
    "query",
    [
        "due=tomorrow",
        "worker=-1",
        "worker=99999999999999999999",
        "worker=²",
        "ended=1",
        "sort=person_id",
        "find=Hùng",
        "page=%F0%9F%98%80",
        "due=overdue&due=today",
        "status=closed",
        "page=" + "A" * 9000,
    ],
)
def test_unknown_answers_are_no_answers(browser, minh, ward, query):
    browser.sign_in(minh).get(f"/caseload?{query}")


def test_where_there_are_no_headings_the_filter_sorts(browser, minh, ward):
    page = browser.sign_in(minh).get("/caseload?due=overdue")
    form = page.select_one("form[aria-label='Lọc và sắp xếp']")
    assert form.select_one("[name=sort] [selected]")["value"] == "due"

    browser.get("/caseload?due=overdue&sort=-name")
    form = browser.page.select_one("form[aria-label='Lọc và sắp xếp']")
    assert form.select_one("[name=sort] [selected]")["value"] == "-name"


@pytest.mark.parametrize("worker", ["999999999", "0"])
def test_somebody_without_a_case_here_is_said_to_be_so(browser, minh, ward, worker):
    page = browser.sign_in(minh).get(f"/caseload?worker={worker}")

    assert "Cán bộ không phụ trách hồ sơ nào" in page.select_one(".filter-chips").get_text()
    assert listed(page) == 0
