"""Asking to look, reading for some hours, and the trail it leaves."""

from datetime import timedelta

import pytest

from reintegrate.db import db, utcnow
from reintegrate.models.audit import AuditEvent
from reintegrate.models.reveal import Reveal

WHY = "Nằm viện cấp cứu, cần gặp người nhà."
ASKED = {"because": WHY, "part": "both", "hours": "4"}


def ask(browser, expect=302, **changes):
    browser.get("/reveals/new")
    return browser.submit("form:has([name=because])", expect, **(ASKED | changes))


def test_asked_by_number_it_is_read_at_once(browser, lan, theirs):
    ask(browser.sign_in(lan), number=theirs.number)
    page = browser.follow()
    assert page.select_one(".receipt")
    assert WHY in page.main.get_text()
    link = page.select_one('a[href$="/file"]')
    text = browser.get(link["href"]).main.get_text()
    assert "Đặng Thị Đào" in text
    assert "Tổ 7" in text


def test_a_second_tap_is_the_same_look(browser, lan, theirs):
    browser.sign_in(lan).get("/reveals/new")
    form = browser.page.select_one("form:has([name=because])")
    for _ in range(2):
        browser.submit(form, 302, **ASKED, number=theirs.number)
    assert len(db.session.scalars(db.select(Reveal)).all()) == 1


def test_from_known_in_another_ward_what_was_typed_comes_along(browser, lan, theirs, bac_kan):
    browser.sign_in(lan).get("/inquiries/new")
    asked = {"name": "Đặng Thị Đào", "birth_year": "1990", "reason": "asks_for_help"}
    browser.submit("form:has([name=birth_year])", 200, **asked)
    button = browser.page.select_one('button[formaction="/reveals/new"]')
    page = browser.post("/reveals/new", 200, **asked, to_area=button["value"])
    assert not page.select(".error-summary")
    assert page.select_one("[name=name]")["value"] == "Đặng Thị Đào"
    browser.submit("form:has([name=because])", 302, **ASKED)
    assert db.session.scalars(db.select(Reveal)).one().area_id == bac_kan.id


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"because": "Gấp"}, "because"),
        ({"hours": "48"}, "hours"),
        ({"part": None}, "part"),
        ({"number": ""}, "number"),
        ({"number": "00000-2026-999"}, "number"),
        ({"number": "", "name": "Người Lạ Nào", "birth_year": "1990"}, "number"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_the_rest_kept(
    browser, lan, theirs, changes, field
):
    page = ask(browser.sign_in(lan), 200, **({"number": theirs.number} | changes))
    assert page.select_one(f'.error-summary a[href="#{field}"], #{field}-error')
    if field != "because":
        assert WHY in page.select_one("[name=because]").get_text()
    assert db.session.scalars(db.select(Reveal)).first() is None


def test_the_own_case_is_opened_at_home(browser, hoa, theirs):
    page = ask(browser.sign_in(hoa), 200, number=theirs.number)
    assert page.select_one(".error")


def test_every_reading_stands_in_the_cases_trail(browser, lan, theirs, reveal):
    browser.sign_in(lan)
    for _ in range(2):
        browser.get(f"/reveals/{reveal.id}/file")
    query = db.select(AuditEvent).where(AuditEvent.what == "case.viewed")
    lines = db.session.scalars(query.where(AuditEvent.case_id == theirs.id)).all()
    assert [line.by_id for line in lines] == [lan.id, lan.id]


def test_after_its_hours_nothing_is_read(browser, lan, reveal):
    reveal.asked_at, reveal.until = utcnow() - timedelta(hours=4), utcnow()
    db.session.commit()
    browser.sign_in(lan).get(f"/reveals/{reveal.id}/file", 403)
    assert not browser.get(f"/reveals/{reveal.id}").select('main a[href$="/file"]')


def test_only_the_part_that_was_asked(browser, lan, theirs):
    ask(browser.sign_in(lan), number=theirs.number, part="term")
    browser.follow()
    page = browser.get(browser.page.select_one('a[href$="/file"]')["href"])
    assert "Tổ 7" not in page.get_text()


def test_the_case_itself_stays_shut(browser, lan, theirs, reveal):
    browser.sign_in(lan).get(f"/cases/{theirs.id}", 404)
    browser.get(f"/cases/{theirs.id}/details", 404)


def test_nobody_else_reads_it(browser, minh, khanh, hoa, phuong, thao, reveal):
    path = f"/reveals/{reveal.id}/file"
    for user, answer in ((minh, 403), (hoa, 403), (thao, 403), (khanh, 404), (phuong, 404)):
        browser.sign_in(user).get(path, answer)


def test_their_official_ends_it_and_twice_is_once(browser, tuan, lan, minh, reveal):
    browser.sign_in(minh).post(f"/reveals/{reveal.id}/end", 403)
    browser.sign_in(tuan).get(f"/reveals/{reveal.id}")
    form = browser.page.select_one('form[action$="/end"]')
    browser.submit(form, 303)
    browser.submit(form, 303)
    browser.sign_in(lan).get(f"/reveals/{reveal.id}/file", 403)


def test_reviewed_with_words(browser, thao, lan, reveal, theirs):
    page = browser.sign_in(thao).get("/reveals/")
    assert page.select_one(f'#waiting a[href="/reveals/{reveal.id}"]')
    browser.get(f"/reveals/{reveal.id}/review")
    form = "form:has([name=verdict])"
    assert browser.submit(form, 200, verdict="follow_up").select_one("#verdict-error")
    browser.submit(form, 303, verdict="follow_up", words="Hỏi lại người xem.")
    page = browser.sign_in(lan).get(f"/reveals/{reveal.id}")
    assert "Hỏi lại người xem." in page.main.get_text()
    browser.post(f"/reveals/{reveal.id}/review", 403)


def test_two_reviews_at_once_show_one_another(browser, thao, reveal):
    browser.sign_in(thao).get(f"/reveals/{reveal.id}/review")
    form = browser.page.select_one("form:has([name=verdict])")
    browser.submit(form, 303, verdict="follow_up", words="Chưa rõ.")
    page = browser.submit(form, 200, verdict="in_order", words="Ổn.")
    assert "Chưa rõ." in page.get_text()
