"""The administrator edits the words of texts; words that name the programme are refused."""

import pytest

from reintegrate.db import db
from reintegrate.models.catalogue import ReminderWording

pytestmark = pytest.mark.either_database
PATH = "/admin/wordings/own_plain"


def words() -> str:
    db.session.commit()
    return db.session.get(ReminderWording, "own_plain", populate_existing=True).text


def test_new_words_count_from_then_on(browser, admin):
    browser.sign_in(admin).get("/admin/wordings/")
    browser.get(PATH)
    browser.submit("main form", expect=303, text="Anh/chị có hẹn {day}.")

    assert words() == "Anh/chị có hẹn {day}."


@pytest.mark.parametrize(
    "text", ["", "Lịch sau cai {day}", "Gặp {name} {day}", "{day", "{day.year}", "{0}", "x" * 301]
)
def test_what_cannot_be_sent_is_refused_at_its_field(browser, admin, text):
    before = words()
    browser.sign_in(admin).get(PATH)
    page = browser.submit("main form", expect=200, text=text)

    assert page.select_one("#text-error")
    assert words() == before


def test_two_at_once_do_not_overwrite_one_another(browser, admin):
    browser.sign_in(admin).get(PATH)
    form = browser.page.select_one("main form")
    browser.submit(form, expect=303, text="Một {day}")
    page = browser.submit(form, expect=200, text="Hai {day}")

    assert page.select_one(".error-summary")
    assert words() == "Một {day}"


def test_nobody_else_edits_them(browser, lan, minh):
    for who in (lan, minh):
        browser.sign_in(who).get(PATH, expect=403)


def test_one_that_is_not_there(browser, admin):
    browser.sign_in(admin).get("/admin/wordings/nothing", expect=404)
