"""An activity is written down, corrected, taken back: numbers, no names."""

from datetime import timedelta

from reintegrate.db import db
from reintegrate.models.community_activity import CommunityActivity
from tests.trust.scenery_community import held, talk

DAY = timedelta(0)


def test_it_is_written_down_and_listed(browser, lan):
    browser.sign_in(lan).get("/community/activities/new")
    browser.post("/community/activities/new", 302, **talk(DAY))
    browser.follow()

    written = db.session.scalars(db.select(CommunityActivity)).one()
    assert written.attending == 25
    assert written.topic in browser.get("/community/activities").main.get_text()


def test_what_is_wrong_is_said_at_its_field(browser, lan):
    browser.sign_in(lan).get("/community/activities/new")
    wrong = talk("01/01/2099") | {"attending": "nhiều", "programme_code": ""}
    page = browser.post("/community/activities/new", 200, **wrong)
    for field in ("held_on", "attending", "programme_code"):
        assert page.select_one(f"#{field}-error"), field
    assert page.select_one("#topic")["value"] == talk(DAY)["topic"]


def test_two_tabs_do_not_overwrite_each_other(browser, lan, minh):
    written = held(lan)
    db.session.commit()
    path = f"/community/activities/{written.id}"
    browser.sign_in(lan).get(path)
    browser.post(path, 302, **talk(DAY) | {"version": "1", "attending": "41"})
    page = browser.sign_in(minh).post(path, 200, **talk(DAY) | {"version": "1", "attending": "50"})
    assert "41" in page.select_one("#attending-theirs").get_text()
    db.session.refresh(written)
    assert written.attending == 41


def test_written_in_error_it_stays_in_sight(browser, lan):
    written = held(lan)
    db.session.commit()
    browser.sign_in(lan)
    for _ in range(2):
        browser.post(f"/community/activities/{written.id}/strike", 302)
    assert "Ghi nhầm, không tính" in browser.get("/community/activities").main.get_text()
    browser.post(f"/community/activities/{written.id}/restore", 302)
    db.session.refresh(written)
    assert written.counts


def test_another_ward_cannot_tell_it_exists(browser, hoa, lan):
    written = held(lan)
    db.session.commit()
    browser.sign_in(hoa).get(f"/community/activities/{written.id}", expect=404)
