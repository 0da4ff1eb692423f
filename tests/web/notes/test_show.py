"""One contact with all that was written about it: for the worker who answers, each look logged."""

import pytest

from reintegrate.db import db, today
from reintegrate.models.audit import AuditEvent
from reintegrate.models.contact_correction import choose_step
from reintegrate.models.handover import NOTES_ON_MOVING
from tests import story
from tests.cast import log_contact


def test_everything_about_it_stands_on_one_page(browser, lan, contact):
    page = browser.sign_in(lan).get(f"/contacts/{contact.id}")

    text = page.get_text(" ", strip=True)
    assert "Đang tìm việc" in text
    assert "Gia đình" in text
    assert page.select_one(f'a[href="/contacts/{contact.id}/correction"]')
    assert db.session.scalar(db.select(AuditEvent).where(AuditEvent.what == "contact.viewed"))


def test_the_case_leads_to_it_and_folds_the_tries_before_a_meeting(browser, lan, case, contact):
    for _ in range(2):
        log_contact(case, lan, outcome="not_home", note="Cửa khóa")
    met = log_contact(case, lan, note="Gặp rồi")

    page = browser.sign_in(lan).get(f"/cases/{case.id}")
    assert page.select_one(f'.entry a[href="/contacts/{met.id}"]')
    folded = page.select("details.tries")
    assert len(folded) == 1
    assert folded[0].get_text().count("Cửa khóa") == 2


def test_a_sensitive_note_stays_in_its_ward(browser, lan, hoa, minh, tuan, bac_kan, case):
    kept = log_contact(case, lan, note="Điều rất riêng", sensitive=True)
    told = log_contact(case, lan, note="Chuyện thường")
    story.say(case, lan, purpose=NOTES_ON_MOVING)
    case.move_to(bac_kan, by=minh)
    case.assign(hoa, by=tuan)

    browser.sign_in(hoa)
    assert "Điều rất riêng" not in browser.get(f"/contacts/{kept.id}").get_text()
    assert "Chuyện thường" in browser.get(f"/contacts/{told.id}").get_text()
    assert "Điều rất riêng" not in browser.get(f"/cases/{case.id}").get_text()


def test_two_who_wrote_the_same_visit_are_told_of_one_another(browser, lan, khanh, minh, case):
    first = log_contact(case, lan)
    case.assign(khanh, by=minh)
    second = log_contact(case, khanh)

    browser.sign_in(khanh)
    assert browser.get(f"/contacts/{first.id}").select_one(f'a[href="/contacts/{second.id}"]')
    assert browser.get(f"/contacts/{second.id}").select_one(f'a[href="/contacts/{first.id}"]')


@pytest.mark.parametrize(("username", "status"), [("khanh", 403), ("minh", 403), ("hoa", 404)])
def test_nobody_else_reads_it(browser, request, contact, username, status):
    browser.sign_in(request.getfixturevalue(username)).get(f"/contacts/{contact.id}", status)


def test_both_times_are_shown_where_a_phone_claimed_one(browser, lan, case, contact):
    contact.made_at = contact.written_at
    contact.happened_on = today()

    assert "đồng hồ" in browser.sign_in(lan).get(f"/contacts/{contact.id}").get_text()


def test_a_step_chosen_is_no_correction_and_keeps_no_tries_apart(browser, lan, case):
    for _ in range(3):
        last = log_contact(case, lan, outcome="not_home")
        choose_step(last, "family", by=lan)

    page = browser.sign_in(lan).get(f"/cases/{case.id}")
    assert len(page.select("details.tries")) == 1
    assert "Đã sửa" not in page.get_text()
