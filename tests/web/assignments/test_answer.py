"""The agency's answer: it takes the request on, or says why it cannot."""

import pytest

from reintegrate.models.assignment import AssignmentStatus
from reintegrate.models.need import NeedStatus


def test_taking_it_on(browser, son, assignment):
    browser.sign_in(son).get(f"/assignments/{assignment.id}")
    browser.submit(f"form[action='/assignments/{assignment.id}/acceptance']")
    page = browser.follow()

    assert assignment.status == AssignmentStatus.ACCEPTED
    assert page.select_one(f"a[href='/assignments/{assignment.id}/end']")


def test_declining_with_a_reason_the_worker_reads(browser, son, lan, assignment, need):
    browser.sign_in(son).get(f"/assignments/{assignment.id}/refusal")
    browser.submit("form.form", reason="Lớp đã đủ người.")

    assert assignment.status == AssignmentStatus.DECLINED
    assert need.status == NeedStatus.ACCEPTED
    page = browser.sign_in(lan).get(f"/assignments/{assignment.id}")
    assert "Lớp đã đủ người." in page.get_text()


@pytest.mark.parametrize("reason", ["", "   ", "a" * 1001, "a\0b"])
def test_a_reason_is_needed(browser, son, assignment, reason):
    browser.sign_in(son).get(f"/assignments/{assignment.id}/refusal")
    page = browser.submit("form.form", 200, reason=reason)

    assert page.select_one("#reason-error")
    assert assignment.status == AssignmentStatus.OFFERED


def test_the_second_of_two_answers_is_told_so(browser, son, assignment):
    browser.sign_in(son)
    for _ in range(2):
        browser.post(f"/assignments/{assignment.id}/acceptance")
    browser.post(f"/assignments/{assignment.id}/refusal", reason="Đổi ý.")

    assert browser.follow().select_one(".notice.soon")
    assert assignment.status == AssignmentStatus.ACCEPTED


def test_another_agency_gets_404(browser, mai, assignment):
    browser.sign_in(mai).post(f"/assignments/{assignment.id}/acceptance", 404)
    browser.get(f"/assignments/{assignment.id}/refusal", 404)
    browser.post(f"/assignments/{assignment.id}/refusal", 404, reason="Không.")

    assert assignment.status == AssignmentStatus.OFFERED


def test_nobody_answers_for_the_agency(browser, lan, hoa, minh, admin, assignment):
    for viewer in (lan, hoa, minh, admin):
        browser.sign_in(viewer).post(f"/assignments/{assignment.id}/acceptance", 403)
        browser.get(f"/assignments/{assignment.id}/refusal", 403)
        browser.post(f"/assignments/{assignment.id}/refusal", 403, reason="Không.")

    assert assignment.status == AssignmentStatus.OFFERED
