"""The person's own sheet: neutral, in plain Vietnamese; that it was made stands in the trail."""

from datetime import time, timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.appointment import Appointment
from reintegrate.models.audit import AuditEvent
from reintegrate.models.reminder import names_programme
from tests import story
from tests.cast import open_case


@pytest.fixture
def case(app, duc_xuan, dung, lan):
    return open_case(area=duc_xuan, by=dung, worker=lan, name="Hoàng Văn Bình")


@pytest.mark.parametrize("spoken", ["vi", "en"])
def test_it_names_no_programme_whoever_prints_it(browser, lan, case, spoken):
    story.say(case, lan)
    story.ask(story.state(case, lan), "training-19", lan)
    page = browser.sign_in(lan).get(f"/cases/{case.id}/sheet?lang={spoken}")

    text = page.get_text(" ", strip=True)
    assert not names_programme(text.replace("Về trang hồ sơ", ""))
    assert not any(word in text for word in ("Reintegrate", "cai nghiện", "ma túy", "tái hòa nhập"))
    assert page.title.get_text().strip() == page.h1.get_text() == "Thông tin của tôi"
    assert page.select("header, nav, footer") == []
    assert "Nguyễn Thị Lan" in text or lan.name in text
    assert "Học nghề" in text


def test_making_it_stands_in_the_trail(browser, lan, case):
    browser.sign_in(lan).get(f"/cases/{case.id}/sheet")
    made = db.select(AuditEvent).where(AuditEvent.what == "person_sheet.viewed")
    event = db.session.scalars(made).one()
    assert (event.by_id, event.case_id, event.is_read) == (lan.id, case.id, True)


def test_who_looked_is_counted_by_office(browser, lan, minh, dung, case):
    for who in (minh, minh, dung):
        browser.sign_in(who).get(f"/cases/{case.id}")
    page = browser.sign_in(lan).get(f"/cases/{case.id}/sheet")
    text = page.main.get_text(" ", strip=True)
    assert "2 lần" in text
    assert minh.name not in text
    assert dung.name not in text


def test_it_says_where_the_worker_is_reached_if_they_gave_a_number(browser, lan, case):
    assert lan.work_phone in browser.sign_in(lan).get(f"/cases/{case.id}/sheet").get_text()
    for typed, shown in (("+84 570 200 099", "0570200099"), ("", ".....")):
        browser.get("/account/phone")
        assert browser.submit("main form", 200, work_phone="12").select_one("#work_phone-error")
        browser.submit("main form", 303, work_phone=typed)
        assert shown in browser.get(f"/cases/{case.id}/sheet").get_text()


def test_what_would_tell_others_is_left_out(browser, lan, case):
    story.say(case, lan)
    need = story.state(case, lan, kind="refusal_skills")
    story.ask(need, "health-01840", lan, service="relapse_prevention")
    page = browser.sign_in(lan).get(f"/cases/{case.id}/sheet")
    assert "tái sử dụng" not in page.get_text()
    assert "theo điều đã thống nhất" in page.get_text()


def test_only_what_is_held_is_named(browser, lan, case):
    before = browser.sign_in(lan).get(f"/cases/{case.id}/sheet").get_text()
    story.state(case, lan)
    after = browser.get(f"/cases/{case.id}/sheet").get_text()
    assert "những điều anh/chị cần" not in before
    assert "những điều anh/chị cần, và nơi chúng tôi đã hỏi giúp (1)" in after
    assert today().strftime("%d/%m/%Y") in after


@pytest.mark.parametrize(("who", "status"), [("khanh", 403), ("minh", 403), ("hoa", 404)])
def test_for_its_worker_alone(browser, case, who, status, request):
    browser.sign_in(request.getfixturevalue(who)).get(f"/cases/{case.id}/sheet", status)


def test_a_day_an_agency_named_stands_among_the_appointments(browser, lan, son, case):
    story.say(case, lan)
    asked = story.accept(story.ask(story.state(case, lan), "training-19", lan), son)
    day = today() + timedelta(days=2)
    facts = {"key": story.new_key(), "hour": time(8, 30), "place": "Phòng 2"}
    Appointment.plan(asked, day=day, by=son, **facts)
    db.session.commit()
    page = browser.sign_in(lan).get(f"/cases/{case.id}/sheet")
    assert f"{day.strftime('%d/%m/%Y')} 08:30 : {asked.agency.name}" in page.get_text(
        " ", strip=True
    )
