"""The lists of requests: what an agency is asked, what a worker asked for, and their numbers."""

from datetime import timedelta

import pytest

from reintegrate.db import db, today
from tests import story
from tests.cast import TRAINING, WOMEN, open_case


def rows(page):
    return [row.select_one("strong").get_text() for row in page.select(".worklist > li")]


def badges(page):
    return [int(tag.get_text()) for tag in page.select(".choice-links .badge")]


@pytest.fixture
def many(app, duc_xuan, dung, lan):
    """Five people wait for an answer of the training centre, the last one the most urgent."""
    asked = []
    for number in range(5):
        case = open_case(area=duc_xuan, by=dung, worker=lan, name=f"Người Số {number}")
        story.say(case, lan)
        due = today() + timedelta(days=5 - number)
        asked.append(story.ask(story.state(case, lan), TRAINING, lan, due_on=due))
    return asked


def test_an_agency_sees_what_it_was_asked_most_urgent_first(browser, son, many):
    page = browser.sign_in(son).get("/assignments/")

    assert rows(page) == [f"Người Số {number}" for number in (4, 3, 2, 1, 0)]
    assert badges(page) == [5, 0, 0]


def test_every_number_equals_its_list(browser, son, lan, many):
    many[0].accept(by=son)
    many[1].decline(reason="Hết chỗ.", by=son)
    many[2].withdraw(by=lan)
    db.session.commit()

    for viewer, expected in ((son, [2, 1, 1]), (lan, [2, 1, 2])):
        browser.sign_in(viewer)
        assert badges(browser.get("/assignments/")) == expected
        for part, number in zip(("waiting", "under-way", "finished"), expected, strict=True):
            page = browser.get(f"/assignments/?show={part}")
            assert len(rows(page)) == number
            assert page.select_one(".result-count").get_text().startswith(f"{number} ")


def test_days_over_are_said(browser, son, many, app):
    many[0].due_on = today() - timedelta(days=3)
    db.session.commit()

    page = browser.sign_in(son).get("/assignments/")

    assert "Quá hạn 3 ngày" in page.select_one(".worklist > li").get_text()


def test_it_opens_on_what_there_is(browser, son, many):
    for assignment in many:
        assignment.accept(by=son)
    db.session.commit()

    page = browser.sign_in(son).get("/assignments/")

    assert len(rows(page)) == 5
    assert page.select_one(".choice-links [aria-current]")["href"].endswith("under-way")


def test_pages_go_on_where_the_last_one_ended(browser, son, many, monkeypatch):
    monkeypatch.setattr(
        "reintegrate.web.ui.paging.page_of.__kwdefaults__",
        {
            "descending": False,
            "size": 2,
        },
        raising=False,
    )
    browser.sign_in(son).get("/assignments/")
    seen = rows(browser.page)
    while following := browser.page.select_one("a[rel=next]"):
        browser.get(following["href"])
        seen += rows(browser.page)

    assert seen == [f"Người Số {number}" for number in (4, 3, 2, 1, 0)]


def test_a_worker_sees_only_requests_of_their_own_cases(browser, khanh, lan, many):
    assert badges(browser.sign_in(khanh).get("/assignments/")) == [0, 0, 0]
    assert badges(browser.sign_in(lan).get("/assignments/")) == [5, 0, 0]


def test_another_agency_sees_none_of_it(browser, mai, many, lan):
    page = browser.sign_in(mai).get("/assignments/")

    assert badges(page) == [0, 0, 0]
    assert "Người Số" not in page.get_text()

    story.ask(many[0].need, WOMEN, lan)
    assert badges(browser.get("/assignments/")) == [1, 0, 0]


def test_strange_addresses_are_the_first_page(browser, son, many):
    browser.sign_in(son)
    for query in ("show=nothing", "show=", "page=x", "page=" + "a" * 9000, "show=finished&page=1"):
        browser.get(f"/assignments/?{query}")


def test_roles_without_requests_may_not(browser, minh, dung, binh, thao, admin):
    for viewer in (minh, dung, binh, thao, admin):
        browser.sign_in(viewer).get("/assignments/", 403)
