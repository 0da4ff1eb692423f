"""The list on paper: every row up to a limit, and said when there are more."""

import pytest

from reintegrate.models.user import User
from reintegrate.web.caseload import queries
from tests.cast import open_case


def test_every_row_is_printed_without_buttons(browser, minh, lan, duc_xuan):
    for _ in range(60):
        open_case(area=duc_xuan, by=minh, worker=lan)

    page = browser.sign_in(minh).get("/caseload/print")

    assert len(page.select("table.rows tbody tr")) == 60
    assert not page.select("main form")
    said = page.select_one("main").get_text(" ", strip=True)
    assert "60 hồ sơ" in said
    assert "Phường Đức Xuân" in said
    assert minh.name in said


def test_it_says_when_there_are_more(browser, minh, duc_xuan, monkeypatch):
    monkeypatch.setattr(queries, "PRINTED_AT_MOST", 2)
    for _ in range(3):
        open_case(area=duc_xuan, by=minh)

    page = browser.sign_in(minh).get("/caseload/print")

    assert len(page.select("table.rows tbody tr")) == 2
    assert "2 hồ sơ đầu trong 3 hồ sơ" in page.get_text()


def test_the_filters_and_the_grouping_are_printed_too(browser, minh, lan, duc_xuan):
    open_case(area=duc_xuan, by=minh, worker=lan)
    open_case(area=duc_xuan, by=minh)

    page = browser.sign_in(minh).get("/caseload/print?worker=none&sort=worker")

    assert len(page.select("table.rows tbody tr")) == 1
    assert [h.get_text(strip=True) for h in page.select("h2")] == ["Chưa có người phụ trách (1)"]


@pytest.mark.parametrize("username", ["mai", "binh", "thao", "admin"])
def test_roles_without_a_caseload_print_none(browser, username):
    browser.sign_in(User.named(username)).get("/caseload/print", expect=403)
