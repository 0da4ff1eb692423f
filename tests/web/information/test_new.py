"""A member of staff writes down what a resident told."""

import pytest

from reintegrate.db import db, today
from reintegrate.models.information import Information
from reintegrate.models.user import User

ANSWERS = {
    "kind": "offer",
    "channel": "phone",
    "received_on": today().strftime("%d/%m/%Y"),
    "words": "Xưởng mộc nhận một người học việc.",
    "teller": "Bác Tư",
    "reach": "0912 345 678",
}


def test_it_is_written_down_with_a_code_for_the_resident(browser, lan):
    browser.sign_in(lan).get("/community/information/new")
    browser.post("/community/information/new", 302, **ANSWERS)
    page = browser.follow()

    taken = db.session.scalars(db.select(Information)).one()
    assert taken.receipt in page.get_text()
    assert "Bác Tư" in page.main.get_text()
    listed = browser.get("/community/information")
    assert listed.select_one(f'a[href="/community/information/{taken.id}"]')
    assert "Bác Tư" not in listed.main.get_text()


def test_nobody_has_to_give_a_name_but_words_are_needed(browser, lan):
    answers = ANSWERS | {"teller": "", "reach": ""}
    browser.sign_in(lan).get("/community/information/new")
    page = browser.post("/community/information/new", 200, **answers | {"words": " "})
    assert page.select_one("#words-error")
    assert page.select_one('input[name="channel"][value="phone"]').has_attr("checked")
    browser.post("/community/information/new", 302, **answers)

    assert db.session.scalars(db.select(Information)).one().is_anonymous


@pytest.mark.parametrize("day", ["01/01/2099", "01/01/1999"])
def test_a_day_that_cannot_be_is_asked_again(browser, lan, day):
    browser.sign_in(lan).get("/community/information/new")
    page = browser.post("/community/information/new", 200, **ANSWERS | {"received_on": day})
    assert page.select_one("#received_on-error")


@pytest.mark.parametrize("username", ["mai", "binh", "thao", "admin"])
def test_others_are_refused(browser, username):
    browser.sign_in(User.named(username)).get("/community/information/new", expect=403)
