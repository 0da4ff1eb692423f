"""Reminding by text: what will be read is shown first, and what became of it afterwards."""

from datetime import datetime, time, timedelta

import pytest
import time_machine

from reintegrate.db import HERE, commit, db, today
from reintegrate.models.catalogue import ReminderWording
from reintegrate.models.outgoing import OutgoingStatus
from reintegrate.models.reminder import Reminder
from tests import story
from tests.web.reminders.conftest import lines

pytestmark = pytest.mark.either_database


def tomorrow(hour: int):
    """After whatever the test prepared."""
    return time_machine.travel(
        datetime.combine(today() + timedelta(days=1), time(hour), HERE), tick=True
    )


@pytest.fixture
def by_day(case):
    with tomorrow(10):
        yield


def path(case) -> str:
    return f"/cases/{case.id}/reminders?lang=en"


def reminders(case) -> list[Reminder]:
    commit()
    return list(db.session.scalars(db.select(Reminder).where(Reminder.case_id == case.id)))


def test_the_text_is_shown_and_leaves_as_shown(browser, lan, case, log, by_day):
    page = browser.sign_in(lan).get(path(case))
    shown = page.select_one("input[name=wording] + span").get_text()
    assert shown.startswith(("Nhắc hẹn: Thứ ", "Nhắc hẹn: Chủ Nhật"))
    assert "Bình" not in shown

    browser.submit("main form", expect=303, when="now")
    browser.follow()

    assert [line["text"] for line in lines(log)] == [shown]
    assert lines(log)[0]["to"] == "…678", "no number in a log"
    assert reminders(case)[0].status == OutgoingStatus.SENT


def test_sent_twice_is_one_text(browser, lan, case, log, by_day):
    browser.sign_in(lan).get(path(case))
    form = browser.page.select_one("main form")
    for _ in range(2):
        browser.submit(form, expect=303, when="now")

    assert len(lines(log)) == len(reminders(case)) == 1


def test_at_night_it_waits_for_the_morning(browser, lan, case, log):
    with tomorrow(22):
        browser.sign_in(lan).get(path(case))
        browser.submit("main form", expect=303, when="now")
    (reminder,) = reminders(case)

    assert lines(log) == []
    assert reminder.status == OutgoingStatus.WAITING
    assert reminder.not_before.astimezone(HERE).hour == 8


def test_without_a_yes_the_page_says_so_and_nothing_is_sent(browser, lan, case, log):
    browser.sign_in(lan).get(path(case))
    form = browser.page.select_one("main form")
    story.say(case, lan, given=False, purpose="reminders")
    page = browser.submit(form, expect=200, when="now")

    assert "has not agreed to be reminded" in page.select_one("main").get_text()
    assert reminders(case) == []


def test_words_changed_meanwhile_are_read_again(browser, lan, case, log, by_day):
    browser.sign_in(lan).get(path(case))
    form = browser.page.select_one("main form")
    db.session.get_one(ReminderWording, "own_plain").text = "Anh/chị có hẹn {day}."
    commit()
    page = browser.submit(form, expect=200, when="now")

    assert page.select_one("#wording-error")
    assert reminders(case) == []
    browser.submit(page.select_one("main form"), expect=303, when="now")
    assert lines(log)[0]["text"].startswith("Anh/chị có hẹn ")


def test_what_is_missing_is_asked_for(browser, lan, case):
    browser.sign_in(lan).get(path(case))
    page = browser.submit("main form", expect=200, when="", wording="")

    assert page.select_one(".error-summary")
    assert reminders(case) == []


def test_one_that_failed_is_shown_with_its_reason(browser, lan, case, another_app, by_day):
    app = another_app(text_sender="command:/nonexistent/send")
    elsewhere = type(browser)(app).sign_in(lan)
    elsewhere.get(path(case))
    elsewhere.submit("main form", expect=303, when="now")
    page = elsewhere.follow()

    assert "Not sent" in page.select_one(".cards").get_text()
    assert "did not take it" in page.select_one(".cards").get_text()


def test_another_ward_and_other_roles_do_not_come_here(browser, case, hoa, khanh, minh, mai):
    for who, status in ((hoa, 404), (khanh, 403), (minh, 403), (mai, 403)):
        browser.sign_in(who).get(path(case), expect=status)


def test_it_can_be_taken_back_once(browser, lan, case):
    browser.sign_in(lan).get(path(case))
    browser.submit("main form", expect=303, when="that_morning")
    browser.follow()
    button = browser.page.select_one("form[action$='/withdrawal']")
    browser.submit(button, expect=303)
    assert reminders(case)[0].status == OutgoingStatus.DROPPED

    browser.submit(button, expect=303)
    assert "You took it back" in browser.follow().get_text()


def test_taking_the_consent_back_stops_it(browser, lan, case):
    browser.sign_in(lan).get(path(case))
    browser.submit("main form", expect=303, when="that_morning")
    page = browser.get(f"/cases/{case.id}/needs")
    button = page.select_one("#consent-reminders form[action$='/withdrawal']")
    browser.submit(button)

    assert reminders(case)[0].failure == "withdrawn"


def test_the_other_phone_is_never_told_who_writes(browser, lan, case):
    case.person.live_at("Tổ 3", phone="0912345678", owner="neighbour", may_name_service=False)
    commit()
    page = browser.sign_in(lan).get(path(case))
    shown = [span.get_text() for span in page.select("input[name=wording] + span")]

    assert len(shown) == 1
    assert "Bình" in shown[0]
    assert "Lan" not in shown[0]
    assert timedelta(0) < case.due_on - today()
