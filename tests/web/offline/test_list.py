"""What else the phone's list holds: activities planned by now, and the people of whom one stands in
for; and after which outcomes the phone asks what is next."""

import uuid
from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.cover import Cover
from reintegrate.models.leave import Leave, LeaveKind
from reintegrate.models.outcome_rule import undecided_outcomes
from tests import cast

pytestmark = pytest.mark.either_database


def people(browser, user) -> list[dict]:
    browser.sign_in(user).post("/offline/devices/", expect=200)
    device = browser.response.get_json()["device"]
    browser.post(f"/offline/devices/{device}/list", expect=200)
    return browser.response.get_json()["people"]


@pytest.fixture
def case(duc_xuan, lan, minh):
    began = today() - timedelta(days=20)
    return cast.open_case(area=duc_xuan, by=minh, worker=lan, opened_on=began)


def test_activities_that_are_due_soon_can_be_ticked(browser, case, lan):
    case.plan_activity("family_talk", today(), by=lan)
    case.plan_activity("work_talk", today() + timedelta(days=60), by=lan)
    db.session.commit()

    [one] = people(browser, lan)
    assert one["also"] == ["family_talk"]


def test_who_stands_in_has_those_people_too(browser, case, lan, khanh, minh):
    first, last = today(), today() + timedelta(days=2)
    days = {"first_day": first, "last_day": last, "kind": LeaveKind.LEAVE, "by": lan}
    leave = Leave.enter(lan, key=str(uuid.uuid4()), **days)
    db.session.commit()
    assert people(browser, khanh) == []

    Cover.give(leave, khanh, key=str(uuid.uuid4()), by=minh)
    db.session.commit()
    assert [one["id"] for one in people(browser, khanh)] == [case.id]


def test_after_these_nobody_but_the_worker_can_say_what_is_next(browser, app):
    assert sorted(undecided_outcomes()) == ["detained", "moved_away"]
    form = browser.get("/offline/").select_one("#entry")
    assert sorted(form["data-undecided"].split()) == ["detained", "moved_away"]
    assert {"done", "present", "new_needs"} <= {box["name"] for box in form.select("input")}
