"""Many cases to another worker: seen first, done, and undone."""

import pytest

from reintegrate.db import db
from reintegrate.models.reassignment import Reassignment
from tests import cast, story

FORM = "form:has([name=cases])"


@pytest.fixture
def cases(duc_xuan, lan, minh):
    made = [
        cast.open_case(area=duc_xuan, by=minh, worker=lan, name=f"Người Thứ {word}")
        for word in ("Nhất", "Hai", "Ba")
    ]
    made[2].transfer_pending = True
    db.session.commit()
    return made


@pytest.fixture
def seen(browser, minh, lan, khanh, cases):
    path = f"/reassignments/new?from_worker={lan.id}&to_worker={khanh.id}"
    return browser.sign_in(minh).get(path)


def test_the_preview_lists_each_and_why_it_stays(seen, cases):
    ticked = {int(box["value"]) for box in seen.select("[name=cases][checked]")}
    assert ticked == {cases[0].id, cases[1].id}
    assert cases[2].number in seen.main.get_text()


def test_done_and_undone(browser, seen, cases, lan, khanh):
    form = browser.page.select_one(FORM)
    for _ in range(2):  # a second tap
        browser.submit(form, 303)
    page = browser.follow()
    assert len(db.session.scalars(db.select(Reassignment)).all()) == 1
    assert page.select_one(f'a[href="/cases/{cases[0].id}"]')
    undo = page.select_one('form[action$="/undo"]')
    browser.submit(undo, 303)
    browser.submit(undo, 303)
    assert not browser.follow().select('form[action$="/undo"]')
    db.session.expire_all()
    assert {case.worker_id for case in cases} == {lan.id}


def test_whoever_loses_the_tick_stays(browser, seen, cases, lan, khanh):
    browser.submit(FORM, 303, cases=[str(cases[0].id)])
    db.session.expire_all()
    assert [case.worker_id for case in cases[:2]] == [khanh.id, lan.id]


def test_no_tick_is_asked_for(browser, seen, cases):
    assert browser.submit(FORM, 200, cases=[]).select_one("#cases-error")


def test_the_way_back_is_shut_once_somebody_was_met(browser, seen, minh, khanh, cases):
    browser.submit(FORM, 303)
    cast.log_contact(cases[0], khanh)
    page = browser.follow()
    assert not page.select('form[action$="/undo"]')
    made = db.session.scalars(db.select(Reassignment)).one()
    browser.post(f"/reassignments/{made.id}/undo", 303)
    assert browser.follow().select_one("[role=alert]")


@pytest.mark.parametrize(("giver", "taker"), [("lan", "lan"), ("x", "9" * 30), ("lan", "hoa")])
def test_workers_that_cannot_be_meant(browser, minh, cases, giver, taker, request):
    def number(name):
        return request.getfixturevalue(name).id if name.isalpha() and name != "x" else name

    path = f"/reassignments/new?from_worker={number(giver)}&to_worker={number(taker)}"
    page = browser.sign_in(minh).get(path)
    assert not page.select(FORM) or giver == taker


def test_another_ward_and_other_roles(browser, tuan, lan, minh, khanh, cases):
    made = Reassignment.carry_out(
        cases[:1], from_worker=lan, to_worker=khanh, key=story.new_key(), by=minh
    )
    db.session.commit()
    browser.sign_in(tuan).get(f"/reassignments/{made.id}", 404)
    browser.post(f"/reassignments/{made.id}/undo", 404)
    assert "Người" not in browser.get("/reassignments/").main.get_text()
    browser.sign_in(lan).get("/reassignments/", 403)
    page = browser.sign_in(minh).get("/reassignments/")
    assert page.select(f'a[href="/reassignments/{made.id}"]')
