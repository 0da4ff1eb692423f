"""The days a ward had a case under management follow what happens to the case."""

import uuid
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from reintegrate.db import db, today
from reintegrate.models.transfer import Transfer
from reintegrate.models.ward_stay import WardStay
from tests.cast import open_case


def stays(case) -> list[tuple]:
    db.session.commit()
    found = select(WardStay).where(WardStay.case_id == case.id).order_by(WardStay.id)
    return [(s.area.code, s.came, s.went) for s in db.session.scalars(found)]


@pytest.fixture
def case(duc_xuan, minh, lan):
    return open_case(area=duc_xuan, by=minh, worker=lan, opened_on=today() - timedelta(days=40))


def test_taken_in_suspended_resumed_and_completed(case, minh):
    day = today()
    case.suspend(day - timedelta(days=30), "prison", by=minh)
    case.resume(day - timedelta(days=10), day, by=minh)
    case.report_absent(day - timedelta(days=5), by=minh)
    case.close(outcome_code="completed", on=day, by=minh)
    case.reopen(reason="Nhầm ngày", next_due_on=day, by=minh)

    assert stays(case) == [
        ("01840", "taken_in", "suspended"),
        ("01840", "resumed", "completed"),
        ("01840", "reopened", None),
    ]


def test_a_transfer_ends_one_wards_days_and_begins_the_others(case, minh, tuan, bac_kan):
    transfer = Transfer.propose(
        case,
        key=str(uuid.uuid4()),
        to_area=bac_kan,
        moved_on=today(),
        new_address="Tổ 4",
        reason="Về nhà bà ngoại",
        by=minh,
    )
    transfer.accept(by=tuan)

    assert stays(case) == [
        ("01840", "taken_in", "transferred_out"),
        ("01843", "transferred_in", None),
    ]


def test_who_is_still_to_come_is_not_under_management_yet(duc_xuan, minh):
    coming = open_case(area=duc_xuan, by=minh, completed_on=today() + timedelta(days=30))
    assert stays(coming) == []
    coming.be_home(today(), by=minh)

    assert stays(coming) == [("01840", "taken_in", None)]
    running = WardStay.running(coming.id)
    assert (running.since, running.until) == (today(), date(9999, 12, 31))
