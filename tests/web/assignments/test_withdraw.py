"""The worker takes a request back."""

import pytest

from reintegrate.db import db
from reintegrate.models.assignment import AssignmentStatus
from reintegrate.models.need import NeedStatus


@pytest.mark.parametrize("taken_on", [False, True])
def test_it_is_gone_for_the_agency_and_the_need_is_open(
    browser, lan, son, assignment, need, taken_on
):
    if taken_on:
        assignment.accept(by=son)
        db.session.commit()
    browser.sign_in(lan).get(f"/assignments/{assignment.id}/withdrawal")
    browser.submit("form.form")
    browser.follow()

    assert assignment.status == AssignmentStatus.WITHDRAWN
    assert need.status == NeedStatus.ACCEPTED
    browser.sign_in(son).get(f"/assignments/{assignment.id}", 404)


def test_twice_is_once(browser, lan, assignment):
    browser.sign_in(lan)
    for _ in range(2):
        browser.post(f"/assignments/{assignment.id}/withdrawal")

    assert browser.follow().select_one(".notice.soon")
    assert assignment.status == AssignmentStatus.WITHDRAWN


def test_what_has_ended_stays(browser, lan, son, accepted):
    accepted.end(result="Xong.", helped=True, by=son)
    db.session.commit()

    browser.sign_in(lan).post(f"/assignments/{accepted.id}/withdrawal")

    assert accepted.status == AssignmentStatus.ENDED


def test_nobody_else_withdraws_it(browser, khanh, hoa, son, minh, assignment):
    for viewer, status in ((khanh, 404), (hoa, 404), (son, 403), (minh, 403)):
        browser.sign_in(viewer).get(f"/assignments/{assignment.id}/withdrawal", status)
        browser.post(f"/assignments/{assignment.id}/withdrawal", status)

    assert assignment.status == AssignmentStatus.OFFERED
