"""Naming a stand-in: on the days of a leave, by the worker or the ward's officials."""

import uuid
from datetime import timedelta

import pytest

from reintegrate.db import commit, db, today
from reintegrate.models.case import Case
from reintegrate.models.cover import Cover
from reintegrate.models.leave import Leave, LeaveKind
from tests import cast

pytestmark = pytest.mark.either_database


@pytest.fixture
def case(duc_xuan, minh, lan) -> Case:
    case = cast.open_case(area=duc_xuan, by=minh, worker=lan, name="Hoàng Văn Bình")
    case.plan_next(today(), by=lan)
    commit()
    return case


@pytest.fixture
def leave(lan, case) -> Leave:
    found = Leave.enter(
        lan,
        key=str(uuid.uuid4()),
        first_day=today(),
        last_day=today() + timedelta(days=3),
        kind=LeaveKind.LEAVE,
        by=lan,
    )
    commit()
    return found


def path(leave) -> str:
    return f"/leave/{leave.id}/cover?lang=en"


def covers() -> list[Cover]:
    commit()
    return list(db.session.scalars(db.select(Cover)))


def test_an_official_names_one_and_the_day_is_theirs(browser, minh, khanh, leave, case):
    page = browser.sign_in(minh).get(path(leave))
    assert "Open cases: 1, contacts due on those days: 1" in page.get_text()
    browser.submit("main form", expect=303, stand_in=str(khanh.id))
    assert "Hoàng Văn Khánh" in browser.follow().select_one("table").get_text()

    page = browser.sign_in(khanh).get("/today?lang=en")
    row = page.select_one(f"a[href='/cases/{case.id}/contacts/new']")
    assert "Standing in" in row.get_text()
    browser.get(f"/cases/{case.id}/contacts/new")
    browser.get(f"/cases/{case.id}/needs")


def test_a_worker_names_one_for_themselves_and_both_are_told(browser, lan, khanh, leave):
    browser.sign_in(lan).get(path(leave))
    browser.submit("main form", expect=303, stand_in=str(khanh.id))

    db.session.refresh(khanh)
    assert khanh.unseen_notices == 1
    page = browser.sign_in(khanh).get("/notices/?lang=en")
    assert "Somebody stands in" in page.get_text()


def test_sent_twice_it_is_one(browser, minh, khanh, leave):
    browser.sign_in(minh).get(path(leave))
    form = browser.page.select_one("main form")
    for _ in range(2):
        browser.submit(form, expect=303, stand_in=str(khanh.id))

    assert len(covers()) == 1


@pytest.mark.parametrize("chosen", ["", "lan", "hoa"])
def test_who_cannot_is_refused_at_the_field(browser, request, minh, leave, chosen):
    number = str(request.getfixturevalue(chosen).id) if chosen else ""
    browser.sign_in(minh).get(path(leave))
    page = browser.submit("main form", expect=200, stand_in=number)

    assert page.select_one("#stand_in-error")
    assert covers() == []


def test_others_do_not_come_here(browser, leave, khanh, hoa, tuan, mai):
    for who, status in ((khanh, 404), (hoa, 404), (tuan, 404), (mai, 403)):
        browser.sign_in(who).get(path(leave), expect=status)


def test_it_can_be_ended_before_its_last_day(browser, minh, khanh, leave, case):
    browser.sign_in(minh).get(path(leave))
    browser.submit("main form", expect=303, stand_in=str(khanh.id))
    browser.get(path(leave))
    browser.submit("form[action^='/covers/']", expect=303)

    browser.sign_in(khanh).get(f"/cases/{case.id}/contacts/new", expect=403)
    assert not browser.get("/today").select(".worklist li")
