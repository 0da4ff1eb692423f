"""One entry for several people: one contact each, only in one's own cases, once."""

from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.contact import Contact
from reintegrate.models.group_activity import GroupActivity
from tests.browser import filled_in
from tests.cast import open_case


@pytest.fixture
def cases(minh, lan, duc_xuan):
    names = ("Ma Thị Én", "Lường Văn Ổn", "Nông Văn Páo")
    return [open_case(area=duc_xuan, by=minh, worker=lan, name=name) for name in names]


def contacts():
    db.session.expire_all()
    return list(db.session.scalars(db.select(Contact).order_by(Contact.id)))


def test_one_entry_is_a_contact_in_each_case_that_was_ticked(browser, lan, cases):
    browser.sign_in(lan).get("/contacts/group")
    browser.submit("form.form", 303, people=[cases[0].id, cases[2].id], note="Sinh hoạt tháng")

    assert [one.case_id for one in contacts()] == [cases[0].id, cases[2].id]
    assert {one.group_id for one in contacts()} == {db.session.scalar(db.select(GroupActivity.id))}
    assert browser.follow().select_one(".receipt")
    assert "2" in browser.get(f"/contacts/{contacts()[0].id}").get_text()


def test_posted_twice_it_is_one_act(browser, lan, cases):
    form = browser.sign_in(lan).get("/contacts/group").select_one("form.form")
    for _ in range(2):
        browser.post("/contacts/group", 303, **(filled_in(form) | {"people": [cases[0].id]}))

    assert len(contacts()) == 1


def test_an_agreed_day_counts_for_all_as_long_as_their_term_runs(browser, lan, cases):
    day = today() + timedelta(days=30)
    cases[1].term_to = today() + timedelta(days=10)
    browser.sign_in(lan).get("/contacts/group")
    ids = [case.id for case in cases]
    browser.submit("form.form", 303, people=ids, next_on=f"{day:%d/%m/%Y}")

    assert (cases[0].due_on, cases[0].next_is_agreed) == (day, True)
    assert cases[1].due_on <= cases[1].term_to


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({}, "people"),
        ({"people": ["99999"]}, "people"),
        ({"people": "first", "happened_on": "01/01/2200"}, "happened_on"),
        ({"people": "first", "outcome": "not_home"}, "outcome"),
        ({"people": "first", "next_on": "01/01/2020"}, "next_on"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(browser, lan, cases, answers, wrong):
    if answers.get("people") == "first":
        answers = answers | {"people": [cases[0].id]}
    browser.sign_in(lan).get("/contacts/group")
    page = browser.submit("form.form", 200, note="Giữ chữ này", **answers)

    assert page.select_one(f"#{wrong}-error")
    assert "Giữ chữ này" in page.select_one("[name=note]").get_text()
    assert contacts() == []


def test_a_colleagues_case_cannot_be_slipped_in(browser, lan, khanh, minh, duc_xuan, cases):
    theirs = open_case(area=duc_xuan, by=minh, worker=khanh, name="Của Khánh")
    page = browser.sign_in(lan).get("/contacts/group")
    assert "Của Khánh" not in page.get_text()
    browser.submit("form.form", 200, people=[theirs.id])

    assert contacts() == []
