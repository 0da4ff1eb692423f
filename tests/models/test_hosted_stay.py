"""A stay elsewhere: met there, answered for at home, over by its last day."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from reintegrate.access.actions import Action
from reintegrate.access.policy import may
from reintegrate.access.scope import visible
from reintegrate.db import at, db, today, utcnow
from reintegrate.models.case import CannotAnswer, Case, TransferPending
from reintegrate.models.contact_note import ContactNote
from reintegrate.models.hosted_stay import (
    HostedStay,
    NotHosted,
    OwnWardHosts,
    StaysAlready,
    StayStatus,
)
from reintegrate.models.lifecycle import IllegalMove
from reintegrate.models.notice import Notice, NoticeKind
from reintegrate.models.outcome_rule import outcome_coded
from reintegrate.models.transfer import Transfer
from tests import story
from tests.cast import CAST, open_case

pytestmark = pytest.mark.either_database


@pytest.fixture
def case(minh, lan, duc_xuan):
    return open_case(area=duc_xuan, by=minh, worker=lan, name="Nông Văn Hùng")


def ask(case, host_area, by, *, days: int = 10, key: str = "") -> HostedStay:
    stay = HostedStay.ask(
        case,
        key=key or story.new_key(),
        host_area=host_area,
        first_day=today(),
        last_day=today() + timedelta(days=days),
        address="Lán công trường",
        by=by,
    )
    db.session.commit()
    return stay


def meet(stay, by, note="Đang làm đều"):
    contact = stay.log(
        key=story.new_key(),
        outcome=outcome_coded("met"),
        channel_code="home_visit",
        happened_on=today(),
        note=note,
        by=by,
    )
    db.session.commit()
    return contact


def told(user) -> list[NoticeKind]:
    rows = select(Notice.kind).where(Notice.user_id == user.id).order_by(Notice.id)
    return [kind for kind in db.session.scalars(rows) if kind.startswith("stay")]


def test_the_ward_there_logs_and_the_one_at_home_answers(
    case, lan, minh, tuan, hoa, duc_xuan, bac_kan
):
    stay = ask(case, bac_kan, lan)
    stay.host(hoa, by=tuan)
    meet(stay, hoa)

    assert (case.area_id, case.worker_id) == (duc_xuan.id, lan.id)
    assert case.last_reached_on == today()
    assert case.due_on is not None
    assert [note.text for note in db.session.scalars(visible(lan, ContactNote))] == ["Đang làm đều"]
    assert db.session.scalars(visible(hoa, Case)).all() == []
    assert told(lan) == [NoticeKind.STAY_ANSWERED, NoticeKind.STAY_CONTACTED]
    assert (told(tuan), told(hoa)) == ([NoticeKind.STAY_ASKED], [NoticeKind.STAY_GIVEN])


def test_after_its_last_day_it_is_over_by_itself(case, lan, tuan, hoa, bac_kan):
    stay = ask(case, bac_kan, lan)
    stay.host(hoa, by=tuan)

    assert may(hoa, Action.LOG_AT_STAY, stay)
    with at(utcnow() + timedelta(days=11)):
        assert not may(hoa, Action.LOG_AT_STAY, stay)
        with pytest.raises(NotHosted):
            meet(stay, hoa)
        ask(case, bac_kan, lan)
    assert stay.status == StayStatus.ENDED


def test_nobody_is_asked_twice_at_once(case, lan, bac_kan, phong_quang):
    key = story.new_key()
    assert ask(case, bac_kan, lan, key=key) is ask(case, bac_kan, lan, key=key)

    with pytest.raises(StaysAlready):
        ask(case, phong_quang, lan)


def test_what_cannot_be(case, lan, khanh, tuan, minh, duc_xuan, bac_kan, phong_quang):
    with pytest.raises(OwnWardHosts):
        ask(case, duc_xuan, lan)
    stay = ask(case, bac_kan, lan)
    with pytest.raises(CannotAnswer):
        stay.host(khanh, by=tuan)
    stay.decline(by=tuan)
    with pytest.raises(IllegalMove):
        stay.end(by=lan)
    Transfer.propose(
        case,
        key=story.new_key(),
        to_area=phong_quang,
        moved_on=today(),
        new_address="Thôn 2",
        reason="Về quê",
        by=minh,
    )
    with pytest.raises(TransferPending):
        ask(case, bac_kan, lan)


def test_moving_for_good_ends_it(case, lan, minh, tuan, hoa, bac_kan):
    stay = ask(case, bac_kan, lan)
    stay.host(hoa, by=tuan)
    transfer = story.propose(case, bac_kan, minh)
    transfer.accept(by=tuan, worker=hoa)

    assert stay.status == StayStatus.ENDED


def test_who_sees_it(request, case, lan, tuan, hoa, bac_kan):
    stay = ask(case, bac_kan, lan)
    viewers = {name: request.getfixturevalue(name) for name in CAST}

    def seeing() -> set[str]:
        return {
            name
            for name, viewer in viewers.items()
            if db.session.scalars(visible(viewer, HostedStay)).first() is not None
        }

    assert seeing() == {"lan", "khanh", "minh", "dung", "tuan"}
    stay.host(hoa, by=tuan)
    db.session.flush()
    assert seeing() == {"lan", "khanh", "minh", "dung", "tuan", "hoa"}
