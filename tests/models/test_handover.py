"""What a case takes along, what its clock does, and what the worker before still reads."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from reintegrate.access.actions import Action
from reintegrate.access.policy import may
from reintegrate.access.scope import visible
from reintegrate.access.scope_handover import help_to_settle, notes_left_behind
from reintegrate.db import HERE, at, db, today, utcnow
from reintegrate.models.area import AreaKind
from reintegrate.models.area_carrying import carry_out
from reintegrate.models.area_change import AreaChange, Unit
from reintegrate.models.area_undoing import undo
from reintegrate.models.assignment import Assignment, AssignmentStatus
from reintegrate.models.case import CannotAnswer
from reintegrate.models.contact_note import ContactNote
from reintegrate.models.handover import NOTES_ON_MOVING, HelpChoice, HelpEnds
from reintegrate.models.hosted_stay import HostedStay, StayStatus
from reintegrate.models.life_moves import enter_life_rule
from reintegrate.models.life_revision import LifeRevision, LifeTopic
from reintegrate.models.life_rule import SettingName
from reintegrate.models.lifecycle import IllegalMove
from reintegrate.models.notice import Notice, NoticeKind
from reintegrate.models.rhythm import Rhythm, Stretch
from reintegrate.models.transfer import TransferStatus
from reintegrate.models.transfer_clock import escalate_transfers, expire_transfers
from reintegrate.models.user import system_user
from tests import story
from tests.cast import TRAINING, WOMEN, log_contact, open_case

pytestmark = pytest.mark.either_database


@pytest.fixture
def case(minh, lan, duc_xuan):
    return open_case(area=duc_xuan, by=minh, worker=lan, name="Nông Văn Hùng")


def told(user, kind) -> int:
    found = select(Notice.id).where(Notice.user_id == user.id, Notice.kind == kind)
    return len(db.session.scalars(found).all())


def requests(case) -> list[tuple[str, AssignmentStatus]]:
    found = select(Assignment).where(Assignment.case_id == case.id).order_by(Assignment.id)
    return [(one.agency.code, one.status) for one in db.session.scalars(found)]


@pytest.mark.parametrize(
    ("asked", "late"),
    [
        (datetime(2026, 8, 7, 15, tzinfo=HERE), datetime(2026, 8, 8, 15, tzinfo=HERE)),
        (datetime(2024, 8, 2, 15, tzinfo=HERE), datetime(2024, 8, 10, tzinfo=HERE)),
    ],
)
def test_the_clock_is_the_regimes(minh, lan, duc_xuan, bac_kan, asked, late):
    """24 hours through a weekend; five working days, to the end of the last."""
    with at(asked):
        case = open_case(area=duc_xuan, by=minh, worker=lan)
        assert story.propose(case, bac_kan, minh).answer_by == late


def test_past_its_time_the_province_is_told_once(case, minh, tuan, binh, bac_kan):
    transfer = story.propose(case, bac_kan, minh)
    assert escalate_transfers(system_user()) == 0

    with at(transfer.answer_by):
        assert [escalate_transfers(system_user()) for _ in range(2)] == [1, 0]
        assert transfer.is_late
    assert told(binh, NoticeKind.TRANSFER_LATE) == told(tuan, NoticeKind.TRANSFER_LATE) == 1
    assert told(minh, NoticeKind.TRANSFER_LATE) == 0


def test_one_without_a_clock_gets_it(case, minh, bac_kan):
    transfer = story.propose(case, bac_kan, minh)
    transfer.answer_by = None
    db.session.flush()
    escalate_transfers(system_user())

    assert transfer.answer_by is not None


def test_left_for_thirty_days_it_expires_and_everything_stays(case, minh, lan, duc_xuan, bac_kan):
    transfer = story.propose(case, bac_kan, minh)
    assert expire_transfers(system_user()) == 0

    with at(utcnow() + timedelta(days=30, hours=1)):
        assert [expire_transfers(system_user()) for _ in range(2)] == [1, 0]
    db.session.commit()

    assert transfer.status == TransferStatus.EXPIRED
    assert (case.area_id, case.worker_id, case.transfer_pending) == (duc_xuan.id, lan.id, False)
    assert told(lan, NoticeKind.TRANSFER_EXPIRED) == told(minh, NoticeKind.TRANSFER_EXPIRED) == 1
    story.propose(case, bac_kan, minh)


def test_what_has_expired_is_not_accepted(case, minh, tuan, bac_kan):
    transfer = story.propose(case, bac_kan, minh)
    transfer.expire(by=system_user())

    with pytest.raises(IllegalMove):
        transfer.accept(by=tuan)


def test_the_worker_may_be_named_in_the_same_step(case, minh, tuan, hoa, lan, bac_kan):
    due = case.next_due_on
    story.propose(case, bac_kan, minh).accept(by=tuan, worker=hoa)
    db.session.commit()

    assert (case.area_id, case.worker_id, case.next_due_on) == (bac_kan.id, hoa.id, due)
    assert told(hoa, NoticeKind.CASE_GIVEN) == 1


def test_a_worker_of_another_ward_is_refused(case, minh, tuan, lan, bac_kan):
    with pytest.raises(CannotAnswer):
        story.propose(case, bac_kan, minh).accept(by=tuan, worker=lan)


def test_help_goes_on_where_the_agency_serves_the_new_ward(case, lan, minh, tuan, bac_kan):
    story.say(case, lan)
    story.ask(story.state(case, lan), TRAINING, lan)
    story.ask(story.state(case, lan, "family_relations"), WOMEN, lan, service="family_support")
    story.propose(case, bac_kan, minh).accept(by=tuan)

    assert requests(case) == [
        (TRAINING, AssignmentStatus.OFFERED),
        (WOMEN, AssignmentStatus.WITHDRAWN),
    ]


def test_help_is_asked_of_an_agency_of_the_new_ward(case, lan, minh, tuan, bac_kan):
    story.say(case, lan)
    need = story.state(case, lan, "family_relations")
    before = story.ask(need, WOMEN, lan, service="family_support")
    choice = HelpChoice(HelpEnds.OFFERED_AGAIN, story.agency("women-01843"))
    story.propose(case, bac_kan, minh).accept(by=tuan, choices={before.id: choice})
    db.session.commit()

    assert requests(case) == [
        (WOMEN, AssignmentStatus.WITHDRAWN),
        ("women-01843", AssignmentStatus.OFFERED),
    ]


def test_whoever_decides_learns_which_agency_only_with_the_persons_yes(
    case, lan, minh, tuan, hoa, bac_kan
):
    story.say(case, lan)
    story.ask(story.state(case, lan, "family_relations"), WOMEN, lan, service="family_support")
    transfer = story.propose(case, bac_kan, minh)

    [one] = help_to_settle(tuan, transfer)
    assert (one.agency, one.others, one.usual) == (None, (), HelpEnds.ENDED)
    story.say(case, lan, purpose=NOTES_ON_MOVING)
    [one] = help_to_settle(tuan, transfer)
    assert one.agency
    assert one.others
    assert help_to_settle(hoa, transfer) == help_to_settle(minh, transfer) == []


@pytest.mark.parametrize("yes", [True, False])
def test_notes_go_along_only_with_consent(case, lan, minh, tuan, hoa, bac_kan, yes):
    log_contact(case, lan, note="Nói về việc làm")
    log_contact(case, lan, note="Nói riêng", sensitive=True)
    story.say(case, lan, purpose=NOTES_ON_MOVING, given=yes)
    story.propose(case, bac_kan, minh).accept(by=tuan, worker=hoa)
    log_contact(case, hoa, note="Gặp ở nơi mới")

    read = {note.text for note in db.session.scalars(visible(hoa, ContactNote))}
    assert read == {"Gặp ở nơi mới"} | ({"Nói về việc làm"} if yes else set())


def test_the_worker_before_reads_their_own_notes_until_a_day(
    case, lan, khanh, minh, tuan, hoa, bac_kan
):
    log_contact(case, lan, note="Nói về việc làm")
    transfer = story.propose(case, bac_kan, minh)
    assert not may(lan, Action.READ_LEFT_NOTES, transfer)
    transfer.accept(by=tuan, worker=hoa)
    log_contact(case, hoa, note="Gặp ở nơi mới")

    def read(viewer) -> list[str]:
        rows = db.session.execute(notes_left_behind(viewer, case.id))
        return [row.text for row in rows]

    assert transfer.notes_until == today() + timedelta(days=30)
    assert (read(lan), read(khanh), read(hoa)) == (["Nói về việc làm"], [], [])
    assert may(lan, Action.READ_LEFT_NOTES, transfer)
    assert not may(khanh, Action.READ_LEFT_NOTES, transfer)
    with at(utcnow() + timedelta(days=31)):
        assert read(lan) == []
        assert not may(lan, Action.READ_LEFT_NOTES, transfer)


def test_a_transfer_of_a_transfer(
    case, lan, minh, tuan, hoa, phuong, duc_xuan, bac_kan, phong_quang
):
    """On to a third ward, which alone answers then; the first has only its own days of reading."""
    story.propose(case, bac_kan, minh).accept(by=tuan, worker=hoa)
    db.session.commit()
    second = story.propose(case, phong_quang, hoa)
    second.accept(by=minh, worker=phuong)
    db.session.commit()

    assert (case.area_id, case.worker_id) == (phong_quang.id, phuong.id)
    assert (second.former_worker_id, second.from_area_id) == (hoa.id, bac_kan.id)
    assert isinstance(second.notes_until, date)


def test_a_template_of_the_old_ward_stays_there(case, minh, tuan, duc_xuan, bac_kan):
    usual = db.session.scalars(select(Rhythm).where(Rhythm.area_id.is_(None))).first()
    steps = [Stretch(None, 3), Stretch(None, 14)]
    own = Rhythm.make(code="own", name="Hai tuần", area=duc_xuan, steps=steps, by=minh)
    other = open_case(area=duc_xuan, by=minh, name="Nông Thị Mơ")
    case.rhythm_id, other.rhythm_id = own.id, usual.id
    for moving in (case, other):
        story.propose(moving, bac_kan, minh).accept(by=tuan)

    assert (case.rhythm_id, other.rhythm_id) == (None, usual.id)


def test_a_transfer_to_a_ward_that_is_merged_is_answered_by_what_it_became(
    case, lan, minh, tuan, admin, bac_kan, phong_quang
):
    """And parted again it waits for the ward that was asked."""
    transfer = story.propose(case, phong_quang, minh)
    change = AreaChange.plan(key=story.new_key(), name="Sáp nhập", first_day=today(), by=admin)
    unit = Unit("01843", "Phường Bắc Kạn", AreaKind.WARD, bac_kan.parent_id)
    change.join([bac_kan, phong_quang], unit, by=admin)
    carry_out(change, by=admin)
    db.session.commit()
    [merged] = change.made_ids

    assert (transfer.to_area_id, transfer.from_area_id) == (merged, case.area_id)
    assert (case.worker_id, tuan.area_id) == (lan.id, merged)
    assert may(tuan, Action.ANSWER_TRANSFER, transfer)
    undo(change, by=admin)
    db.session.commit()
    assert transfer.to_area_id == phong_quang.id
    assert not may(tuan, Action.ANSWER_TRANSFER, transfer)


def test_two_wards_that_become_one_have_nothing_to_answer_each_other(
    case, lan, minh, tuan, hoa, admin, duc_xuan, bac_kan
):
    days = {"first_day": today(), "last_day": today() + timedelta(days=9)}
    stay = HostedStay.ask(
        case, key=story.new_key(), host_area=bac_kan, **days, address="Tổ 2", by=minh
    )
    stay.host(hoa, by=tuan)
    other = open_case(area=duc_xuan, by=minh, worker=lan, name="Lý Thị Mai")
    transfer = story.propose(other, bac_kan, minh)
    change = AreaChange.plan(key=story.new_key(), name="Sáp nhập", first_day=today(), by=admin)
    unit = Unit("01843", "Phường Bắc Kạn", AreaKind.WARD, bac_kan.parent_id)
    change.join([duc_xuan, bac_kan], unit, by=admin)
    carry_out(change, by=admin)
    db.session.commit()

    assert (stay.status, transfer.status) == (StayStatus.ENDED, TransferStatus.WITHDRAWN)
    assert (case.worker_id, other.worker_id, other.transfer_pending) == (lan.id, lan.id, False)
    undo(change, by=admin)
    db.session.commit()
    assert (stay.status, transfer.status) == (StayStatus.HOSTED, TransferStatus.PROPOSED)
    assert (stay.is_running, other.transfer_pending) == (True, True)


def test_the_days_are_the_rule_as_it_was_edited(case, minh, admin, bac_kan):
    said = {"regime_code": "2025", "topic": LifeTopic.SETTING, "revision": 2, "article": ""}
    said |= {"in_force_from": today(), "because": "Thông báo của tỉnh"}
    name = SettingName.TRANSFER_EXPIRES_DAYS
    enter_life_rule(LifeRevision(**said, code=name, value=5), by=admin)
    story.propose(case, bac_kan, minh)

    with at(utcnow() + timedelta(days=5, hours=1)):
        assert expire_transfers(system_user()) == 1
