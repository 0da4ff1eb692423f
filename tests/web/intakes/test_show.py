"""One intake: its writer's task list, then what the ward reads of it."""

from datetime import timedelta

import pytest

from reintegrate.db import at, db, utcnow
from reintegrate.models.acceptance import accept
from reintegrate.models.audit import AuditEvent
from tests.intakes import answer, begin_intake


@pytest.fixture
def intake(lan):
    return answer(begin_intake(lan), lan)


def shown(browser, user, intake):
    return browser.sign_in(user).get(f"/intakes/{intake.id}").main.get_text(" ", strip=True)


def test_its_writer_sees_eight_sections_and_how_far_each_is(browser, lan):
    intake = begin_intake(lan)
    page = browser.sign_in(lan).get(f"/intakes/{intake.id}")

    assert len(page.select(".task-list li")) == 8
    assert page.main.get_text().count("Chưa bắt đầu") == 8


def test_done_is_said(browser, lan, intake):
    assert "Đã xong 8 trên 8 phần" in shown(browser, lan, intake)


def test_a_draft_about_to_expire_says_so(browser, lan):
    with at(utcnow() - timedelta(days=80)):
        intake = begin_intake(lan)
    assert "sẽ bị xóa" in shown(browser, lan, intake)


@pytest.mark.parametrize("who", ["minh", "dung"])
def test_who_decides_reads_the_statutory_sections_only(browser, lan, intake, who, request):
    intake.submit(by=lan)
    text = shown(browser, request.getfixturevalue(who), intake)

    assert "006090000123" in text
    assert "Số 12, tổ 3" in text
    for support in ("Muốn có việc gần nhà", "Tìm việc làm", "Không đồng ý", "Ghi chép trong"):
        assert support not in text


def test_reading_it_leaves_a_line(browser, lan, minh, intake):
    intake.submit(by=lan)
    shown(browser, minh, intake)
    browser.get(f"/intakes/{intake.id}/decision")

    read = db.select(AuditEvent).where(AuditEvent.is_read, AuditEvent.by_id == minh.id)
    assert [event.record for event in db.session.scalars(read)] == [f"intake:{intake.id}"] * 2


def test_sent_back_its_answers_are_its_writers_again(browser, lan, minh, dung, intake):
    intake.submit(by=lan)
    intake.send_back("Thiếu ngày cấp", by=minh)
    text = shown(browser, dung, intake)

    assert "Thiếu ngày cấp" in text
    assert "006090000123" not in text


def test_its_writer_sees_the_case_it_became(browser, lan, minh, intake):
    intake.submit(by=lan)
    case = accept(intake, by=minh, worker=lan)
    page = browser.sign_in(lan).get(f"/intakes/{intake.id}")

    assert page.select_one(f'a[href="/cases/{case.id}"]')
    assert "Lý Văn Minh" in page.main.get_text()
    assert "Muốn có việc gần nhà" not in page.main.get_text()


@pytest.mark.parametrize("other", ["khanh", "minh", "dung", "hoa", "tuan"])
def test_a_draft_is_its_writers_own(browser, intake, other, request):
    browser.sign_in(request.getfixturevalue(other)).get(f"/intakes/{intake.id}", 404)


@pytest.mark.parametrize("other", ["khanh", "hoa", "tuan"])
def test_what_was_submitted_stays_unseen_elsewhere(browser, lan, intake, other, request):
    intake.submit(by=lan)
    browser.sign_in(request.getfixturevalue(other)).get(f"/intakes/{intake.id}", 404)


@pytest.mark.parametrize("role", ["mai", "binh", "thao", "admin"])
def test_other_roles_see_no_intake(browser, intake, role, request):
    browser.sign_in(request.getfixturevalue(role)).get(f"/intakes/{intake.id}", 403)


def test_a_number_too_large_for_any_record_is_not_found(browser, lan):
    browser.sign_in(lan).get(f"/intakes/{'9' * 30}", 404)
