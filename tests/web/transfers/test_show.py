"""One transfer: a handover sheet for the ward that is asked, and for nobody else."""

import pytest
from sqlalchemy import select

from reintegrate.db import db
from reintegrate.models.audit import AuditEvent
from reintegrate.models.user import User
from tests.web.transfers.transferring import SECRETS


def told(page) -> set[str]:
    return {secret for secret in SECRETS if secret in page.get_text()}


def address(transfer) -> str:
    return f"/transfers/{transfer.id}"


@pytest.mark.parametrize("username", ["tuan", "hoa"])
def test_the_receiving_ward_reads_the_sheet_and_not_the_case(browser, transfer, case, username):
    browser.sign_in(User.named(username))
    page = browser.get(address(transfer))

    assert told(page) == SECRETS
    assert "1990" in page.get_text()
    assert not page.select(f'a[href="/cases/{case.id}"]')
    browser.get(f"/cases/{case.id}", expect=404)


def test_only_officials_of_the_receiving_ward_find_the_answer_buttons(browser, transfer):
    for username, buttons in (("tuan", 2), ("hoa", 0), ("minh", 0), ("binh", 0)):
        page = browser.sign_in(User.named(username)).get(address(transfer))
        forms = page.select('form[action$="/acceptance"], form[action$="/refusal"]')
        assert len(forms) == buttons, username


def test_the_sending_ward_finds_the_case_and_the_way_back(browser, minh, transfer, case):
    page = browser.sign_in(minh).get(address(transfer))

    assert page.select(f'a[href="/cases/{case.id}"]')
    assert page.select('form[action$="/withdrawal"]')


def test_the_coordinator_reads_how_it_stands_and_no_name(browser, binh, transfer, case, tuan):
    transfer.decline(reason="Không có ở địa chỉ này", by=tuan)
    page = browser.sign_in(binh).get(address(transfer))

    assert told(page) == set()
    assert "Không có ở địa chỉ này" not in page.get_text()
    for fact in (case.number, "Phường Đức Xuân", "Phường Bắc Kạn"):
        assert fact in page.get_text()


def test_after_acceptance_the_old_ward_reads_only_the_outcome(browser, minh, tuan, transfer, case):
    transfer.accept(by=tuan)
    page = browser.sign_in(minh).get(address(transfer))

    assert told(page) == set()
    assert "Đã nhận" in page.get_text()
    browser.get(f"/cases/{case.id}", expect=404)


def test_after_a_refusal_the_other_ward_forgets_the_sheet(browser, minh, tuan, transfer):
    transfer.decline(reason="Không có ở địa chỉ này", by=tuan)

    assert told(browser.sign_in(tuan).get(address(transfer))) == set()
    page = browser.sign_in(minh).get(address(transfer))
    assert told(page) == SECRETS
    assert "Không có ở địa chỉ này" in page.get_text()


def test_reading_it_leaves_a_line(browser, tuan, transfer):
    browser.sign_in(tuan).get(address(transfer))

    read = select(AuditEvent.by_id).where(AuditEvent.what == "transfer.viewed")
    assert list(db.session.scalars(read)) == [tuan.id]


def test_a_third_ward_cannot_tell_it_exists(browser, phuong, transfer):
    browser.sign_in(phuong).get(address(transfer), expect=404)
    browser.get("/transfers/999999", expect=404)


@pytest.mark.parametrize("username", ["mai", "thao", "admin"])
def test_roles_without_transfers_are_refused(browser, username, transfer):
    browser.sign_in(User.named(username)).get(address(transfer), expect=403)
