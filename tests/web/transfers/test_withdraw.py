"""Taking a request back while nobody has answered it."""

import pytest

from reintegrate.db import db
from reintegrate.models.transfer import TransferStatus
from reintegrate.models.user import User


def withdraw(browser, transfer, expect=302):
    return browser.post(f"/transfers/{transfer.id}/withdrawal", expect=expect)


@pytest.mark.parametrize("username", ["minh", "dung", "lan"])
def test_the_case_stays_and_can_be_offered_again(browser, transfer, case, username):
    withdraw(browser.sign_in(User.named(username)), transfer)

    assert "Đã rút lại" in browser.follow().select_one("main").get_text()
    db.session.refresh(case)
    assert not case.transfer_pending
    browser.get(f"/cases/{case.id}/transfers/new")


def test_a_second_click_says_it_is_done(browser, minh, transfer):
    for _ in range(2):
        withdraw(browser.sign_in(minh), transfer)

    assert "đã có kết quả" in browser.follow().select_one(".notice").get_text()


def test_the_receiving_ward_cannot_take_it_back(browser, tuan, transfer):
    withdraw(browser.sign_in(tuan), transfer, expect=403)

    db.session.refresh(transfer)
    assert transfer.status == TransferStatus.PROPOSED


@pytest.mark.parametrize("username", ["khanh", "mai", "binh", "thao", "admin"])
def test_others_are_refused(browser, transfer, username):
    withdraw(browser.sign_in(User.named(username)), transfer, expect=403)


def test_a_third_ward_cannot_tell_it_exists(browser, phuong, transfer):
    withdraw(browser.sign_in(phuong), transfer, expect=404)
