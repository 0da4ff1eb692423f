"""What left the ward about one person: all of it on one page, for them and for whoever checks."""

from datetime import timedelta

import pytest

from reintegrate.db import db, today, utcnow
from reintegrate.models.assignment import Assignment
from reintegrate.models.audit import AuditEvent, Seen, record_event
from reintegrate.models.hosted_stay import HostedStay
from tests import cast, story
from tests.trust.scenery_watch import look_into

NAME = "Hứa Thị Bưởi"


@pytest.fixture
def case(duc_xuan, lan, minh):
    return cast.open_case(area=duc_xuan, by=minh, worker=lan, name=NAME)


@pytest.fixture
def told(case, lan, hoa, minh, bac_kan):
    """To an agency with a yes, to another ward for some days, to one who looked, to one asked."""
    story.say(case, lan)
    asked = story.ask(story.state(case, lan), cast.TRAINING, lan)
    first, last = today(), today() + timedelta(days=9)
    stay = {"first_day": first, "last_day": last, "address": "Tổ 9"}
    HostedStay.ask(case, key=story.new_key(), host_area=bac_kan, by=lan, **stay)
    look_into(case, by=hoa, reason="Nằm viện cấp cứu, cần người nhà.")
    db.session.commit()
    story.propose(case, bac_kan, minh)
    db.session.commit()
    return asked


def test_everything_that_left_stands_on_one_page_with_its_ground(browser, lan, case, told):
    link = browser.sign_in(lan).get(f"/cases/{case.id}/data-requests")
    path = f"/cases/{case.id}/disclosures"
    assert link.select_one(f'a[href="{path}"]')
    page = browser.get(path)
    rows = [row.get_text(" ", strip=True) for row in page.select("tbody tr")]
    assert len(rows) == 4
    text = " | ".join(rows)
    for words in (told.agency.name, "đồng ý", "Phường Bắc Kạn", "Xem khẩn", "ở tạm", "Điều 19"):
        assert words in text, words
    assert NAME in page.main.get_text()
    assert "Không chuyển tiếp" in page.main.get_text()
    seen = db.session.scalars(db.select(AuditEvent).filter_by(what="disclosures.viewed")).one()
    assert (seen.case_id, seen.is_read) == (case.id, True)


def test_the_officer_reads_it_by_number_without_name_or_need(browser, thao, case, told):
    browser.sign_in(thao).get("/privacy/requests/")
    browser.get(browser.page.select_one('a[href="/privacy/disclosures/"]')["href"])
    find = "form:has([name=number])"
    assert browser.submit(find, 200, number="0-0-0").select_one("#number-error")
    browser.submit(find, 303, number=case.number)
    page = browser.follow()
    text = page.get_text(" ", strip=True)
    assert told.agency.name in text
    assert case.number in text
    assert NAME not in text
    lan_reads = "Dạy nghề", "Học nghề", "nghề"
    cells = " ".join(cell.get_text() for cell in page.select("tbody td:nth-of-type(2)"))
    assert not any(words in cells for words in lan_reads)


def test_what_is_older_than_three_years_is_listed_no_more(browser, lan, case, told):
    db.session.get_one(Assignment, told.id).offered_at = utcnow() - timedelta(days=1100)
    db.session.commit()
    page = browser.sign_in(lan).get(f"/cases/{case.id}/disclosures")
    assert told.agency.name not in page.main.get_text()


def test_a_list_that_held_them_is_listed_and_one_that_did_not_is_not(browser, lan, minh, case):
    browser.sign_in(minh).get("/caseload")
    token = browser.page.select_one('[name="csrf_token"]')["value"]
    assert browser.client.post("/caseload/file", data={"csrf_token": token}).status_code == 200
    browser.get("/caseload/print")
    browser.get("/caseload/print?worker=none")
    page = browser.sign_in(lan).get(f"/cases/{case.id}/disclosures")
    rows = [row.get_text(" ", strip=True) for row in page.select("tbody tr")]

    assert ["mở để in" in row for row in rows] == [True, False]
    assert ["thành tệp" in row for row in rows] == [False, True]
    assert all("Phường Đức Xuân" in row for row in rows)


def test_of_lines_that_do_not_tell_whom_they_held_the_days_in_the_ward_count(
    browser, lan, minh, duc_xuan, bac_kan, case
):
    for ward in (duc_xuan, bac_kan):
        record_event("caseload.exported", on=Seen("area", ward.id, None, ward.id), by=minh, rows=1)
    db.session.commit()
    page = browser.sign_in(lan).get(f"/cases/{case.id}/disclosures")

    assert len(page.select("tbody tr")) == 1


def test_others_do_not(browser, khanh, minh, hoa, thao, case):
    for viewer, status in ((khanh, 403), (minh, 403), (hoa, 404), (thao, 403)):
        browser.sign_in(viewer).get(f"/cases/{case.id}/disclosures", status)
    browser.sign_in(minh).get(f"/privacy/disclosures/{case.id}", 403)
