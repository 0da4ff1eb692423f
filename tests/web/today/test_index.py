"""A worker's day: whom to see first, one tap from writing it down."""

import uuid
from datetime import timedelta

import pytest

from reintegrate.db import today
from reintegrate.models.leave import Leave, LeaveKind
from tests.cast import log_contact, open_case


@pytest.fixture
def due(lan, minh, duc_xuan):
    """A case of Lan's that is due in so many days, met before unless said otherwise."""

    def make(name: str, days: int, *, met: bool = True, agreed: bool = False, worker=lan):
        case = open_case(area=duc_xuan, by=minh, worker=worker, name=name)
        if met:
            log_contact(case, worker)
        case.plan_next(today() + timedelta(days=days), by=worker, agreed=agreed)
        return case

    return make


def sections(page) -> dict[str, list[str]]:
    return {
        heading["id"]: [name.get_text() for name in heading.find_next("ul").select("a.work strong")]
        for heading in page.select("h2[id]")
    }


def test_people_are_grouped_by_date_each_once(browser, lan, due):
    due("Quá Hạn", -2)
    due("Hôm Nay", 0)
    due("Ngày Mai", 1)
    due("Bảy Ngày", 7)
    due("Còn Lâu", 8)
    due("Mới Đến", 2, met=False)

    assert sections(browser.sign_in(lan).get("/today")) == {
        "overdue": ["Quá Hạn"],
        "today": ["Hôm Nay"],
        "first": ["Mới Đến"],
        "soon": ["Ngày Mai", "Bảy Ngày"],
    }


def test_a_new_arrival_without_a_date_near_is_not_forgotten(browser, lan, due):
    due("Mới Đến", 30, met=False)

    assert sections(browser.sign_in(lan).get("/today")) == {"first": ["Mới Đến"]}


def test_outcomes_to_write_and_first_contacts_can_be_shown_alone(browser, lan, due):
    due("Đã Hẹn", -1, agreed=True)
    due("Mới Đến", 2, met=False)
    due("Hôm Nay", 0)

    page = browser.sign_in(lan).get("/today")
    chips = {a["href"]: a.select_one(".badge").get_text() for a in page.select(".choice-links a")}

    assert chips == {
        "/today": "3",
        "/today?show=first": "1",
        "/today?show=untried": "1",
    }
    assert sections(browser.get("/today?show=first")) == {"first": ["Mới Đến"]}
    assert sections(browser.get("/today?show=outcome")) == {"outcome": ["Đã Hẹn"]}
    assert sections(browser.get("/today?show=soon")) == {"soon": ["Mới Đến"]}
    assert "first" in sections(browser.get("/today?show=nonsense"))


def test_who_was_tried_is_told_from_whom_nobody_tried(browser, lan, due):
    tried = due("Đã Thử", 0)
    tried.last_reached_on = today() - timedelta(days=9)
    for _ in range(3):
        log_contact(tried, lan, outcome="not_home", next_due_on=today() - timedelta(days=1))
    due("Chưa Thử", -1)

    page = browser.sign_in(lan).get("/today")
    assert sections(page) == {"overdue": ["Đã Thử", "Chưa Thử"]}
    assert sections(browser.get("/today?show=untried")) == {"untried": ["Chưa Thử"]}
    assert sections(browser.get("/today?show=tried")) == {"tried": ["Đã Thử"]}


def test_who_is_away_stands_last_and_a_colleagues_leave_is_said(browser, lan, khanh, minh, due):
    due("Đi Vắng", 30).report_absent(today(), by=minh)
    days = {"first_day": today(), "last_day": today() + timedelta(days=2)}
    Leave.enter(khanh, key=str(uuid.uuid4()), kind=LeaveKind.SICK, by=khanh, **days)

    page = browser.sign_in(lan).get("/today")
    assert sections(page) == {"away": ["Đi Vắng"]}
    assert khanh.name in page.get_text()
    assert "ốm" not in page.get_text()


def test_a_review_that_is_due_is_named(browser, lan, due):
    case = due("Đến Hạn", 5)
    case.drop_activity("review", by=lan)
    case.plan_activity("review", today(), by=lan)

    page = browser.sign_in(lan).get("/today")
    assert sections(page) == {"today": ["Đến Hạn"]}
    assert "Nhìn lại hằng quý" in page.get_text()


def test_a_try_is_not_a_first_contact(browser, lan, due):
    case = due("Mới Đến", 2, met=False)
    log_contact(case, lan, outcome="not_home")

    page = browser.sign_in(lan).get("/today?show=first")
    assert sections(page) == {"first": ["Mới Đến"]}
    assert "chưa gặp được 1 lần" in page.get_text()


def test_each_row_opens_the_form_and_offers_the_case(browser, lan, due):
    case = due("Hôm Nay", 0)
    page = browser.sign_in(lan).get("/today")

    assert page.select_one(f'a.work[href="/cases/{case.id}/contacts/new"]')
    assert page.select_one(f'a.work-more[href="/cases/{case.id}"]')


def test_a_colleagues_people_and_ended_cases_are_not_mine(browser, lan, khanh, minh, due):
    due("Của Khánh", 0, worker=khanh)
    due("Đã Kết Thúc", 0).close(outcome_code="completed", on=today(), by=minh)

    page = browser.sign_in(lan).get("/today")
    assert sections(page) == {}
    assert page.select_one('.empty a[href="/caseload"]')


def test_after_a_transfer_the_case_is_nobodys_day(browser, lan, bac_kan, minh, due):
    case = due("Chuyển Đi", 0)
    case.move_to(bac_kan, by=minh)

    assert sections(browser.sign_in(lan).get("/today")) == {}


def test_an_empty_kind_says_so_and_leads_back(browser, lan, due):
    page = browser.sign_in(lan).get("/today?show=outcome")

    assert page.select_one('.empty a[href="/today"]')


@pytest.mark.parametrize("username", ["mai", "binh", "thao", "admin"])
def test_whoever_meets_nobody_and_owes_nothing_has_no_day(browser, request, username):
    browser.sign_in(request.getfixturevalue(username)).get("/today", expect=403)
