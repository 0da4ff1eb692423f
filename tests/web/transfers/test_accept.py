"""Saying yes: from that moment the receiving ward answers, and only it."""

import pytest
from sqlalchemy import select

from reintegrate.db import db
from reintegrate.models.audit import AuditEvent
from reintegrate.models.transfer import TransferStatus
from reintegrate.models.user import User


def accept(browser, transfer, expect=302):
    return browser.post(f"/transfers/{transfer.id}/acceptance", expect=expect)


def test_the_new_ward_sees_the_case_and_the_old_one_no_longer(
    browser, minh, lan, tuan, transfer, case
):
    accept(browser.sign_in(tuan), transfer)

    page = browser.follow()
    assert "nay phụ trách" in page.select_one(".receipt").get_text()
    browser.get(f"/cases/{case.id}")
    page = browser.get("/caseload?worker=none")
    assert page.select(f'table a[href="/cases/{case.id}"]')
    for user in (minh, lan):
        browser.sign_in(user).get(f"/cases/{case.id}", expect=404)
        assert "Hùng" not in browser.get("/caseload").get_text()


def test_a_second_click_says_it_is_done(browser, tuan, bac_kan, transfer, case):
    for _ in range(2):
        accept(browser.sign_in(tuan), transfer)

    assert "đã có kết quả: Đã nhận" in browser.follow().select_one(".notice").get_text()
    events = select(AuditEvent.id).where(AuditEvent.what == "transfer.accepted")
    assert len(list(db.session.scalars(events))) == 1


@pytest.mark.parametrize("first", ["acceptance", "withdrawal"])
def test_of_yes_and_take_back_the_first_counts_and_the_second_reads_it(
    browser, minh, tuan, duc_xuan, bac_kan, transfer, case, first
):
    answers = [(tuan, "acceptance"), (minh, "withdrawal")]
    if first == "withdrawal":
        answers.reverse()
    for user, answer in answers:
        browser.sign_in(user).post(f"/transfers/{transfer.id}/{answer}")
    said = browser.follow().select_one(".notice").get_text()

    db.session.refresh(transfer)
    db.session.refresh(case)
    accepted = first == "acceptance"
    assert transfer.status == (TransferStatus.ACCEPTED if accepted else TransferStatus.WITHDRAWN)
    assert case.area_id == (bac_kan if accepted else duc_xuan).id
    assert "đã có kết quả" in said


def test_the_sending_ward_cannot_say_yes_for_the_other(browser, minh, transfer, case, duc_xuan):
    accept(browser.sign_in(minh), transfer, expect=403)

    db.session.refresh(case)
    assert case.area_id == duc_xuan.id


@pytest.mark.parametrize("username", ["hoa", "lan", "mai", "binh", "thao", "admin"])
def test_roles_without_the_action_are_refused(browser, username, transfer):
    accept(browser.sign_in(User.named(username)), transfer, expect=403)


def test_a_third_ward_cannot_tell_it_exists(browser, phong_quang, transfer, minh):
    official = User.add(
        username="chi", name="Lường Thị Chi", role=minh.role, by=None, area=phong_quang
    )
    accept(browser.sign_in(official), transfer, expect=404)
