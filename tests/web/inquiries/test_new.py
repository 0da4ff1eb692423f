"""Asking whether somebody is known elsewhere: wards are learnt, never a record."""

import pytest

from reintegrate.access import elsewhere
from reintegrate.db import db, today
from reintegrate.models.audit import AuditEvent
from reintegrate.models.inquiry import Inquiry

ASKED = {"name": "Thị Đào Đặng", "birth_year": "1990", "reason": "lives_here"}


def look(browser, **changes):
    browser.get("/inquiries/new")
    return browser.submit("form:has([name=birth_year])", 200, **(ASKED | changes))


def test_the_ward_that_knows_them_is_named_and_nothing_else(browser, lan, theirs, bac_kan):
    page = look(browser.sign_in(lan))

    text = page.main.get_text(" ", strip=True)
    assert "T.Đ.Đ." in text
    assert bac_kan.name in text
    for secret in ("Đặng Thị Đào", theirs.number, f"/cases/{theirs.id}"):
        assert secret not in str(page.main)


def test_asking_leaves_a_receipt_and_the_question(browser, lan, theirs, bac_kan):
    look(browser.sign_in(lan))
    form = browser.page.select_one("form:has([name=birth_year])")
    for _ in range(2):  # a second tap
        browser.submit(form, 302, to_area=str(bac_kan.id))
    page = browser.follow()

    assert page.select_one(".receipt")
    inquiry = db.session.scalars(db.select(Inquiry)).one()
    assert (inquiry.name, inquiry.birth_year, inquiry.to_area_id) == (
        "Thị Đào Đặng",
        1990,
        bac_kan.id,
    )
    assert b"Th" not in db.session.execute(db.text("SELECT name FROM inquiry")).scalar()


@pytest.mark.parametrize(
    "changes",
    [{"birth_year": "1991"}, {"name": "Đặng Thị Đài"}, {"name": "Đặng Đào"}],
)
def test_nobody_else_is_hinted_at(browser, lan, theirs, bac_kan, changes):
    page = look(browser.sign_in(lan), **changes)

    assert bac_kan.name not in page.main.get_text()
    assert "Không có địa bàn nào khác" in page.main.get_text()


def test_an_ended_case_is_nobodys_business(browser, lan, tuan, theirs, bac_kan):
    theirs.close(outcome_code="completed", on=today(), by=tuan)
    db.session.commit()

    assert bac_kan.name not in look(browser.sign_in(lan)).main.get_text()


def test_the_own_ward_is_searched_not_asked(browser, hoa, theirs, bac_kan):
    assert "Không có địa bàn nào khác" in look(browser.sign_in(hoa)).main.get_text()
    form = browser.page.select_one("form:has([name=birth_year])")
    page = browser.submit(form, 200, to_area=str(bac_kan.id))

    assert page.select_one(".error-summary")
    assert db.session.scalars(db.select(Inquiry)).first() is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "Đào"}, "name"),
        ({"name": ""}, "name"),
        ({"birth_year": "90"}, "birth_year"),
        ({"birth_year": ""}, "birth_year"),
        ({"reason": None}, "reason"),
    ],
)
def test_what_is_missing_is_asked_for_and_typing_kept(browser, lan, theirs, changes, field):
    page = look(browser.sign_in(lan), **changes)

    assert page.select_one(f"#{field}-error")
    if field != "name":
        assert page.select_one("[name=name]")["value"] == ASKED["name"]


def test_each_look_is_recorded_and_there_are_not_many_a_day(browser, lan, theirs, monkeypatch):
    monkeypatch.setattr(elsewhere, "MOST_LOOKS", 2)
    browser.sign_in(lan)
    look(browser)
    look(browser)
    page = look(browser)

    assert "ngày mai" in page.select_one(".error-summary").get_text()
    what = AuditEvent.what == "user.looked_elsewhere"
    assert len(db.session.scalars(db.select(AuditEvent).where(what)).all()) == 2


@pytest.mark.parametrize("role", ["mai", "binh", "thao", "admin"])
def test_other_roles_do_not_ask(browser, role, request):
    browser.sign_in(request.getfixturevalue(role)).get("/inquiries/new", 403)
