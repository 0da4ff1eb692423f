"""Putting a contact right: within a day, by its author, with what it replaces kept."""

from datetime import timedelta

import pytest

from reintegrate.db import db, utcnow
from reintegrate.models.contact_note import ContactNote, earlier_versions


def path(contact) -> str:
    return f"/contacts/{contact.id}/correction"


def note(contact) -> ContactNote:
    db.session.expire_all()
    return db.session.get_one(ContactNote, contact.id)


def test_the_text_is_changed_and_how_it_read_before_is_kept(browser, lan, contact):
    page = browser.sign_in(lan).get(path(contact))
    assert "Đang tìm việc" in page.select_one("[name=note]").get_text()
    browser.submit("form.form", 303, note="Đã có việc", sensitive="y")

    assert (note(contact).text, note(contact).sensitive) == ("Đã có việc", True)
    [before] = earlier_versions(contact.id)
    assert (before.text, before.sensitive) == ("Đang tìm việc", False)
    assert "Đang tìm việc" in browser.follow().get_text()


def test_posted_twice_it_is_one_correction(browser, lan, contact):
    browser.sign_in(lan).get(path(contact))
    browser.submit("form.form", 303, note="Đã có việc")
    browser.get(path(contact))
    browser.submit("form.form", 303, note="Đã có việc")

    assert len(earlier_versions(contact.id)) == 1


def test_who_corrects_from_an_old_page_sees_both(browser, lan, contact):
    form = browser.sign_in(lan).get(path(contact)).select_one("form.form")
    browser.submit(form, 303, note="Lần sửa thứ nhất")
    page = browser.submit(form, 200, note="Lần sửa thứ hai")

    assert "Lần sửa thứ nhất" in page.select_one("#note-theirs").get_text()
    assert note(contact).text == "Lần sửa thứ nhất"


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({"outcome": "abducted"}, "outcome"),
        ({"happened_on": "01/01/2200"}, "happened_on"),
        ({"happened_on": "01/01/1990"}, "happened_on"),
        ({"channel": "pigeon"}, "channel"),
        ({"note": "x" * 4001}, "note"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(browser, lan, contact, answers, wrong):
    browser.sign_in(lan).get(path(contact))
    page = browser.submit("form.form", 200, **answers)

    assert page.select_one(f"#{wrong}-error")
    assert earlier_versions(contact.id) == []


def test_after_a_day_it_can_only_be_added_to(browser, lan, contact):
    contact.written_at = utcnow() - timedelta(hours=25)
    browser.sign_in(lan).get(path(contact), expect=303)

    page = browser.follow()
    assert not page.select_one(f'a[href="{path(contact)}"]')
    assert page.select_one(f'a[href="/contacts/{contact.id}/additions"]')


def test_a_new_worker_adds_and_does_not_correct(browser, khanh, minh, case, contact):
    case.assign(khanh, by=minh)
    browser.sign_in(khanh).get(path(contact), expect=303)

    browser.get(f"/contacts/{contact.id}/additions")
    browser.submit("form.form", 303, text="Tôi đã gọi lại")
    assert "Tôi đã gọi lại" in browser.follow().get_text()
    assert note(contact).additions == 1


@pytest.mark.parametrize(("username", "status"), [("khanh", 403), ("minh", 403), ("hoa", 404)])
def test_nobody_else_corrects(browser, request, contact, username, status):
    browser.sign_in(request.getfixturevalue(username)).get(path(contact), expect=status)
    browser.post(path(contact), expect=status, note="Khác")
