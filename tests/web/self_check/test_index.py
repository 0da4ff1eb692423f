"""The self-check: numbers and a button outside the ward, people and the way to mend it inside."""

from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.notice import Notice, NoticeKind
from reintegrate.models.trouble import Trouble
from tests import cast

NAME = "Đặng Thị Đào"


@pytest.fixture
def alone(duc_xuan, minh):
    case = cast.open_case(area=duc_xuan, by=minh, name=NAME)
    db.session.commit()
    return case


def test_the_coordinator_reads_a_range_and_no_name(browser, binh, alone, duc_xuan):
    section = browser.sign_in(binh).get("/self-check/").select_one("#no_worker")
    assert duc_xuan.name in section.get_text()
    assert "1–4" in section.get_text()
    assert NAME not in str(browser.page)
    assert alone.number not in str(browser.page)
    assert not section.select('a[href^="/cases"]')


@pytest.mark.parametrize("who", ["binh", "admin"])
def test_one_button_tells_the_wards_officials(browser, alone, minh, who, request):
    browser.sign_in(request.getfixturevalue(who)).get("/self-check/")
    browser.submit("#no_worker form", 303)
    page = browser.follow()
    assert not page.select("#no_worker form"), "once a day is enough"
    told = db.session.scalars(db.select(Notice).where(Notice.kind == NoticeKind.TROUBLE)).all()
    assert minh.id in {notice.user_id for notice in told}

    page = browser.sign_in(minh).get("/notices/")
    assert page.select_one('main a[href="/self-check/"]')


def test_the_official_mends_it_there(browser, minh, tuan, alone):
    section = browser.sign_in(minh).get("/self-check/").select_one("#no_worker")
    assert NAME in section.get_text()
    assert section.select_one(f'a[href="/cases/{alone.id}/worker"]')
    assert not browser.sign_in(tuan).get("/self-check/").select_one("#no_worker")


def test_told_twice_from_two_tabs_is_told_once(browser, binh, alone, duc_xuan):
    browser.sign_in(binh).get("/self-check/")
    form = browser.page.select_one("#no_worker form")
    browser.submit(form, 303)
    before = db.session.scalar(db.select(db.func.count()).select_from(Notice))
    browser.submit(form, 303)
    assert db.session.scalar(db.select(db.func.count()).select_from(Notice)) == before


@pytest.mark.parametrize(
    ("trouble", "about"),
    [(Trouble.LONG_OVERDUE, None), (Trouble.NO_WORKER, "x"), ("nothing", None), (None, None)],
)
def test_what_is_not_counted_is_not_told(browser, binh, alone, duc_xuan, trouble, about):
    browser.sign_in(binh).post(
        "/self-check/told", 303, trouble=trouble, about=about or str(duc_xuan.id)
    )
    assert browser.follow().select_one(".notice.info")
    assert db.session.scalar(db.select(db.func.count()).select_from(Notice)) == 0


def test_an_official_tells_nobody(browser, minh, lan, alone, duc_xuan):
    browser.sign_in(minh).post("/self-check/told", 403, trouble="no_worker", about=duc_xuan.id)
    browser.sign_in(lan).get("/self-check/", 403)


def test_the_administrator_opens_the_wards_for_cases_of_one_that_is_no_more(
    browser, admin, alone, duc_xuan
):
    duc_xuan.valid_to = today() - timedelta(days=1)
    page = browser.sign_in(admin).get("/self-check/")
    assert page.select('#closed_ward a[href="/wards/"]')
