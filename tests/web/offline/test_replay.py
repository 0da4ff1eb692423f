"""Entries from an outbox: ordinary posts, short answers. Twice is once; a no is in plain words."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from reintegrate.db import db, today, utcnow
from reintegrate.models.case import Case
from reintegrate.models.contact import Contact
from reintegrate.models.held_form import HeldForm
from reintegrate.models.user_session import UserSession

pytestmark = pytest.mark.either_database


def contacts():
    db.session.rollback()
    return db.session.query(Contact).all()


def test_an_entry_is_received_with_a_receipt_and_a_token_for_the_next(outbox, case):
    told = outbox(case)

    assert told["answer"] == "received"
    assert told["receipt"]["code"] == contacts()[0].receipt
    assert told["token"].count(".") == 2
    assert not db.session.query(HeldForm).count()


def test_a_repeat_is_answered_with_the_first_receipt(outbox, case):
    key = str(uuid.uuid4())
    first, second = outbox(case, key=key), outbox(case, key=key, note="anders")

    assert first["receipt"] == second["receipt"]
    assert len(contacts()) == 1


def test_two_entries_that_say_the_same_are_two(outbox, case):
    outbox(case), outbox(case)

    assert len(contacts()) == 2


def test_both_times_are_kept_and_a_wrong_clock_refuses_nobody(outbox, case):
    made = utcnow() - timedelta(hours=30)
    outbox(case, made_at=made.isoformat())
    for odd in (
        "",
        "x",
        "2026",
        "9999-12-31T23:59:59-23:59",
        "0001-01-01T00:00:00+23:59",
        "1" * 300,
    ):
        outbox(case, made_at=odd)
    outbox(case, made_at=(utcnow() + timedelta(days=400)).isoformat())
    outbox(case, made_at=datetime(2020, 1, 1, tzinfo=UTC).isoformat())

    times = [contact.made_at for contact in contacts()]
    assert times[0] == made
    assert times[1:7] == [None] * 6
    assert times[7] <= utcnow()
    assert times[8] is None


def test_what_is_wrong_is_said_at_its_answer(outbox, case):
    told = outbox(case, 422, outcome="", happened_on="31/02/2026")

    assert told["why"] == "invalid"
    assert set(told["fields"]) == {"outcome", "happened_on"}
    assert not contacts()


def test_a_case_that_moved_is_gone_but_the_receipt_of_what_arrived_is_not(
    outbox, browser, case, bac_kan
):
    key = str(uuid.uuid4())
    code = outbox(case, key=key)["receipt"]["code"]
    db.session.get(Case, case.id).area_id = bac_kan.id

    told = outbox(case, 404, key=key)
    assert told["why"] == "status_404"
    browser.get(f"/offline/receipts/{key}")
    assert browser.response.get_json()["receipt"]["code"] == code


def test_nobody_is_told_of_anothers_receipt(outbox, browser, case, khanh):
    key = str(uuid.uuid4())
    outbox(case, key=key)
    browser.sign_in(khanh)
    for asked in (key, str(uuid.uuid4()), "x"):
        browser.get(f"/offline/receipts/{asked}")
        assert browser.response.get_json() == {"answer": "unknown"}


def test_a_case_given_to_a_colleague_says_why(outbox, case, khanh, minh):
    db.session.get(Case, case.id).assign(khanh, by=minh)

    told = outbox(case, 403)
    assert told["why"] == "status_403"
    assert told["text"]


def test_an_ended_session_is_told_and_nothing_is_held_on_the_server(outbox, case, lan):
    for session in db.session.query(UserSession).filter_by(user_id=lan.id):
        session.end(by=lan)

    told = outbox(case, 401)
    assert told["why"] == "status_401"
    assert not contacts()
    assert not db.session.query(HeldForm).count()


def test_a_token_of_another_session_writes_nothing(outbox, browser, case, khanh):
    browser.sign_in(khanh)

    assert outbox(case, 409)["why"] == "stale"
    assert not contacts()


def test_a_refused_entry_can_be_finished_on_the_page_of_its_form(browser, lan, case):
    key = str(uuid.uuid4())
    browser.sign_in(lan).post(
        f"/offline/cases/{case.id}/form", expect=303, key=key, outcome="not_home",
        note="Hàng xóm nói đi làm.", next="proposed", channel="home_visit",
        happened_on=today().strftime("%d/%m/%Y"), made_at=utcnow().isoformat(),
    )  # fmt: skip
    page = browser.follow()
    assert page.select_one("[name=key]")["value"] == key
    assert "Hàng xóm nói đi làm." in page.select_one("textarea[name=note]").text

    browser.submit("main form.form", 303)

    assert [contact.key for contact in contacts()] == [key]
    assert contacts()[0].made_at is not None
    browser.get(f"/offline/receipts/{key}")
    assert browser.response.get_json()["answer"] == "received"
