"""Asking an agency: only with a live yes, only agencies that give the service, once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from reintegrate.db import db, today
from reintegrate.models.assignment import Assignment
from reintegrate.models.need import NeedStatus
from tests import story
from tests.cast import HEALTH, TRAINING, open_case

FORM = "form.form[method=post]"


def asked():
    return list(db.session.scalars(select(Assignment)))


def address(case, need):
    return f"/cases/{case.id}/assignments/new?need={need.id}"


def fields(asked_for, **changes):
    filled = {
        "key": story.new_key(),
        "need": str(asked_for.id),
        "service": "vocational_training",
        "agency": str(story.agency(TRAINING).id),
        "due_on": (today() + timedelta(days=3)).strftime("%d/%m/%Y"),
        "request": "Một lớp học nghề.",
        "agreed": "y",
    }
    return filled | changes


def test_from_a_need_to_a_request(browser, lan, case, need, agreed):
    browser.sign_in(lan).get(address(case, need))
    browser.submit(FORM, request="Một lớp học nghề gần nhà.", agreed="y")
    page = browser.follow()

    [assignment] = asked()
    assert assignment.agency.code == TRAINING
    assert assignment.service_code == "vocational_training"
    assert assignment.due_on == today() + timedelta(days=7)
    assert not assignment.shares_phone
    assert need.status == NeedStatus.REFERRED
    assert assignment.receipt in page.select_one(".receipt").get_text()


def test_another_service_brings_other_agencies_and_keeps_what_was_typed(
    browser, lan, case, need, agreed
):
    browser.sign_in(lan).get(address(case, need))
    page = browser.submit(
        FORM, 200, step="agencies", service="health_check", request="Khám tổng quát."
    )

    offered = {choice["value"] for choice in page.select("[name=agency]")}
    assert offered == {str(story.agency(HEALTH).id)}
    assert "Khám tổng quát." in page.select_one("[name=request]").get_text()
    assert page.select(".error-summary") == []
    assert asked() == []


def test_the_preview_shows_what_the_agency_will_see(browser, lan, son, case, need, agreed):
    case.person.phone = "0912345678"
    db.session.commit()
    browser.sign_in(lan).get(address(case, need))
    typed = {"request": "Học sửa xe.", "agreed": "y", "shares_phone": "y"}
    before = browser.submit(FORM, 200, step="preview", **typed).select_one(".summary-list")
    assert asked() == []

    browser.submit(FORM)
    [assignment] = asked()
    after = browser.sign_in(son).get(f"/assignments/{assignment.id}").select_one(".summary-list")

    assert before.get_text() == after.get_text()
    assert "0912345678" in after.get_text()


def test_without_javascript_or_address_the_need_is_chosen_in_the_form(
    browser, lan, case, need, agreed
):
    browser.sign_in(lan).get(f"/cases/{case.id}/assignments/new")
    browser.submit(FORM, request="Một lớp học nghề.", agreed="y")

    assert len(asked()) == 1


def test_with_nothing_needed_it_says_where_to_begin(browser, lan, case, agreed):
    page = browser.sign_in(lan).get(f"/cases/{case.id}/assignments/new")

    assert page.select(FORM) == []
    assert page.select_one(".empty a")["href"].startswith(f"/cases/{case.id}/needs")


@pytest.mark.parametrize("word", ["none", "given", "refused", "withdrawn"])
def test_only_a_live_yes_lets_anything_out(browser, lan, case, need, word):
    if word != "none":
        consent = story.say(case, lan, given=word != "refused")
        if word == "withdrawn":
            consent.withdraw(by=lan)
            db.session.commit()
    live = word == "given"

    page = browser.sign_in(lan).get(address(case, need))
    assert bool(page.select(FORM)) == live
    link = page.select_one(f"a[href='/cases/{case.id}/needs#consent-share_with_agency']")
    assert bool(link) != live

    page = browser.post(f"/cases/{case.id}/assignments/new", 302 if live else 200, **fields(need))
    assert len(asked()) == live
    if not live:
        assert "Một lớp học nghề." in page.select_one("[name=request]").get_text()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("need", ""),
        ("need", "999999999999999999999"),
        ("service", ""),
        ("service", "no-such"),
        ("agency", ""),
        ("agency", "health"),
        ("agency", "-1"),
        ("due_on", "31/02/2026"),
        ("due_on", "01/01/2020"),
        ("due_on", "01/01/2199"),
        ("due_on", ""),
        ("request", "  "),
        ("request", "a" * 2001),
        ("request", "a\0b"),
        ("agreed", ""),
    ],
)
def test_a_field_that_is_wrong_says_so_and_keeps_the_rest(
    browser, lan, case, need, agreed, name, value
):
    if value == "health":
        value = str(story.agency(HEALTH).id)
    browser.sign_in(lan)
    page = browser.post(f"/cases/{case.id}/assignments/new", 200, **fields(need, **{name: value}))

    assert page.select_one(".error-summary")
    assert asked() == []
    if name != "request":
        assert "Một lớp học nghề." in page.select_one("[name=request]").get_text()


def test_a_need_of_another_case_cannot_be_slipped_in(
    browser, lan, hoa, tuan, case, need, agreed, bac_kan
):
    elsewhere = story.state(open_case(area=bac_kan, by=tuan, worker=hoa), hoa)

    browser.sign_in(lan)
    browser.post(f"/cases/{case.id}/assignments/new", 200, **fields(elsewhere))

    assert asked() == []


def test_posted_twice_it_is_one_request(browser, lan, case, need, agreed):
    browser.sign_in(lan)
    sent = fields(need)
    for _ in range(2):
        browser.post(f"/cases/{case.id}/assignments/new", **sent)

    assert len(asked()) == 1


def test_an_agency_at_work_is_not_asked_again(browser, lan, case, need, assignment):
    page = browser.sign_in(lan).post(f"/cases/{case.id}/assignments/new", 200, **fields(need))

    assert page.select_one(".error-summary")
    assert len(asked()) == 1


def test_a_closed_agency_is_not_offered(browser, lan, case, need, agreed):
    story.agency(TRAINING).active = False
    db.session.commit()

    page = browser.sign_in(lan).get(address(case, need))

    assert page.select("[name=agency]") == []
    assert page.select_one(".empty")


def test_another_ward_gets_404_and_others_403(
    browser, hoa, khanh, minh, dung, son, binh, admin, case, need, agreed
):
    for viewer, status in (
        (hoa, 404),
        (khanh, 403),
        (minh, 403),
        (dung, 403),
        (son, 403),
        (binh, 403),
        (admin, 403),
    ):
        browser.sign_in(viewer).get(address(case, need), status)
        browser.post(f"/cases/{case.id}/assignments/new", status, **fields(need))

    assert asked() == []


def test_an_ended_case_asks_nobody(browser, lan, dung, case, need, agreed):
    case.close(outcome_code="completed", on=today(), by=dung)
    db.session.commit()

    browser.sign_in(lan).post(f"/cases/{case.id}/assignments/new", 403, **fields(need))

    assert asked() == []
