"""The list of what is owed: one's own, the ward's, nobody else's; numbers for the coordinator."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import event

from reintegrate.db import HERE, at, db
from reintegrate.models.act import Act, ActKind
from reintegrate.models.deadline_jobs import escalate_deadlines
from reintegrate.models.user import User
from tests.cast import open_case

pytestmark = pytest.mark.either_database
TUESDAY = datetime(2026, 11, 24, 10, tzinfo=HERE)


def titles(page) -> list[str]:
    return [work.get_text() for work in page.select("ul.worklist a.work strong")]


def headings(page) -> list[str]:
    return [h.get_text(strip=True) for h in page.select("main h2")]


@pytest.mark.parametrize(
    ("day", "heading"),
    [
        (datetime(2026, 11, 20, 17, tzinfo=HERE), "Bảy ngày tới"),
        (TUESDAY, "Hôm nay"),
        (datetime(2026, 11, 25, 0, 1, tzinfo=HERE), "Quá hạn"),
    ],
)
def test_what_is_due_stands_under_how_urgent_it_is(browser, dung, deadline, day, heading):
    with time_machine.travel(day, tick=False):
        page = browser.sign_in(dung).get("/deadlines/")

    assert headings(page) == [heading]
    assert titles(page) == ["Đề nghị quản lý sau cai nghiện"]
    assert page.select_one(f'a[href="/deadlines/{deadline.id}"]')


def test_ones_own_and_the_wards_are_two_lists(browser, minh, dung, lan, deadline):
    with time_machine.travel(TUESDAY, tick=False):
        assert titles(browser.sign_in(lan).get("/deadlines/")) == []
        assert "Của địa bàn" in browser.page.get_text()
        assert len(titles(browser.get("/deadlines/?of=ward"))) == 2
        own = titles(browser.sign_in(minh).get("/deadlines/"))
    assert own == ["Giấy xác nhận chấp hành xong thời hạn quản lý"]


def test_one_degree_alone_can_be_asked_for(browser, dung, deadline):
    with time_machine.travel(TUESDAY, tick=False):
        assert len(titles(browser.sign_in(dung).get("/deadlines/?when=today"))) == 1
        page = browser.get("/deadlines/?when=late")
    assert titles(page) == []
    assert "Hiện không có mục nào" in page.get_text() or page.select_one(".empty")


def test_another_ward_sees_nothing_of_it(browser, tuan, deadline):
    page = browser.sign_in(tuan).get("/deadlines/?of=ward")

    assert titles(page) == []
    assert "Hùng" not in page.get_text()


def test_once_told_the_next_person_has_it_on_their_own_list(browser, minh, deadline):
    with at(datetime(2026, 11, 27, tzinfo=HERE)):
        escalate_deadlines(minh)
        db.session.commit()
    with time_machine.travel(datetime(2026, 11, 27, 8, tzinfo=HERE), tick=False):
        page = browser.sign_in(minh).get("/deadlines/?when=late")

    assert titles(page) == ["Đề nghị quản lý sau cai nghiện"]


def test_what_somebody_who_left_owed_is_their_roles_again(browser, dung, admin, colleague):
    with time_machine.travel(TUESDAY, tick=False):
        assert titles(browser.sign_in(colleague).get("/deadlines/")) == []
        dung.disable(by=admin)
        db.session.commit()
        assert len(titles(browser.sign_in(colleague).get("/deadlines/"))) == 1


def test_the_coordinator_reads_numbers_and_no_names(browser, binh, deadline):
    with time_machine.travel(datetime(2026, 11, 30, tzinfo=HERE), tick=False):
        page = browser.sign_in(binh).get("/deadlines/")

    row = page.select_one("table tbody tr")
    assert [cell.get_text(strip=True) for cell in row.select("td")] == [
        "Phường Đức Xuân",
        "2",
        "1",
        "0",
    ]
    assert "Hùng" not in page.get_text()


@pytest.mark.parametrize("username", ["mai", "thao", "admin"])
def test_others_have_no_such_list(browser, username, deadline):
    browser.sign_in(User.named(username)).get("/deadlines/", expect=403)


def queries_of(page: str, browser) -> int:
    seen: list[str] = []

    def count(connection, cursor, statement, parameters, context, many):
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", count)
    try:
        browser.get(page)
    finally:
        event.remove(db.engine, "before_cursor_execute", count)
    return len([one for one in seen if one.lstrip().startswith("SELECT")])


def test_the_pages_ask_as_often_for_many_as_for_one(browser, dung, minh, lan, duc_xuan, deadline):
    browser.sign_in(dung)
    pages = ("/deadlines/", "/deadlines/?of=ward", "/today", "/caseload")
    for page in pages:
        browser.get(page)
    before = [queries_of(page, browser) for page in pages]
    for number in range(60):
        with at(datetime(2026, 11, 1, 12, tzinfo=HERE)):
            case = open_case(area=duc_xuan, by=minh, worker=lan, name=f"Lê Văn {number}")
            Act.record(
                case,
                ActKind.NOTICE_RECEIVED,
                at=date(2026, 10, 1) + timedelta(days=number % 20),
                by=minh,
                source="outside",
            )
    db.session.commit()
    assert [queries_of(page, browser) for page in pages] == before

    first = browser.get("/deadlines/")
    assert len(titles(first)) == 50
    rest = browser.get(first.select_one('a[rel="next"]')["href"])
    assert len(titles(rest)) == 11
    assert len(titles(browser.get(rest.select_one('a[rel="prev"]')["href"]))) == 50
