"""Writing down a contact: three taps, one row, a receipt, and never without a next step."""

import uuid
from datetime import date, timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.contact import Contact, ContactNote
from reintegrate.models.follow_up import REGULAR, FollowUp
from reintegrate.models.need import Need, NeedStatus
from reintegrate.models.proposal import free_day, suggest
from tests.browser import filled_in
from tests.cast import log_contact, open_case


def path(case) -> str:
    return f"/cases/{case.id}/contacts/new"


def written(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def next_day(case, days: int) -> date:
    return free_day(case, today() + timedelta(days=days))


def contacts() -> list[Contact]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(Contact).order_by(Contact.id)))


def test_from_the_day_to_saved_in_three_taps(browser, lan, case):
    page = browser.sign_in(lan).get("/today")
    browser.get(page.select_one("a.work")["href"])
    browser.submit("form.form", 303, outcome="met")

    [contact] = contacts()
    assert (contact.happened_on, contact.by_id, contact.reached) == (today(), lan.id, True)
    assert case.due_on == suggest(case, today())
    receipt = browser.follow().select_one(".receipt").get_text(" ", strip=True)
    assert contact.receipt in receipt
    assert written(case.due_on) in receipt
    assert case.person.name not in receipt


def test_everything_said_is_kept(browser, lan, case):
    browser.sign_in(lan).get(path(case))
    browser.submit(
        "form.form",
        303,
        outcome="phone_talk",
        channel="phone",
        happened_on=written(today() - timedelta(days=2)),
        note="Đang tìm việc.\r\nCần giúp hồ sơ.",
        sensitive="y",
        next_on=written(today() + timedelta(days=9)),
        next_agreed="y",
        present=["family", "colleague"],
        new_needs=["job"],
    )

    [contact] = contacts()
    note = db.session.get_one(ContactNote, contact.id)
    assert contact.happened_on == today() - timedelta(days=2)
    assert contact.written_at.date() >= contact.happened_on
    assert (note.outcome_code, note.channel_code, note.sensitive) == ("phone_talk", "phone", True)
    assert note.text == "Đang tìm việc.\nCần giúp hồ sơ."
    assert note.present == "family colleague"
    assert (case.due_on, case.next_is_agreed) == (today() + timedelta(days=9), True)
    assert [need.kind_code for need in db.session.scalars(db.select(Need))] == ["job"]


def test_a_planned_activity_is_done_by_the_contact(browser, lan, case):
    case.plan_activity("papers_check", today(), by=lan)
    page = browser.sign_in(lan).get(path(case))
    assert page.select_one("[name=done][value=papers_check]")
    browser.submit("form.form", 303, outcome="met", done=["papers_check"])

    assert case.activities_planned == 1
    assert case.next_kind_code == REGULAR


def test_a_need_that_was_met_is_said_with_the_contact_and_posted_twice_it_is_one(
    browser, lan, khanh, minh, duc_xuan, case
):
    stated = {"words": "", "by": lan, "once_more": True}
    need = Need.state(case, key=str(uuid.uuid4()), kind_code="job", **stated)
    other = open_case(area=duc_xuan, by=minh, worker=khanh, name="Ma Thị Én")
    theirs = Need.state(other, key=str(uuid.uuid4()), kind_code="residence", **stated)
    db.session.commit()
    case.plan_activity("papers_check", today(), by=lan)
    form = filled_in(browser.sign_in(lan).get(path(case)).select_one("form.form"))
    said = form | {"outcome": "met", "done": ["papers_check"], "met_needs": [str(need.id)]}

    browser.post(path(case), 200, **(said | {"met_needs": [str(theirs.id)]}))
    for _ in range(2):
        browser.post(path(case), 303, **said)

    assert len(contacts()) == 1
    assert (need.status, theirs.status) == (NeedStatus.RECEIVED, NeedStatus.STATED)
    assert not browser.get(path(case)).select("[name=met_needs]")


def test_the_days_say_how_many_are_due_then(browser, lan, minh, duc_xuan, case):
    other = open_case(area=duc_xuan, by=minh, worker=lan, name="Ma Thị Én")
    other.plan_next(suggest(case, today()), by=lan)

    assert "(đã có 1)" in browser.sign_in(lan).get(path(case)).get_text()


def test_what_is_typed_is_kept_as_a_draft_for_its_writer_until_the_receipt(
    browser, lan, khanh, minh, case
):
    form = browser.sign_in(lan).get(path(case)).select_one("form.form")
    typed = filled_in(form) | {"note": "Đang viết dở"}
    browser.post(f"/cases/{case.id}/contacts/draft", 204, csrf=False, **typed)

    page = browser.get(path(case))
    assert "Đang viết dở" in page.select_one("[name=note]").get_text()
    assert "Đang viết dở" not in browser.get(f"/cases/{case.id}/follow-up").get_text()
    case.assign(khanh, by=minh)
    assert "Đang viết dở" not in browser.sign_in(khanh).get(path(case)).get_text()
    case.assign(lan, by=minh)

    browser.sign_in(lan).get(path(case))
    browser.submit("form.form", 303, outcome="met")
    assert "Đang viết dở" not in browser.get(path(case)).get_text()
    late = typed | {"key": contacts()[0].key}
    browser.post(f"/cases/{case.id}/contacts/draft", 204, **(late | {"csrf_token": None}))
    assert "Đang viết dở" not in browser.get(path(case)).get_text()


def test_posted_twice_it_is_one_contact_with_the_same_receipt(browser, lan, case):
    form = browser.sign_in(lan).get(path(case)).select_one("form.form")
    receipts = []
    for _ in range(2):
        browser.post(path(case), 303, **(filled_in(form) | {"outcome": "met", "note": "Ổn định"}))
        receipts.append(browser.follow().select_one(".receipt").get_text(" ", strip=True))

    assert len(contacts()) == 1
    assert receipts[0] == receipts[1]


def test_the_same_again_a_moment_later_is_asked_about_and_kept_if_meant(browser, lan, case):
    browser.sign_in(lan).get(path(case))
    browser.submit("form.form", 303, outcome="met", note="Ổn")
    browser.get(path(case))
    page = browser.submit("form.form", 200, outcome="met", note="Ổn")

    assert len(contacts()) == 1
    assert page.select_one("[name=once_more]")
    assert page.select_one("[name=note]").get_text().strip() == "Ổn"
    assert page.select_one(f'a[href="/contacts/{contacts()[0].id}"]')
    browser.submit("form.form", 303, once_more="y")
    assert [one.maybe_same_as_id for one in contacts()] == [None, contacts()[0].id]


def test_a_key_used_for_one_case_makes_nothing_in_another(browser, lan, minh, duc_xuan, case):
    other = open_case(area=duc_xuan, by=minh, worker=lan, name="Ma Thị Én")
    browser.sign_in(lan)
    form = browser.get(path(case)).select_one("form.form")
    browser.submit(form, 303, outcome="met")
    key = form.select_one("[name=key]")["value"]
    browser.get(path(other))
    browser.submit("form.form", 200, outcome="met", key=key)

    assert [contact.case_id for contact in contacts()] == [case.id]


@pytest.mark.parametrize(
    ("outcome", "days"), [("not_home", 3), ("phone_off", 2), ("worker_could_not", 1)]
)
def test_not_reached_is_tried_again_soon(browser, lan, case, outcome, days):
    browser.sign_in(lan).get(path(case))
    browser.submit("form.form", 303, outcome=outcome)

    assert contacts()[0].reached is False
    assert browser.response.headers["Location"] == f"/contacts/{contacts()[0].id}/next"
    assert case.due_on == next_day(case, days)
    assert case.last_reached_on is None


@pytest.mark.parametrize("outcome", ["moved_away", "detained"])
def test_where_nobody_can_propose_the_worker_says_what_is_next(browser, lan, case, outcome):
    browser.sign_in(lan).get(path(case))
    page = browser.submit("form.form", 200, outcome=outcome, note="Hàng xóm báo")

    assert page.select_one("#next-error")
    assert "Hàng xóm báo" in page.select_one("[name=note]").get_text()
    assert contacts() == []

    browser.submit("form.form", 303, no_next_reason="moved")
    assert (case.due_on, case.no_next_date_reason_code) == (None, "moved")


def test_a_chip_moves_the_date_and_a_meeting_left_out_needs_a_reason(browser, lan, case):
    chip = {"outcome": "met", "next": (today() + timedelta(days=30)).isoformat()}
    browser.sign_in(lan).get(path(case))
    page = browser.submit("form.form", 200, **chip)
    assert page.select_one("#next_because-error")
    browser.submit("form.form", 303, next_because="going_well")

    assert case.due_on == today() + timedelta(days=30)
    [planned] = [one for one in FollowUp.standing(case.id) if one.kind_code == REGULAR]
    assert (planned.reason_code, planned.proposed_on) == ("going_well", next_day(case, 7))


def test_a_day_agreed_together_needs_no_reason(browser, lan, case):
    chip = {"outcome": "met", "next": (today() + timedelta(days=30)).isoformat()}
    browser.sign_in(lan).get(path(case))
    browser.submit("form.form", 303, next_agreed="y", **chip)

    assert (case.due_on, case.next_is_agreed) == (today() + timedelta(days=30), True)


def test_a_chip_from_yesterdays_page_still_means_its_day(browser, lan, case):
    browser.sign_in(lan).get(path(case))
    browser.submit("form.form", 303, outcome="met", next=(today() + timedelta(days=12)).isoformat())

    assert case.due_on == today() + timedelta(days=12)


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({"outcome": None}, "outcome"),
        ({"outcome": "abducted"}, "outcome"),
        ({"channel": "pigeon"}, "channel"),
        ({"happened_on": ""}, "happened_on"),
        ({"happened_on": "30/02/2026"}, "happened_on"),
        ({"happened_on": "01/01/2200"}, "happened_on"),
        ({"happened_on": "01/01/1990"}, "happened_on"),
        ({"next": "none"}, "no_next_reason"),
        ({"next": "none", "no_next_reason": "bored"}, "no_next_reason"),
        ({"next": "someday"}, "no_next_reason"),
        ({"next": "2020-01-01"}, "next"),
        ({"next": "9999-12-31"}, "next"),
        ({"next_on": "01/01/2020"}, "next_on"),
        ({"next_on": "31/12/2199"}, "next_on"),
        ({"next_on": "tomorrow"}, "next_on"),
        ({"next_on": "01/01/2027", "no_next_reason": "moved"}, "next_on"),
        ({"note": "x" * 4001}, "note"),
        ({"note": "a\u0000b"}, "note"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_typing_is_kept(browser, lan, case, answers, wrong):
    browser.sign_in(lan).get(path(case))
    page = browser.submit(
        "form.form", 200, **({"outcome": "met", "note": "Giữ lại chữ này"} | answers)
    )

    assert page.select_one(f"#{wrong}-error"), page.select_one("#error-summary")
    if "note" not in answers:
        assert "Giữ lại chữ này" in page.select_one("[name=note]").get_text()
    assert contacts() == []


def test_a_day_after_the_term_is_refused_and_says_when_it_ends(browser, lan, case):
    case.term_to = today() + timedelta(days=10)
    browser.sign_in(lan).get(path(case))
    page = browser.submit(
        "form.form", 200, outcome="met", next_on=written(today() + timedelta(days=11))
    )

    assert written(case.term_to) in page.select_one("#next_on-error").get_text()
    browser.submit("form.form", 303, next_on=written(today() + timedelta(days=10)))


def test_once_the_term_is_over_no_next_date_is_the_answer_proposed(browser, lan, case):
    case.term_to = today() - timedelta(days=1)
    browser.sign_in(lan).get(path(case))
    browser.submit("form.form", 303, outcome="met")

    assert (case.due_on, case.no_next_date_reason_code) == (None, "term_ended")


def test_a_proposal_never_lies_after_the_term(browser, lan, case):
    case.term_to = today() + timedelta(days=1)
    browser.sign_in(lan).get(path(case))
    browser.submit("form.form", 303, outcome="met")

    assert case.due_on == today() + timedelta(days=1)


def test_what_was_planned_is_done_by_it(browser, lan, case):
    case.plan_next(today(), by=lan, agreed=True)
    log_contact(case, lan)

    assert case.next_is_agreed is False
    assert case.due_on == today() + timedelta(days=7)


def test_the_receipt_lies_in_no_cookie_with_a_name(browser, lan, case):
    browser.sign_in(lan).get(path(case))
    browser.submit("form.form", 303, outcome="refused_today", note="Điều bí mật")
    cookies = " ".join(browser.response.headers.getlist("Set-Cookie"))

    assert "refused" not in cookies
    assert case.number not in cookies


def test_from_the_case_it_goes_back_to_the_case(browser, lan, case):
    browser.sign_in(lan).get(f"{path(case)}?back=case")
    browser.submit("form.form", 303, outcome="met")

    assert browser.response.headers["Location"] == f"/cases/{case.id}"


def test_an_ended_case_takes_no_contact(browser, lan, minh, case):
    case.close(outcome_code="completed", on=today(), by=minh)
    browser.sign_in(lan)

    browser.get(path(case), expect=403)
    browser.post(path(case), expect=403, outcome="met")
    assert contacts() == []


@pytest.mark.parametrize(
    ("username", "status"),
    [("khanh", 403), ("minh", 403), ("dung", 403), ("hoa", 404), ("mai", 403), ("admin", 403)],
)
def test_only_the_worker_who_answers_writes(browser, request, case, username, status):
    browser.sign_in(request.getfixturevalue(username))

    browser.get(path(case), expect=status)
    browser.post(path(case), expect=status, outcome="met")
    assert contacts() == []


def test_without_its_token_nothing_is_written(browser, lan, case):
    browser.sign_in(lan)
    browser.post(path(case), expect=400, csrf=False, outcome="met")

    assert contacts() == []
