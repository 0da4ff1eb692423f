"""When a law begins: read, tried, saved, and said wherever its days stand."""

from datetime import date, datetime

import pytest

from reintegrate.db import HERE, at, db
from reintegrate.models.life_revision import LifeRevision
from tests.cast import open_case

pytestmark = pytest.mark.either_database
START = "/life-rules/2025-start-managed"
LATER = {"from_day": "01/09/2026", "because": "Quốc hội lùi ngày có hiệu lực."}


@pytest.fixture
def case(minh, lan, duc_xuan):
    with at(datetime(2026, 8, 3, 12, tzinfo=HERE)):
        case = open_case(area=duc_xuan, by=minh, worker=lan, name="Nông Văn Hùng")
    db.session.commit()
    return case


def rows():
    db.session.rollback()
    return db.session.query(LifeRevision).all()


def test_it_shows_which_open_cases_come_under_other_rules_and_then_they_do(browser, admin, case):
    assert browser.sign_in(admin).get("/life-rules/").select_one(f"a[href='{START}']")
    assert browser.get(START).select_one("[name=from_day]")["value"] == "01/07/2026"
    page = browser.submit("form.form", expect=200, **LATER)

    [row, *_more] = page.select("table tbody tr")
    cells = [cell.get_text(strip=True) for cell in row.select("td")]
    assert cells[:2] == [case.number, "Phường Đức Xuân"]
    assert ["2025" in cells[2], "2021" in cells[3]] == [True, True]
    assert "Hùng" not in page.get_text()
    assert rows() == []

    browser.submit("form.form", expect=303, confirm="yes")
    assert [row.in_force_from for row in rows()] == [date(2026, 9, 1)]
    assert case.regime_code == "2021"
    assert "01/01/2022 – 31/08/2026" in browser.get("/rules/").get_text()
    assert LATER["because"] in browser.get(START).get_text()


def test_a_day_out_of_order_or_nothing_new_is_said_at_its_field(browser, admin):
    browser.sign_in(admin).get(START)
    page = browser.submit("form.form", expect=200, **(LATER | {"from_day": "01/01/2022"}))
    assert page.select_one("#from_day-error")
    assert page.select_one("[name=because]").get_text().strip() == LATER["because"]
    page = browser.submit("form.form", expect=200, **(LATER | {"from_day": "01/07/2026"}))
    assert page.select_one("#value-error")


def test_two_who_change_it_do_not_overwrite_each_other_unseen(browser, admin):
    form = browser.sign_in(admin).get(START).select_one("[name=version]")["value"]
    browser.post(START, 303, version=form, value="1", article="", confirm="yes", **LATER)
    page = browser.post(START, 200, version=form, value="0", article="", confirm="yes", **LATER)

    assert page.select_one(".theirs")
    assert len(rows()) == 1


def test_it_is_the_administrators(browser, minh):
    browser.sign_in(minh).get(START, 403)
