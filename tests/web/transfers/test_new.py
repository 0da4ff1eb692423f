"""Asking another ward to take over: written, checked, sent; and nothing moves yet."""

import uuid

import pytest
from sqlalchemy import func, select

from reintegrate.db import db, today
from reintegrate.models.transfer import Transfer
from reintegrate.models.user import User


def answers(area, **changes) -> dict:
    return {
        "key": str(uuid.uuid4()),
        "to_area": str(area.id),
        "new_address": "Tổ 4, đường Trần Hưng Đạo",
        "moved_on": today().strftime("%d/%m/%Y"),
        "reason": "Về ở với bà ngoại",
    } | changes


def sent() -> int:
    return db.session.scalar(select(func.count(Transfer.id))) or 0


def address(case) -> str:
    return f"/cases/{case.id}/transfers/new"


@pytest.mark.parametrize("username", ["lan", "minh", "dung"])
def test_it_is_checked_then_sent(browser, case, bac_kan, username):
    browser.sign_in(User.named(username)).get(address(case))
    page = browser.submit(
        "main form[method=post]", expect=200, step="check", **answers(bac_kan, key=None)
    )
    assert sent() == 0
    assert "Phường Bắc Kạn" in page.select_one(".summary-list").get_text()

    browser.submit("main form", step="send")
    page = browser.follow()

    assert sent() == 1
    assert "vẫn phụ trách" in page.select_one(".receipt").get_text()
    db.session.refresh(case)
    assert case.transfer_pending
    assert case.area_id != bac_kan.id


def test_going_back_to_change_keeps_everything(browser, minh, case, bac_kan):
    browser.sign_in(minh).post(address(case), expect=200, step="check", **answers(bac_kan))
    page = browser.submit("main form", expect=200, step="edit")

    assert page.select_one("#reason").get_text(strip=True) == "Về ở với bà ngoại"
    assert page.select_one("#to_area option[selected]")["value"] == str(bac_kan.id)
    assert sent() == 0


@pytest.mark.parametrize("field", ["to_area", "new_address", "moved_on", "reason"])
@pytest.mark.parametrize("step", ["check", "send"])
def test_it_asks_for_what_is_missing(browser, minh, case, bac_kan, field, step):
    fields = answers(bac_kan, **{field: None})
    page = browser.sign_in(minh).post(address(case), expect=200, step=step, **fields)

    assert page.select_one(f'.error-summary a[href="#{field}"]')
    assert sent() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("to_area", "0"),
        ("to_area", "9" * 300),
        ("to_area", "Bắc Kạn"),
        ("moved_on", "31/02/2026"),
        ("moved_on", "01/01/1999"),
        ("reason", "dài " * 2000),
        ("new_address", "a\0b"),
        ("key", "not a key"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(browser, minh, case, bac_kan, field, value):
    fields = answers(bac_kan, **{field: value})
    page = browser.sign_in(minh).post(address(case), expect=200, step="send", **fields)

    assert page.select_one(".error-summary")
    assert sent() == 0


def test_the_own_ward_and_areas_of_the_past_are_not_offered(browser, minh, case, duc_xuan):
    page = browser.sign_in(minh).get(address(case))
    offered = [option.get_text() for option in page.select("#to_area option")]

    assert "Phường Bắc Kạn" in offered
    assert "Phường Đức Xuân" not in offered
    assert "Phường Sông Cầu" not in offered
    fields = answers(duc_xuan)
    browser.post(address(case), expect=200, step="send", **fields)
    assert sent() == 0


def test_a_ward_where_nobody_can_answer_is_said(browser, minh, case, bac_kan, phong_quang):
    page = browser.sign_in(minh).post(
        address(case), expect=200, step="check", **answers(phong_quang)
    )
    assert page.select_one(".notice.soon")

    page = browser.post(address(case), expect=200, step="check", **answers(bac_kan))
    assert not page.select_one(".notice.soon")


def test_posted_twice_it_is_one(browser, minh, case, bac_kan):
    fields = answers(bac_kan)
    for _ in range(2):
        browser.sign_in(minh).post(address(case), step="send", **fields)

    assert sent() == 1
    assert browser.response.headers["Location"].startswith("/transfers/")


def test_a_second_one_is_refused_with_its_reason(browser, minh, transfer, case, phong_quang):
    page = browser.sign_in(minh).post(
        address(case), expect=200, step="send", **answers(phong_quang)
    )

    assert "chờ trả lời" in page.select_one(".error-summary").get_text()
    browser.get(address(case), expect=302)
    assert browser.response.headers["Location"] == f"/transfers/{transfer.id}"


def test_another_ward_cannot_tell_the_case_exists(browser, hoa, case, bac_kan):
    browser.sign_in(hoa).get(address(case), expect=404)
    browser.post(address(case), expect=404, step="send", **answers(bac_kan))
    assert sent() == 0


@pytest.mark.parametrize("username", ["khanh", "mai", "binh", "thao", "admin"])
def test_only_its_worker_and_officials_may_ask(browser, case, bac_kan, username):
    browser.sign_in(User.named(username)).get(address(case), expect=403)
    browser.post(address(case), expect=403, step="send", **answers(bac_kan))
    assert sent() == 0
