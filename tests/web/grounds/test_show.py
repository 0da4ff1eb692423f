"""Laws by which an agency may be told without a yes: kept by the administrator, not checked yet."""

import pytest

from reintegrate.db import db
from reintegrate.models.catalogue import SharingGround
from tests import story
from tests.cast import open_case

pytestmark = pytest.mark.either_database
PATH = "/admin/grounds/urgent_health"


def ground(code="urgent_health"):
    db.session.commit()
    return db.session.get(SharingGround, code, populate_existing=True)


def test_until_a_lawyer_has_checked_everybody_reads_that(browser, admin, lan, dung, duc_xuan):
    case = open_case(area=duc_xuan, by=dung, worker=lan)
    need = story.state(case, lan, "medical_care")
    asking = f"/cases/{case.id}/assignments/new?need={need.id}&service=medical_treatment"
    words = "Chờ luật sư kiểm tra"
    assert words in browser.sign_in(lan).get(asking).main.get_text()
    page = browser.sign_in(admin).get("/admin/grounds/")
    assert len(page.select(".tag.soon")) == 2
    browser.get(PATH)
    browser.submit("main form", 303, checked="y")
    assert not ground().to_be_checked
    assert words not in browser.sign_in(lan).get(asking).main.get_text()


def test_another_article_counts_from_now_on_and_the_old_one_stays(browser, admin):
    browser.sign_in(admin).get(PATH)
    browser.submit("main form", 303, law="Luật khác, Điều 1", checked="y")
    old, new = ground(), ground("urgent_health:2")
    assert (old.law, old.holds_for("medical_treatment")) == (
        "Luật 91/2025/QH15, Điều 19 khoản 1",
        False,
    )
    assert (new.law, new.to_be_checked) == ("Luật khác, Điều 1", False)
    assert new.holds_for("medical_treatment")
    browser.get(PATH)
    page = browser.submit("main form", 200, law="Luật thứ ba")
    assert page.select_one(".error-summary")


def test_it_can_be_taken_from_what_workers_choose(browser, admin):
    browser.sign_in(admin).get(PATH)
    fields = {"version": "1", "name_vi": "A", "name_en": "A", "law": ""}
    assert browser.post(PATH, 200, **fields).select_one("#law-error")
    fields |= {"law": "Luật 91/2025/QH15"}
    browser.post(PATH, 303, **fields)
    assert not ground("urgent_health:2").holds_for("medical_treatment")


def test_two_at_once_do_not_overwrite_one_another(browser, admin):
    form = browser.sign_in(admin).get(PATH).select_one("main form")
    browser.submit(form, 303, checked="y")
    page = browser.submit(form, 200, law="Hai")
    assert page.select_one("#law-theirs")
    assert ground("urgent_health:2") is None


def test_nobody_else_keeps_them(browser, lan, minh):
    for who in (lan, minh):
        browser.sign_in(who).get(PATH, expect=403)
