"""Lan's day: the door, today, three taps to a receipt; and whatever goes wrong on the way."""

import pytest
from playwright.sync_api import expect

from reintegrate.db import db, today
from reintegrate.models.contact import Contact
from reintegrate.models.user_session import UserSession
from tests.journeys.hands import SUBMIT

pytestmark = pytest.mark.either_database

NOTE = "Anh kể chuyện đi làm vườn, giọng vui."


def contacts():
    """How many there are, as the app has committed them."""
    db.session.rollback()
    return db.session.query(Contact).count()


def first_case(hands):
    """Where the first person of today is written down."""
    hands.go("/today")
    return hands.page.locator("main a[href*='/contacts/new']").first.get_attribute("href")


def test_from_the_door_to_a_receipt_in_three_taps(phone, lan):
    before = contacts()
    hands = phone().go("/").sign_in("lan")
    assert hands.path == "/today"
    hands.taps = 0

    hands.link("/contacts/new").choose("outcome", "met").save()

    hands.sees("main .receipt")
    assert hands.taps == 3
    assert contacts() == before + 1
    saved = db.session.query(Contact).order_by(Contact.id.desc()).first()
    assert (saved.by_id, saved.happened_on) == (lan.id, today())
    assert saved.receipt in hands.text


def test_who_has_been_met_is_no_longer_overdue(phone, lan):
    hands = phone(lan)
    case = first_case(hands).split("/contacts")[0]
    hands.link("/contacts/new").choose("outcome", "met").save()

    late = hands.page.locator("main h2#overdue + ul")

    assert not late.count() or not late.locator(f"a[href^='{case}/']").count()


def test_pressing_save_twice_keeps_one_contact(phone, lan):
    hands = phone(lan)
    hands.go(first_case(hands)).choose("outcome", "met")
    before = contacts()

    hands.page.locator(SUBMIT).first.dblclick()

    hands.sees("main .receipt")
    assert contacts() == before + 1


def test_going_back_after_saving_does_not_save_again(phone, lan):
    hands = phone(lan)
    hands.go(first_case(hands)).choose("outcome", "met").write(note=NOTE).save()
    hands.sees("main .receipt")
    before = contacts()

    hands.page.go_back()
    hands.sees("main form").save()

    assert contacts() == before
    hands.sees("main")


def test_an_ended_session_keeps_the_typing_and_comes_back_to_it(phone, lan):
    hands = phone(lan)
    where = first_case(hands)
    hands.go(where).choose("outcome", "not_home").write(note=NOTE)
    before = contacts()
    for session in db.session.query(UserSession).filter_by(user_id=lan.id):
        session.end(by=lan)
    db.session.commit()

    hands.save()
    assert hands.path.startswith("/sign-in")
    assert contacts() == before
    hands.sign_in("lan")

    assert hands.path == where
    expect(hands.page.locator("[name=note]")).to_have_value(NOTE)
    expect(hands.page.locator("[name=outcome][value=not_home]")).to_be_checked()
    hands.save().sees("main .receipt")
    assert contacts() == before + 1


def test_what_was_typed_is_not_shown_to_a_colleague_on_the_same_phone(phone, lan, khanh):
    hands = phone(lan)
    hands.go(first_case(hands)).write(note=NOTE)
    for session in db.session.query(UserSession).filter_by(user_id=lan.id):
        session.end(by=lan)
    db.session.commit()
    hands.save()

    hands.page.goto("/sign-in")
    hands.sign_in("khanh")

    assert NOTE not in hands.page.content()


def test_of_two_tabs_the_second_learns_what_the_first_saved(phone, lan):
    one = phone(lan)
    where = first_case(one).replace("contacts/new", "follow-up").split("?")[0]
    two = type(one)(one.page.context.new_page())
    one.go(where), two.go(where)
    chips = one.page.locator("input[name=next]")
    values = [chip.get_attribute("value") for chip in chips.all()]

    one.choose("next", values[1]).save()
    assert "/follow-up" not in one.path
    two.choose("next", values[2]).save()

    assert two.path.split("?")[0] == where
    two.sees("#error-summary")
    expect(two.page.locator(f"input[name=next][value='{values[2]}']")).to_be_checked()
    two.save()
    assert "/follow-up" not in two.path


def test_a_date_may_be_typed_without_slashes(phone, lan):
    hands = phone(lan)
    hands.go(first_case(hands)).unfold().choose("outcome", "met")
    hands.write(happened_on=today().strftime("%d%m%Y")).save()

    hands.sees("main .receipt")


def test_a_case_cannot_be_left_without_a_date_or_a_reason(phone, lan):
    hands = phone(lan)
    hands.go(first_case(hands)).choose("outcome", "met").choose("next", "none").write(note=NOTE)
    before = contacts()

    hands.save().sees("#error-summary")

    expect(hands.page.locator("[name=note]")).to_have_value(NOTE)
    assert contacts() == before


def test_leaving_with_typing_unsaved_is_asked_about(page_at, lan):
    page = page_at(360, 740, user=lan)
    page.goto("/today")
    page.locator("main a[href*='/contacts/new']").first.click()
    page.locator("[name=note]").press_sequentially("abc")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.goto("/today")

    assert asked == ["beforeunload"]


def test_a_section_is_saved_as_it_is_left(phone, lan):
    hands = phone(lan).go("/intakes/new").write(q="Thử Rời Đi").save()
    hands.send("main form[action$='/intakes/'] button[type=submit]")
    hands.link("/residence").write(address="Tổ 9").send("main .back")
    hands.link("/residence")

    expect(hands.page.locator("[name=address]")).to_have_value("Tổ 9")


def test_leaving_with_a_line_typed_is_asked_about_too(page_at, lan):
    page = page_at(360, 740, user=lan)
    page.goto("/intakes/new")
    page.fill("[name=q]", "Thử Rời Đi")
    page.click("main form button")
    page.click("main form[action$='/intakes/'] button")
    page.click("main a[href$='/who']")
    page.locator("[name=alias], [name=other_name], [name=name]").first.press_sequentially("abc")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.goto("/today")

    assert asked == ["beforeunload"]
