"""The agency says what happened, and its part is over."""

import pytest

from reintegrate.models.assignment import AssignmentStatus
from reintegrate.models.need import NeedStatus


@pytest.mark.parametrize(
    ("helped", "becomes"), [("yes", NeedStatus.RECEIVED), ("no", NeedStatus.ACCEPTED)]
)
def test_what_happened_decides_what_becomes_of_the_need(
    browser, son, accepted, need, helped, becomes
):
    browser.sign_in(son).get(f"/assignments/{accepted.id}/end")
    browser.submit("form.form", helped=helped, result="Đã học sáu buổi.")
    page = browser.follow()

    assert accepted.status == AssignmentStatus.ENDED
    assert need.status == becomes
    assert "Đã học sáu buổi." in page.get_text()


@pytest.mark.parametrize(
    ("name", "value"),
    [("helped", None), ("helped", "perhaps"), ("result", ""), ("result", "a" * 2001)],
)
def test_both_answers_are_needed_and_kept(browser, son, accepted, name, value):
    browser.sign_in(son).get(f"/assignments/{accepted.id}/end")
    filled = {"helped": "no", "result": "Đã học sáu buổi."} | {name: value}
    page = browser.submit("form.form", 200, **filled)

    assert page.select_one(f"#{name}-error")
    assert accepted.status == AssignmentStatus.ACCEPTED
    if name == "helped":
        assert "Đã học sáu buổi." in page.select_one("[name=result]").get_text()


def test_it_ends_once(browser, son, accepted):
    browser.sign_in(son)
    for result in ("Một.", "Hai."):
        browser.post(f"/assignments/{accepted.id}/end", helped="yes", result=result)

    assert browser.follow().select_one(".notice.soon")
    assert accepted.result == "Một."


def test_what_was_not_taken_on_cannot_end(browser, son, assignment):
    browser.sign_in(son).post(f"/assignments/{assignment.id}/end", helped="yes", result="Xong.")

    assert assignment.status == AssignmentStatus.OFFERED


def test_another_agency_gets_404_and_other_roles_403(browser, mai, lan, minh, accepted):
    for viewer, status in ((mai, 404), (lan, 403), (minh, 403)):
        browser.sign_in(viewer).get(f"/assignments/{accepted.id}/end", status)
        browser.post(f"/assignments/{accepted.id}/end", status, helped="yes", result="Xong.")

    assert accepted.status == AssignmentStatus.ACCEPTED
