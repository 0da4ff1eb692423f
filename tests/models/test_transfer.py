"""A transfer: nothing moves until the other side says yes, and then everything at once."""

import uuid
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from reintegrate.db import db, today
from reintegrate.models.audit import AuditEvent
from reintegrate.models.case import Case, TransferPending
from reintegrate.models.contact import CaseClosed
from reintegrate.models.lifecycle import IllegalMove
from reintegrate.models.person import NameToken
from reintegrate.models.transfer import SameWard, Transfer, TransferStatus
from tests.cast import open_case


@pytest.fixture
def case(minh, lan, duc_xuan) -> Case:
    return open_case(area=duc_xuan, by=minh, worker=lan, name="Nông Văn Hùng")


def propose(case, to_area, by, key="") -> Transfer:
    transfer = Transfer.propose(
        case,
        key=key or str(uuid.uuid4()),
        to_area=to_area,
        moved_on=today(),
        new_address="Tổ 4",
        reason="Về nhà ngoại",
        by=by,
    )
    db.session.commit()
    return transfer


def what(case) -> list[str]:
    events = (
        select(AuditEvent.what)
        .where(AuditEvent.case_id == case.id, AuditEvent.what.not_like("act.%"))
        .where(AuditEvent.what.not_like("deadline.%"))
        .order_by(AuditEvent.id)
    )
    return list(db.session.scalars(events))


def known_in(area) -> set[int]:
    return set(db.session.scalars(select(NameToken.person_id).where(NameToken.area_id == area.id)))


def test_the_old_ward_answers_until_the_new_one_accepts(case, lan, minh, duc_xuan, bac_kan):
    propose(case, bac_kan, minh)

    assert (case.area_id, case.worker_id) == (duc_xuan.id, lan.id)
    assert case.transfer_pending


def test_ward_worker_and_address_change_at_acceptance(case, minh, tuan, bac_kan):
    transfer = propose(case, bac_kan, minh)
    due = case.next_due_on
    transfer.accept(by=tuan)
    db.session.commit()

    assert (case.area_id, case.worker_id, case.transfer_pending) == (bac_kan.id, None, False)
    assert case.person.address == "Tổ 4"
    assert case.next_due_on == due != date(9999, 12, 31)
    assert what(case)[-3:] == ["transfer.proposed", "transfer.accepted", "case.moved"]


def test_the_old_ward_no_longer_finds_the_name(case, minh, tuan, duc_xuan, bac_kan):
    transfer = propose(case, bac_kan, minh)
    assert known_in(duc_xuan) == {case.person_id}
    transfer.accept(by=tuan)
    db.session.commit()

    assert known_in(duc_xuan) == set()
    assert known_in(bac_kan) == {case.person_id}


def test_a_ward_that_held_another_stay_still_finds_the_name(case, minh, tuan, duc_xuan, bac_kan):
    earlier = open_case(area=duc_xuan, by=minh, name="Nông Văn Hùng")
    earlier.person_id = case.person_id
    propose(case, bac_kan, minh).accept(by=tuan)
    db.session.commit()

    assert case.person_id in known_in(duc_xuan)


@pytest.mark.parametrize("answer", ["decline", "withdraw"])
def test_everything_stays_when_it_comes_to_nothing(case, lan, minh, tuan, bac_kan, answer):
    transfer = propose(case, bac_kan, minh)
    area_id = case.area_id
    if answer == "decline":
        transfer.decline(reason="Không có ở địa chỉ này", by=tuan)
    else:
        transfer.withdraw(by=minh)
    db.session.commit()

    assert (case.area_id, case.worker_id, case.transfer_pending) == (area_id, lan.id, False)
    propose(case, bac_kan, minh)


@pytest.mark.parametrize("status", [TransferStatus.ACCEPTED, TransferStatus.DECLINED])
def test_an_answer_is_given_once(case, minh, tuan, bac_kan, status):
    transfer = propose(case, bac_kan, minh)
    if status == TransferStatus.ACCEPTED:
        transfer.accept(by=tuan)
    else:
        transfer.decline(reason="Chưa rõ", by=tuan)

    for again in (
        lambda: transfer.accept(by=tuan),
        lambda: transfer.decline(reason="Chưa rõ", by=tuan),
        lambda: transfer.withdraw(by=minh),
    ):
        with pytest.raises(IllegalMove):
            again()


def test_there_is_one_at_a_time(case, minh, bac_kan, phong_quang):
    first = propose(case, bac_kan, minh)

    with pytest.raises(TransferPending):
        propose(case, phong_quang, minh)
    db.session.add(
        Transfer(
            key=str(uuid.uuid4()),
            case_id=case.id,
            from_area_id=first.from_area_id,
            to_area_id=phong_quang.id,
            moved_on=today(),
            reason="",
            new_address="",
            by_id=minh.id,
        )
    )
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_the_same_form_twice_is_one_transfer(case, minh, bac_kan):
    key = str(uuid.uuid4())

    assert propose(case, bac_kan, minh, key) is propose(case, bac_kan, minh, key)


def test_a_case_does_not_move_to_its_own_ward(case, minh, duc_xuan):
    with pytest.raises(SameWard):
        propose(case, duc_xuan, minh)


def test_a_case_that_has_ended_does_not_move(case, minh, bac_kan):
    case.close(outcome_code="completed", on=today(), by=minh)

    with pytest.raises(CaseClosed):
        propose(case, bac_kan, minh)


def test_a_case_cannot_end_while_it_moves(case, minh, bac_kan):
    propose(case, bac_kan, minh)

    with pytest.raises(TransferPending):
        case.close(outcome_code="completed", on=today(), by=minh)


def test_a_case_may_come_back_where_it_was(case, minh, tuan, duc_xuan, bac_kan):
    propose(case, bac_kan, minh).accept(by=tuan)
    db.session.commit()
    propose(case, duc_xuan, tuan).accept(by=minh)
    db.session.commit()

    assert case.area_id == duc_xuan.id
