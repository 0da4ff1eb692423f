"""Days to meet: named and marked by the agency, read by the worker on the need."""

from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.appointment import Appointment, Attendance
from tests import story
from tests.cast import TRAINING, open_case


@pytest.fixture
def case(app, duc_xuan, dung, lan):
    return open_case(area=duc_xuan, by=dung, worker=lan, name="Hoàng Văn Bình")


@pytest.fixture
def accepted(case, lan, son):
    story.say(case, lan)
    return story.accept(story.ask(story.state(case, lan), TRAINING, lan), son)


def in_days(days):
    return (today() + timedelta(days=days)).strftime("%d/%m/%Y")


def name_day(browser, accepted, expect=302, **fields):
    browser.get(f"/assignments/{accepted.id}/appointments/new")
    return browser.submit("form.form", expect, **fields)


def only():
    return db.session.scalars(db.select(Appointment)).one()


def test_a_day_is_named_and_the_worker_reads_it(browser, son, lan, case, accepted):
    browser.sign_in(son)
    name_day(browser, accepted, day=in_days(3), hour="8h30", place="Phòng 2")
    browser.follow()
    page = browser.sign_in(lan).get(f"/assignments/{accepted.id}")
    assert "08:30 · Phòng 2" in " ".join(page.get_text().split())
    assert in_days(3) in browser.get(f"/cases/{case.id}/needs").get_text()


def test_having_met_shows_at_the_need(browser, son, lan, case, accepted):
    browser.sign_in(son)
    name_day(browser, accepted, day=in_days(0))
    browser.get(f"/appointments/{only().id}")
    browser.submit("form.form", attendance="came")
    assert only().status == Attendance.CAME
    page = browser.sign_in(lan).get(f"/cases/{case.id}/needs")
    assert "đã gặp 1 lần" in page.get_text()


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"day": ""}, "day"),
        ({"day": "31/02/2026"}, "day"),
        ({"day": "+1", "hour": "25:00"}, "hour"),
        ({"day": "-2"}, "attendance"),
        ({"day": "+1", "attendance": "came"}, "attendance"),
    ],
)
def test_what_is_wrong_stands_at_its_field(browser, son, accepted, fields, wrong):
    if fields["day"][:1] in {"+", "-"}:
        fields = fields | {"day": in_days(int(fields["day"]))}
    browser.sign_in(son)
    page = name_day(browser, accepted, 200, place="Phòng 2", **fields)
    assert page.select_one(f"#{wrong}-error")
    assert page.select_one("#place")["value"] == "Phòng 2"


def test_posted_twice_it_is_one(browser, son, accepted):
    browser.sign_in(son)
    fields = {"key": story.new_key(), "day": in_days(1), "attendance": "planned"}
    for _ in range(2):
        browser.post(f"/assignments/{accepted.id}/appointments/new", **fields)
    assert only().day == today() + timedelta(days=1)


def test_two_colleagues_mark_it_at_once(browser, son, accepted):
    browser.sign_in(son)
    name_day(browser, accepted, day=in_days(0))
    browser.get(f"/appointments/{only().id}")
    only().mark(Attendance.CALLED_OFF, by=son)
    db.session.commit()
    page = browser.submit("form.form", 200, attendance="came")
    assert page.select_one(".theirs, .error-summary, #attendance-theirs")
    assert only().status == Attendance.CALLED_OFF


def test_once_the_help_ended_nothing_is_marked(browser, son, accepted):
    browser.sign_in(son)
    name_day(browser, accepted, day=in_days(0))
    accepted.end(result="Xong.", helped=True, by=son)
    db.session.commit()
    browser.post(f"/appointments/{only().id}", version="1", attendance="came")
    assert only().status == Attendance.PLANNED


def test_another_agency_gets_404_and_the_worker_403(browser, mai, lan, son, accepted):
    browser.sign_in(son)
    name_day(browser, accepted, day=in_days(1))
    browser.sign_in(mai).get(f"/appointments/{only().id}", 404)
    browser.get(f"/assignments/{accepted.id}/appointments/new", 404)
    browser.sign_in(lan).get(f"/appointments/{only().id}", 403)
