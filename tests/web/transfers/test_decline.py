"""Saying no, with the reason the sender reads."""

import pytest

from reintegrate.db import db
from reintegrate.models.transfer import TransferStatus
from reintegrate.models.user import User


def decline(browser, transfer, expect=302, **fields):
    return browser.post(f"/transfers/{transfer.id}/refusal", expect=expect, **fields)


def test_the_case_stays_and_the_sender_reads_why(browser, minh, lan, tuan, transfer, case):
    decline(browser.sign_in(tuan), transfer, reason="Không có ở địa chỉ này")

    db.session.refresh(case)
    assert (case.worker_id, case.transfer_pending) == (lan.id, False)
    page = browser.sign_in(minh).get(f"/transfers/{transfer.id}")
    assert "Không có ở địa chỉ này" in page.get_text()


@pytest.mark.parametrize("reason", [None, "  ", "dài " * 1000, "a\0"])
def test_it_asks_for_a_reason(browser, tuan, transfer, reason):
    page = decline(browser.sign_in(tuan), transfer, expect=200, reason=reason)

    assert page.select_one('.error-summary a[href="#reason"]')
    assert page.select_one("details[open] #reason")
    db.session.refresh(transfer)
    assert transfer.is_pending


def test_a_second_answer_changes_nothing(browser, tuan, transfer):
    decline(browser.sign_in(tuan), transfer, reason="Không có ở địa chỉ này")
    decline(browser, transfer, reason="Lý do khác")

    db.session.refresh(transfer)
    assert transfer.status == TransferStatus.DECLINED
    assert transfer.decline_reason == "Không có ở địa chỉ này"


def test_the_sending_ward_cannot_say_no_for_the_other(browser, minh, transfer):
    decline(browser.sign_in(minh), transfer, expect=403, reason="Không")


@pytest.mark.parametrize("username", ["hoa", "mai", "binh", "thao", "admin"])
def test_roles_without_the_action_are_refused(browser, username, transfer):
    decline(browser.sign_in(User.named(username)), transfer, expect=403, reason="Không")


def test_a_ward_without_part_in_it_cannot_tell_it_exists(browser, transfer, minh, phong_quang):
    official = User.add(
        username="chi", name="Lường Thị Chi", role=minh.role, by=None, area=phong_quang
    )
    decline(browser.sign_in(official), transfer, expect=404, reason="Không")
