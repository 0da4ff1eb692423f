"""How agencies answer: each number opens a list of as many, without a name in it; what leaves the
ward is no small number."""

from datetime import timedelta

import pytest
import time_machine

from reintegrate.db import db, utcnow
from reintegrate.models.assignment_expiry import expire_requests
from reintegrate.models.user import system_user
from tests import story
from tests.cast import TRAINING, WOMEN


def test_in_the_own_ward_every_number_opens_a_list_of_as_many(browser, minh, asked, women):
    page = browser.sign_in(minh).get("/agencies/board")
    links = {
        int(link.find(string=True, recursive=False)): link["href"]
        for link in page.select("td.number a")
    }
    assert set(links) == {1, 2}
    for number, url in links.items():
        listed = browser.get(url)
        assert len(listed.select("ul.cards > li")) == number
        assert "Hoàng Văn Bình" not in listed.get_text()
        assert asked.receipt in listed.get_text()


def test_small_numbers_stay_in_the_ward(browser, binh, asked):
    page = browser.sign_in(binh).get("/agencies/board")
    numbers = page.select("tbody td.number")
    assert {cell.find(string=True).strip() for cell in numbers if cell.a} == {"1–4"}
    for link in page.select("td.number a"):
        opened = browser.get(link["href"])
        assert asked.receipt not in opened.get_text()
        assert "1–4" in opened.h1.get_text()


def test_of_many_the_coordinator_reads_codes_and_days(browser, binh, lan, case, asked, women):
    for kind in ("counselling", "child_care", "companion"):
        story.ask(story.state(case, lan, kind), WOMEN, lan, service="family_support")
    page = browser.sign_in(binh).get(f"/agencies/board?agency={women.id}")
    listed = browser.get(page.select("td.number a")[0]["href"])
    assert len(listed.select("ul.cards > li")) == 5
    assert asked.receipt in listed.get_text()
    assert not listed.select("ul.cards .tag")


def test_of_one_agency_it_counts_by_ward(browser, binh, asked, women, duc_xuan):
    page = browser.sign_in(binh).get(f"/agencies/board?agency={women.id}")
    assert women.name in page.h1.get_text()
    assert duc_xuan.name in page.select_one("tbody").get_text()


def test_another_ward_counts_only_its_own(browser, tuan, asked, women):
    browser.sign_in(tuan).get("/agencies/board")
    assert not browser.page.select("table")
    listed = browser.get(f"/agencies/board/requests?agency={women.id}&show=asked")
    assert not listed.select("ul.cards")


def test_an_agency_that_never_answers_is_seen(browser, binh, lan, case):
    story.say(case, lan)
    story.ask(story.state(case, lan), TRAINING, lan)
    with time_machine.travel(utcnow() + timedelta(days=9), tick=False):
        expire_requests(system_user())
        db.session.commit()
    page = browser.sign_in(binh).get("/agencies/board")
    assert page.select_one("tbody .tag.late")


@pytest.mark.parametrize("odd", ["agency=x", "agency=99999999999", "show=nothing&agency=-1"])
def test_odd_addresses_are_answered(browser, binh, odd):
    browser.sign_in(binh).get(f"/agencies/board?{odd}")
    browser.get(f"/agencies/board/requests?{odd}")


@pytest.mark.parametrize(
    ("places", "own_ward", "province"),
    [(3, "đã nhận 1 trên 3 chỗ", "Còn chỗ (3 chỗ)"), (1, "Hết chỗ (1 chỗ)", "Hết chỗ (1 chỗ)")],
)
def test_whether_it_has_room_gives_no_small_number_of_another_ward_away(
    browser, minh, binh, asked, women, places, own_ward, province
):
    women.capacity = places
    for reader, words in ((minh, own_ward), (binh, province)):
        for page in ("/agencies/", f"/agencies/{women.id}"):
            assert words in browser.sign_in(reader).get(page).get_text()
