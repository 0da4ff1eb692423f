"""The ward's list: what stands in it, in which order, and for whom."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from reintegrate.db import db, today
from reintegrate.models.case import Case
from reintegrate.models.transfer import Transfer
from reintegrate.models.user import User
from reintegrate.web.caseload import queries
from reintegrate.web.caseload.filters import Filters
from tests.cast import log_contact, open_case


@pytest.fixture
def hung(minh, lan, duc_xuan) -> Case:
    """Lan's, five days overdue."""
    return open_case(
        area=duc_xuan,
        by=minh,
        worker=lan,
        name="Nông Văn Hùng",
        completed_on=today() - timedelta(days=20),
        opened_on=today() - timedelta(days=8),
    )


def names(page) -> list[str]:
    return [link.get_text() for link in page.select("table.rows tbody a")]


def row_of(page, case):
    return page.select_one(f'table a[href="/cases/{case.id}"]').find_parent("tr")


def test_the_list_opens_without_a_click(browser, minh, lan, hung):
    log_contact(hung, lan, on=today() - timedelta(days=8), next_due_on=today() - timedelta(days=5))

    page = browser.sign_in(minh).get("/caseload")

    said = row_of(page, hung).get_text(" ", strip=True)
    last = (today() - timedelta(days=8)).strftime("%d/%m/%Y")
    for fact in ("Nông Văn Hùng", hung.number, lan.name, last, "Quá hạn 5 ngày"):
        assert fact in said
    assert hung.term_to.strftime("%d/%m/%Y") in said


def test_both_spellings_of_the_address_answer(browser, minh):
    browser.sign_in(minh).get("/caseload")
    browser.get("/caseload/")


def test_an_empty_ward_is_told_how_a_case_begins(browser, minh):
    page = browser.sign_in(minh).get("/caseload")

    assert page.select_one(".empty")


def test_a_worker_sees_the_wards_other_cases_too(browser, khanh, hung):
    page = browser.sign_in(khanh).get("/caseload")

    assert names(page) == ["Nông Văn Hùng"]
    assert not page.select('[name="cases"]')


def test_another_wards_list_does_not_hold_it(browser, tuan, hung):
    page = browser.sign_in(tuan).get("/caseload")

    assert "Nông Văn Hùng" not in page.get_text()


@pytest.mark.parametrize("username", ["mai", "binh", "thao", "admin"])
def test_roles_without_a_caseload_are_refused(browser, username, hung):
    browser.sign_in(User.named(username)).get("/caseload", expect=403)


def test_the_most_overdue_comes_first(browser, minh, duc_xuan, hung):
    open_case(area=duc_xuan, by=minh, name="Lý Thị An")

    page = browser.sign_in(minh).get("/caseload")
    assert names(page) == ["Nông Văn Hùng", "Lý Thị An"]

    page = browser.get("/caseload?sort=-due")
    assert names(page) == ["Lý Thị An", "Nông Văn Hùng"]


@pytest.mark.parametrize("sort", ["due", "name", "contact", "term", "worker"])
@pytest.mark.parametrize("sign", ["", "-"])
def test_every_order_lists_everybody(browser, minh, lan, duc_xuan, hung, sort, sign):
    anh = open_case(area=duc_xuan, by=minh, name="Lý Thị Ánh")
    open_case(area=duc_xuan, by=minh, worker=lan, name="Bàn Văn Zung")
    log_contact(hung, lan)

    page = browser.sign_in(minh).get(f"/caseload?sort={sign}{sort}")

    assert sorted(names(page)) == ["Bàn Văn Zung", "Lý Thị Ánh", "Nông Văn Hùng"]
    if (sign, sort) == ("", "name"):
        assert names(page)[0] == anh.person.name
    if (sign, sort) == ("", "contact"):
        assert names(page)[-1] == "Nông Văn Hùng"


def test_by_worker_each_has_a_heading_with_their_numbers(browser, minh, lan, duc_xuan, hung):
    open_case(area=duc_xuan, by=minh, name="Lý Thị An")

    page = browser.sign_in(minh).get("/caseload?sort=worker")

    headings = [h.get_text(" ", strip=True) for h in page.select("h2")]
    assert headings == ["Chưa có người phụ trách 1", f"{lan.name} 1 Quá hạn: 1"]


def test_one_tap_groups_by_worker_and_back(browser, minh, hung):
    page = browser.sign_in(minh).get("/caseload?due=overdue")
    page = browser.get(page.find("a", string="Xếp theo cán bộ")["href"])
    assert page.select("h2")

    page = browser.get(page.find("a", string="Gộp một danh sách")["href"])
    assert browser.response.request.full_path == "/caseload?due=overdue"
    assert not page.select("h2")


def test_a_case_in_transit_says_so(browser, minh, bac_kan, hung):
    Transfer.propose(
        hung,
        key="7d0f2b1c-7f5a-4a59-8a46-0a64e9a1b001",
        to_area=bac_kan,
        moved_on=today(),
        new_address="Tổ 4",
        reason="Về nhà ngoại",
        by=minh,
    )

    page = browser.sign_in(minh).get("/caseload")

    assert "Đang chuyển" in row_of(page, hung).get_text()


def test_the_number_of_queries_does_not_grow_with_the_list(browser, minh, duc_xuan):
    browser.sign_in(minh)
    few = queries_of(browser)
    for _ in range(12):
        open_case(area=duc_xuan, by=minh)

    assert queries_of(browser) == few <= 8


def queries_of(browser) -> int:
    browser.get("/caseload")
    asked: list[str] = []

    def note(connection, cursor, statement, *rest) -> None:
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    browser.get("/caseload")
    event.remove(db.engine, "before_cursor_execute", note)
    return len([statement for statement in asked if statement.startswith("SELECT")])


@pytest.mark.either_database
@pytest.mark.parametrize("sort", ["due", "name", "term"])
def test_an_index_gives_the_order(app, minh, sort):
    asked: list[tuple] = []

    def note(connection, cursor, statement, parameters, *rest) -> None:
        asked.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    queries.page_of_cases(minh, Filters.of({"sort": sort}), [], None)
    event.remove(db.engine, "before_cursor_execute", note)
    statement, parameters = asked[-1]

    rows = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
    plan = " ".join(str(row) for row in rows)

    assert f"ix_case_ward_{sort}" in plan
    assert "TEMP B-TREE" not in plan
