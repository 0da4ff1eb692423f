"""What changed: what waits, what is new, and that reading it is said by a button."""

import uuid
from datetime import timedelta

import pytest

from reintegrate.db import commit, db, today
from reintegrate.models.transfer import Transfer
from tests import cast

pytestmark = pytest.mark.either_database


def text(page) -> str:
    return page.select_one("main").get_text(" ", strip=True)


def test_it_says_what_waits_and_leads_to_the_lists(browser, lan, cases):
    page = browser.sign_in(lan).get("/notices/?lang=en")

    assert "Contacts overdue 1" in text(page)
    assert "Contacts due today 1" in text(page)
    assert page.select_one("main a[href='/today?show=overdue']")


def test_an_official_is_told_where_a_worker_tried_enough_alone(browser, lan, minh, cases):
    for _ in range(3):
        cast.log_contact(cases[0], lan, outcome="not_home")
    commit()
    page = browser.sign_in(minh).get("/notices/?lang=en")

    assert "Workers who ask for help in reaching somebody 1" in text(page)
    [link] = page.select("main a[href='/caseload?contact=help']")
    assert "Hoàng Văn Bình" in browser.get(link["href"]).get_text()


def test_a_case_given_is_news_until_it_is_read(browser, lan, cases):
    page = browser.sign_in(lan).get("/notices/?lang=en")
    assert text(page).count("A case was given to you") == 3
    assert "Hoàng Văn Bình" in text(page)
    assert page.select_one(f"main a[href='/cases/{cases[0].id}']")
    assert page.select_one("a[href='/notices/'] .badge").get_text() == "3"

    browser.submit(page.select_one("form[action='/notices/seen']"), expect=303)
    page = browser.follow()

    assert not page.select_one("a[href='/notices/'] .badge")
    assert "A case was given to you" in text(page)
    assert not page.select_one("main .tag.info")


def test_the_number_stands_on_every_page_without_asking_for_it(browser, lan, cases):
    page = browser.sign_in(lan).get("/today?lang=en")

    assert page.select_one(".menu summary .badge").get_text() == "3"
    assert page.select_one(".news-line a[href='/notices/']").get_text() == "News: 3"


def test_what_left_my_hands_is_told_without_name_or_link(browser, lan, khanh, minh, tuan, bac_kan):
    case = cast.open_case(area=lan.area, by=minh, worker=lan, name="Hoàng Văn Bình")
    transfer = Transfer.propose(
        case,
        key=str(uuid.uuid4()),
        to_area=bac_kan,
        moved_on=today(),
        new_address="Tổ 4",
        reason="Về nhà ngoại",
        by=minh,
    )
    transfer.accept(by=tuan)
    commit()
    page = browser.sign_in(lan).get("/notices/?lang=en")

    assert "Hoàng Văn Bình" not in text(page)
    assert "No longer with you" in text(page)
    assert page.select_one(f"main a[href='/transfers/{transfer.id}']")
    assert not page.select_one(f"main a[href='/cases/{case.id}']")


def test_somebody_elses_news_cannot_be_marked(browser, lan, khanh, cases):
    browser.sign_in(khanh).post("/notices/seen", up_to="999999", expect=303)

    db.session.refresh(lan)
    assert lan.unseen_notices == 3


def test_an_official_reads_who_went_silent_and_a_worker_does_not(browser, lan, minh, cases):
    cases[0].plan_next(today() - timedelta(days=9), by=lan)
    commit()
    for path in ("/notices/?lang=en", "/caseload"):
        page = browser.sign_in(minh).get(path)
        line = page.select_one(".attention li")
        assert "Nguyễn Thị Lan" in line.get_text()
        assert line.select_one(f"a[href='/caseload?worker={lan.id}']")
        assert not browser.sign_in(lan).get(path).select_one(".attention")


@pytest.mark.parametrize("who", ["mai", "binh", "thao", "admin", "dung"])
def test_everybody_has_the_page(browser, request, who):
    page = browser.sign_in(request.getfixturevalue(who)).get("/notices/?lang=en")

    assert "Nothing new." in text(page)
