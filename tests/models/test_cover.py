"""Standing in: from the first day to the last, and then by itself no longer."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from reintegrate.access.actions import Action
from reintegrate.access.policy import may, may_read_support
from reintegrate.access.scope import visible
from reintegrate.db import at, commit, db, today, utcnow
from reintegrate.models.case import Case
from reintegrate.models.contact_note import ContactNote
from reintegrate.models.cover import (
    CannotStandIn,
    Cover,
    CoveredAlready,
    NothingToCover,
    StandInAway,
)
from reintegrate.models.leave import Leave, LeaveKind
from tests import cast

pytestmark = pytest.mark.either_database


@pytest.fixture
def case(duc_xuan, minh, lan) -> Case:
    """Lan's, with a note and a sensitive one."""
    case = cast.open_case(area=duc_xuan, by=minh, worker=lan)
    cast.log_contact(case, lan, note="Hôm nay vui hơn.")
    cast.log_contact(case, lan, note="Chuyện riêng.", sensitive=True)
    return case


def away(user, first=0, last=2) -> Leave:
    return Leave.enter(
        user,
        key=str(uuid.uuid4()),
        first_day=today() + timedelta(days=first),
        last_day=today() + timedelta(days=last),
        kind=LeaveKind.LEAVE,
        by=user,
    )


def give(leave, stand_in, by) -> Cover:
    cover = Cover.give(leave, stand_in, key=str(uuid.uuid4()), by=by)
    commit()
    return cover


def notes_read(user) -> set[str]:
    db.session.info.pop("covered workers", None)
    return {note.text for note in db.session.scalars(visible(user, ContactNote))}


def acts_for(user, case) -> bool:
    db.session.info.pop("covered workers", None)
    return may(user, Action.LOG_CONTACT, case) and may_read_support(user, case)


def test_a_stand_in_acts_for_the_case_and_the_case_stays_its_workers(case, lan, khanh, minh):
    assert not acts_for(khanh, case)
    give(away(lan), khanh, minh)

    assert acts_for(khanh, case)
    assert acts_for(lan, case)
    assert case.worker_id == lan.id


def test_it_begins_and_ends_by_its_days_without_a_job(case, lan, khanh, minh):
    give(away(lan, first=2, last=4), khanh, minh)

    acted = []
    for days in range(7):
        with at(utcnow() + timedelta(days=days)):
            acted.append(acts_for(khanh, case))
    assert acted == [False, False, True, True, True, False, False]


def test_sensitive_notes_are_not_read_by_a_stand_in(case, lan, khanh, minh):
    give(away(lan), khanh, minh)

    assert notes_read(khanh) == {"Hôm nay vui hơn."}
    assert notes_read(lan) == {"Hôm nay vui hơn.", "Chuyện riêng."}


def test_ended_early_it_counts_at_once(case, lan, khanh, minh):
    cover = give(away(lan), khanh, minh)
    cover.end(by=minh)
    commit()

    assert not acts_for(khanh, case)
    assert notes_read(khanh) == set()


@pytest.mark.parametrize("what", ["leave cancelled", "stand-in disabled", "stand-in moved"])
def test_it_ends_with_what_it_hangs_on(case, lan, khanh, minh, admin, bac_kan, what):
    leave = away(lan)
    cover = give(leave, khanh, minh)
    if what == "leave cancelled":
        leave.cancel(by=lan)
    elif what == "stand-in disabled":
        khanh.disable(by=admin)
    else:
        khanh.change_rights(role=khanh.role, area=bac_kan, agency=None, by=admin)
    commit()

    assert cover.ended_at is not None
    assert not acts_for(khanh, case)


@pytest.mark.parametrize("who", ["lan", "minh", "hoa", "mai"])
def test_only_another_worker_of_the_ward_stands_in(request, lan, minh, who):
    with pytest.raises(CannotStandIn):
        give(away(lan), request.getfixturevalue(who), minh)


def test_nobody_stands_in_who_is_away(lan, khanh, minh):
    away(khanh, first=2, last=5)
    with pytest.raises(StandInAway):
        give(away(lan), khanh, minh)


def test_one_stands_in_at_a_time(lan, khanh, minh):
    leave = away(lan)
    cover = give(leave, khanh, minh)
    with pytest.raises(CoveredAlready):
        give(leave, khanh, minh)
    twin = {name: getattr(cover, name) for name in ("leave_id", "worker_id", "stand_in_id")}
    db.session.add(Cover(key="k", first_day=today(), last_day=today(), by_id=minh.id, **twin))
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_what_is_cancelled_or_nobodys_case_work_needs_no_stand_in(lan, khanh, minh):
    leave = away(lan)
    leave.cancel(by=lan)
    for nothing in (leave, away(minh)):
        with pytest.raises(NothingToCover):
            give(nothing, khanh, minh)


def test_the_same_form_twice_is_one(lan, khanh, minh):
    leave, key = away(lan), str(uuid.uuid4())

    first, second = (Cover.give(leave, khanh, key=key, by=minh) for _ in range(2))
    assert first is second


def test_a_stand_in_is_no_longer_one_elsewhere(case, lan, khanh, minh, tuan, bac_kan):
    """The case moves on: standing in for Lan is no way into another ward."""
    give(away(lan), khanh, minh)
    case.area_id, case.worker_id = bac_kan.id, lan.id
    commit()

    assert not acts_for(khanh, case)
    assert notes_read(khanh) == set()
