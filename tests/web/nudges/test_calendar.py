"""The own calendar: its address shown once, counts by day, nothing without the address."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from reintegrate.db import commit, today, utcnow
from reintegrate.models.act import Act, ActKind
from reintegrate.models.calendar_feed import READS_A_WINDOW, CalendarFeed
from tests.web.nudges.conftest import NAMES

pytestmark = pytest.mark.either_database


@pytest.fixture
def address(browser, lan, cases) -> str:
    browser.sign_in(lan).get("/account/calendar")
    page = browser.submit("form[action='/account/calendar']", expect=200)
    shown = page.select_one("#address")["value"]
    browser.sign_out()
    return shown.removeprefix("http://localhost")


def events(browser, address) -> list:
    answer = browser.client.get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    return Calendar.from_ical(answer.data).walk("VEVENT")


def test_it_is_shown_once(browser, lan, address):
    page = browser.sign_in(lan).get("/account/calendar")

    assert not page.select_one("#address")
    assert address not in browser.response.get_data(as_text=True)


def test_it_says_how_many_on_which_day_and_nothing_else(browser, address):
    found = {event.decoded("dtstart"): str(event["summary"]) for event in events(browser, address)}
    text = browser.client.get(address).get_data(as_text=True)

    assert found[today()] in {"Hẹn công việc (1)", "Việc cần làm bù (1)"}
    assert found[today() + timedelta(days=5)] == "Hẹn công việc (1)"
    assert sorted(str(e["summary"]) for e in events(browser, address)) == [
        "Hẹn công việc (1)",
        "Hẹn công việc (1)",
        "Việc cần làm bù (1)",
    ]
    for secret in (*NAMES, "Lan", "01840", "eintegrate", "cai", "Đức Xuân"):
        assert secret not in text
    assert "URL:http://localhost/today" in text


def test_an_entry_keeps_its_mark_as_numbers_change(browser, address, cases, lan):
    before = {str(event["uid"]) for event in events(browser, address)}
    cases[2].plan_next(today(), by=lan)
    commit()
    after = events(browser, address)

    assert {str(event["uid"]) for event in after} < before
    assert "Hẹn công việc (2)" in {str(event["summary"]) for event in after}


def test_a_new_address_ends_the_old_one(browser, lan, address):
    browser.sign_in(lan).get("/account/calendar")
    browser.submit("form[action='/account/calendar']", expect=200)

    assert browser.client.get(address).status_code == 404


def test_taken_back_disabled_and_made_up_are_the_same(browser, lan, admin, address):
    made_up = browser.client.get("/calendar/nobodys.ics")
    CalendarFeed.of(lan).take_back(by=lan)
    commit()
    taken_back = browser.client.get(address)
    token = CalendarFeed.open(lan, language="vi", by=lan)
    lan.disable(by=admin)
    commit()
    disabled = browser.client.get(f"/calendar/{token}.ics")

    assert {a.status_code for a in (made_up, taken_back, disabled)} == {404}
    assert made_up.data == taken_back.data == disabled.data


def test_asked_too_often_it_answers_later(browser, lan, address):
    statuses = [browser.client.get(address).status_code for _ in range(READS_A_WINDOW + 2)]

    assert statuses[-3:] == [200, 429, 429]


def test_it_can_be_ended(browser, lan, address):
    browser.sign_in(lan).get("/account/calendar")
    browser.submit("form[action='/account/calendar/end']", expect=303)

    assert browser.client.get(address).status_code == 404


def test_another_language_keeps_its_words(browser, lan, cases):
    token = CalendarFeed.open(lan, language="en", by=lan)
    commit()

    assert "Work appointments (1)" in {
        str(event["summary"]) for event in events(browser, f"/calendar/{token}.ics")
    }


def test_officials_and_police_get_what_the_law_wants_of_them(browser, minh, dung, cases):
    Act.record(cases[0], ActKind.NOTICE_RECEIVED, at=utcnow(), by=minh, source="outside")
    token = CalendarFeed.open(dung, language="vi", by=dung)
    commit()
    summaries = [str(event["summary"]) for event in events(browser, f"/calendar/{token}.ics")]

    assert "Giấy tờ, thời hạn (1)" in summaries
    assert not any("Hẹn" in summary for summary in summaries)
