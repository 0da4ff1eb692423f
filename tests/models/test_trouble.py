"""What should not be: found in numbers, told once a day to those who can mend it."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from reintegrate.access.troubles import empty_agencies, troubles_by_ward
from reintegrate.db import at, db, today, utcnow
from reintegrate.models.agency import Agency
from reintegrate.models.notice import Notice, NoticeKind
from reintegrate.models.transfer import Transfer
from reintegrate.models.trouble import OVERDUE_DAYS, Trouble, tell_of
from reintegrate.models.user import Role, User
from reintegrate.models.user_session import UserSession
from tests import cast, story

LONG_AGO = timedelta(days=60)


@pytest.fixture
def overdue(duc_xuan, lan, minh):
    case = cast.open_case(area=duc_xuan, by=minh, worker=lan)
    case.next_due_on = today() - timedelta(days=OVERDUE_DAYS + 1)
    db.session.commit()
    return case


def numbers(viewer, trouble):
    db.session.commit()
    return troubles_by_ward(viewer).get(trouble, {})


def test_a_case_without_a_worker(duc_xuan, lan, minh, binh):
    case = cast.open_case(area=duc_xuan, by=minh)
    assert numbers(binh, Trouble.NO_WORKER) == {duc_xuan.id: 1}
    case.assign(lan, by=minh)
    assert numbers(binh, Trouble.NO_WORKER) == {}


def test_overdue_beyond_the_limit_and_not_a_day_sooner(overdue, duc_xuan, binh):
    assert numbers(binh, Trouble.LONG_OVERDUE) == {duc_xuan.id: 1}
    overdue.next_due_on = today() - timedelta(days=OVERDUE_DAYS)
    assert numbers(binh, Trouble.LONG_OVERDUE) == {}


def test_the_same_name_and_year_in_two_wards(duc_xuan, bac_kan, lan, hoa, minh, tuan, binh):
    cast.open_case(area=duc_xuan, by=minh, worker=lan, name="Hoàng Văn Bình")
    twin = cast.open_case(area=bac_kan, by=tuan, worker=hoa, name="Bình Hoàng Văn")
    assert numbers(binh, Trouble.TWO_WARDS) == {duc_xuan.id: 1, bac_kan.id: 1}
    twin.close(outcome_code="completed", on=today(), by=tuan)
    assert numbers(binh, Trouble.TWO_WARDS) == {}


def test_two_of_one_name_in_one_ward_are_that_wards_own_affair(duc_xuan, lan, minh, binh):
    for _ in range(2):
        cast.open_case(area=duc_xuan, by=minh, worker=lan)
    assert numbers(binh, Trouble.TWO_WARDS) == {}


def test_a_case_in_a_ward_that_is_no_more(duc_xuan, lan, minh, admin):
    cast.open_case(area=duc_xuan, by=minh, worker=lan)
    duc_xuan.valid_to = today() - timedelta(days=1)
    assert numbers(admin, Trouble.CLOSED_WARD) == {duc_xuan.id: 1}


def test_a_worker_not_seen_for_a_month(duc_xuan, lan, binh):
    lan.created_at = utcnow() - LONG_AGO
    db.session.commit()
    assert numbers(binh, Trouble.UNSEEN_WORKER) == {duc_xuan.id: 1}
    UserSession.start(lan)
    assert numbers(binh, Trouble.UNSEEN_WORKER) == {}


def test_who_is_new_or_disabled_is_not_missed(duc_xuan, lan, admin, binh):
    assert numbers(binh, Trouble.UNSEEN_WORKER) == {}
    lan.created_at = utcnow() - LONG_AGO
    lan.disable(by=admin)
    assert numbers(binh, Trouble.UNSEEN_WORKER) == {}


def test_a_transfer_nobody_answers(duc_xuan, bac_kan, lan, minh, binh):
    case = cast.open_case(area=duc_xuan, by=minh, worker=lan)
    transfer = Transfer.propose(
        case,
        key=story.new_key(),
        to_area=bac_kan,
        moved_on=today(),
        new_address="Tổ 5",
        reason="Về ở với mẹ.",
        by=lan,
    )
    transfer.answer_by = utcnow() + timedelta(hours=1)
    db.session.commit()
    assert numbers(binh, Trouble.LATE_TRANSFER) == {}
    with at(utcnow() + timedelta(hours=2)):
        assert numbers(binh, Trouble.LATE_TRANSFER) == {bac_kan.id: 1}
        transfer.withdraw(by=lan)
        assert numbers(binh, Trouble.LATE_TRANSFER) == {}


def test_an_agency_that_nobody_reads_for(mai, binh, admin, lan):
    agency = db.session.get_one(Agency, mai.agency_id)
    assert agency.name not in {row.name for row in empty_agencies(admin)}
    for user in db.session.scalars(db.select(User).where(User.agency_id == agency.id)):
        user.disable(by=admin)
    assert agency.name in {row.name for row in empty_agencies(admin)}
    assert agency.name in {row.name for row in empty_agencies(binh)}
    assert empty_agencies(lan) == []


@pytest.mark.either_database
def test_each_counts_only_where_they_look_after(
    duc_xuan, bac_kan, minh, tuan, binh, admin, request
):
    for ward, by in ((duc_xuan, minh), (bac_kan, tuan)):
        cast.open_case(area=ward, by=by, name=f"Người của {by.name}")
    both = {duc_xuan.id: 1, bac_kan.id: 1}
    expected = {minh: {duc_xuan.id: 1}, tuan: {bac_kan.id: 1}, binh: both, admin: both}
    for viewer, wards in expected.items():
        assert numbers(viewer, Trouble.NO_WORKER) == wards
    for name in ("mai", "thao"):
        assert numbers(request.getfixturevalue(name), Trouble.NO_WORKER) == {}


def test_the_queries_do_not_grow_with_the_wards(duc_xuan, bac_kan, minh, tuan, admin):
    asked = []

    def note(connection, cursor, statement, *more):
        asked.append(statement)

    cast.open_case(area=duc_xuan, by=minh)
    cast.open_case(area=bac_kan, by=tuan, name="Người Khác")
    troubles_by_ward(admin)  # the rules are read once a minute
    event.listen(db.engine, "before_cursor_execute", note)
    troubles_by_ward(admin)
    event.remove(db.engine, "before_cursor_execute", note)
    assert len(asked) == 5


def test_told_once_a_day_to_officials_and_police(duc_xuan, minh, dung, tuan, binh):
    assert tell_of(Trouble.NO_WORKER, duc_xuan, by=binh)
    db.session.commit()
    assert not tell_of(Trouble.NO_WORKER, duc_xuan, by=binh)
    assert tell_of(Trouble.LONG_OVERDUE, duc_xuan, by=binh)
    db.session.commit()
    told = db.session.scalars(db.select(Notice).where(Notice.kind == NoticeKind.TROUBLE)).all()
    assert {notice.user_id for notice in told} == {minh.id, dung.id}
    with at(utcnow() + timedelta(days=1, minutes=1)):
        assert tell_of(Trouble.NO_WORKER, duc_xuan, by=binh)


@pytest.mark.either_database
def test_an_empty_agency_is_told_to_the_administrators(mai, binh, admin):
    agency = db.session.get_one(Agency, mai.agency_id)
    tell_of(Trouble.EMPTY_AGENCY, agency, by=binh)
    db.session.commit()
    told = db.session.scalars(db.select(Notice).where(Notice.kind == NoticeKind.TROUBLE)).all()
    assert admin.id in {notice.user_id for notice in told}
    assert {db.session.get_one(User, notice.user_id).role for notice in told} == {
        Role.ADMINISTRATOR
    }
