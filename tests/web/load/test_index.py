"""The load of the ward's workers: numbers that open lists just as long."""

import pytest

from reintegrate.db import db
from tests import cast


@pytest.fixture
def cases(duc_xuan, lan, khanh, minh):
    for worker, word in ((lan, "Nhất"), (lan, "Hai"), (khanh, "Ba")):
        cast.open_case(area=duc_xuan, by=minh, worker=worker, name=f"Người Thứ {word}")
    db.session.commit()


def test_every_number_is_its_list(browser, minh, cases):
    browser.sign_in(minh).get("/load/")
    links = [(int(a.find(string=True)), a["href"]) for a in browser.page.select("td.number a")]
    assert len(links) >= 6
    assert any(number for number, _ in links)
    for number, url in links:
        assert len(browser.get(url).select(".worklist > li")) == number


@pytest.mark.parametrize("span", ["", "x", "this_week"])
def test_an_unknown_span_is_this_week(browser, minh, lan, cases, span):
    assert browser.sign_in(minh).get(f"/load/{lan.id}?span={span}").h1


def test_another_ward_sees_nobody(browser, tuan, lan, khanh, cases):
    browser.sign_in(tuan).get(f"/load/{lan.id}", 404)
    assert "Người Thứ" not in browser.get("/load/").get_text()


def test_it_stands_where_a_worker_is_chosen(browser, minh, cases, lan):
    text = browser.sign_in(minh).get("/caseload").select_one("#worker").get_text()
    assert lan.name + ":" in text
    assert browser.page.select_one('a[href="/load/"]')


def test_workers_do_not_choose(browser, lan):
    browser.sign_in(lan).get("/load/", 403)
