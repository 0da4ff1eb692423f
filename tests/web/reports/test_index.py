"""Counts: each number of a ward opens a list of as many; the province's name nobody."""

import re
from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.user import User
from reintegrate.web.reports.small_cells import guarded
from tests.cast import log_contact, open_case
from tests.web.transfers.transferring import in_transit


@pytest.fixture
def province(minh, lan, tuan, hoa, duc_xuan, bac_kan) -> None:
    """Seven open cases in Đức Xuân, one in Bắc Kạn, some of every kind."""
    day = today()
    for _ in range(2):
        open_case(area=duc_xuan, by=minh)
    late = open_case(area=duc_xuan, by=minh, worker=lan, opened_on=day - timedelta(days=30))
    log_contact(late, lan, on=day - timedelta(days=9), next_due_on=day - timedelta(days=2))
    open_case(area=duc_xuan, by=minh, worker=lan).report_absent(day, by=minh)
    open_case(area=duc_xuan, by=minh, worker=lan).suspend(day, "prison", by=minh)
    open_case(area=duc_xuan, by=minh).close(outcome_code="completed", on=day, by=minh)
    in_transit(open_case(area=duc_xuan, by=minh), bac_kan, minh)
    open_case(area=duc_xuan, by=minh, name="Lý Thị Xuân")
    in_transit(open_case(area=bac_kan, by=tuan, worker=hoa), duc_xuan, tuan)
    db.session.commit()


@pytest.mark.parametrize("username", ["minh", "dung", "lan", "tuan"])
def test_every_number_opens_a_list_of_as_many(browser, province, username):
    page = browser.sign_in(User.named(username)).get("/reports/")
    tiles = [
        (tile["href"], int(tile.select_one(".tile-number").get_text()))
        for tile in page.select("a.tile")
    ]

    assert len(tiles) == 9
    assert sum(number for _, number in tiles) > 0
    for address, number in tiles:
        path, _, place = address.partition("#")
        page = browser.get(path)
        rows = page.select(f"{'#' + place if place else 'main'} table.rows tbody tr")
        assert len(rows) == number, address
        count = page.select_one(".result-count")
        if count is not None:
            assert int(re.match(r"\d+", count.get_text(strip=True)).group()) == number


def test_a_ward_counts_its_own_cases_only(browser, tuan, province):
    page = browser.sign_in(tuan).get("/reports/")

    assert page.select_one("a.tile .tile-number").get_text() == "1"


def test_the_coordinator_sees_the_province_and_no_person(browser, binh, province):
    page = browser.sign_in(binh).get("/reports/")
    rows = {
        row.td.get_text(strip=True): [cell.get_text(strip=True) for cell in row.select(".number")]
        for row in page.select("table.rows tbody tr")
    }

    assert rows["Phường Đức Xuân"][0] == "7"
    assert rows["Phường Bắc Kạn"][0] == "1–4"
    assert set(rows) == {"Phường Bắc Kạn", "Phường Đức Xuân", "Toàn tỉnh"}
    assert rows["Toàn tỉnh"][0] == "≤ 10"
    assert "Xuân" not in page.get_text().replace("Đức Xuân", "")
    assert not page.select("main table a")


@pytest.mark.parametrize("username", ["mai", "thao", "admin"])
def test_roles_without_counts_are_refused(browser, username, province):
    browser.sign_in(User.named(username)).get("/reports/", expect=403)


def test_an_empty_province_says_so(browser, binh):
    assert browser.sign_in(binh).get("/reports/").select_one(".empty")


def test_a_total_does_not_give_a_small_number_away():
    cells, totals = guarded([{"open": 12}, {"open": 3}, {"open": 0}], ["open"])
    assert cells == [["12"], ["1–4"], ["0"]]
    assert totals == ["≤ 15"]

    cells, totals = guarded([{"open": 2}, {"open": 3}, {"open": 9}], ["open"])
    assert totals == ["14"]
