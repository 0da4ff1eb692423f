"""The statutory file: for the ward's staff, and nobody else."""

from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.person import PhoneOwner, Relative


def test_it_holds_who_they_are_where_and_the_term(browser, dung, minh, case):
    person = case.person
    person.add_paper("citizen_id", "019090001234", None, "Cục Cảnh sát")
    person.live_at("Tổ 5", phone="0912345678", owner=PhoneOwner.NEIGHBOUR, may_name_service=False)
    db.session.add(
        Relative(
            person_id=person.id,
            relation_code="mother",
            name="Nông Thị Sen",
            is_representative=True,
        )
    )
    case.report_absent(today() - timedelta(days=5), by=minh)
    case.come_back(today(), by=minh)
    case.suspend(today(), "prison", by=minh)

    text = browser.sign_in(dung).get(f"/cases/{case.id}/details").get_text(" ", strip=True)

    for written in (
        "019090001234",
        "Tổ 5",
        "0912345678",
        "Không nói đơn vị nào đang gọi.",
        "Nông Thị Sen",
        "Người đại diện",
        "42(2)",
        "Đang chấp hành án phạt tù",
        f"{today() - timedelta(days=5):%d/%m/%Y}",
        f"{case.term_to:%d/%m/%Y}",
    ):
        assert written in text


def test_an_ending_and_its_reopening_are_told(browser, minh, case):
    case.close(outcome_code="moved", on=today(), by=minh)
    case.reopen(reason="Đã trở về địa bàn", next_due_on=today(), by=minh)

    text = browser.sign_in(minh).get(f"/cases/{case.id}/details").get_text(" ", strip=True)

    assert "Chuyển đến nơi ở khác" in text
    assert "Đã trở về địa bàn" in text


def test_another_worker_reads_it_without_a_way_to_change_it(browser, khanh, case):
    page = browser.sign_in(khanh).get(f"/cases/{case.id}/details")

    assert case.person.name in page.get_text()
    assert not page.select_one(f'a[href="/cases/{case.id}/person"]')


@pytest.mark.parametrize(("username", "status"), [("hoa", 404), ("tuan", 404), ("admin", 403)])
def test_outsiders_do_not_see_it(browser, request, case, username, status):
    browser.sign_in(request.getfixturevalue(username))

    browser.get(f"/cases/{case.id}/details", expect=status)
