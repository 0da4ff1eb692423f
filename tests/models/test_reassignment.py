"""Many cases from one worker to another: what goes, what stays and why, and the way back."""

import pytest

from reintegrate.access.scope import visible
from reintegrate.db import db, today
from reintegrate.models.case import CannotAnswer
from reintegrate.models.reassignment import (
    Depends,
    NothingToGive,
    ReassignedCase,
    Reassignment,
    SameWorker,
    Skip,
)
from reintegrate.models.transfer import Transfer
from tests import cast, story


@pytest.fixture
def cases(duc_xuan, lan, minh):
    return [
        cast.open_case(area=duc_xuan, by=minh, worker=lan, name=f"Người Thứ {word}")
        for word in ("Nhất", "Hai", "Ba")
    ]


@pytest.fixture
def give(lan, khanh, minh):
    def carried_out(cases, **changes):
        made = Reassignment.carry_out(
            cases,
            **{
                "from_worker": lan,
                "to_worker": khanh,
                "key": story.new_key(),
                "by": minh,
                **changes,
            },
        )
        db.session.commit()
        return made

    return carried_out


def send_away(case, by, to):
    Transfer.propose(
        case,
        key=story.new_key(),
        to_area=to,
        moved_on=today(),
        new_address="Tổ 5",
        reason="Về ở với mẹ.",
        by=by,
    )
    db.session.commit()


def test_each_goes_or_stays_with_its_reason(cases, give, khanh, minh, lan, bac_kan):
    cases[0].close(outcome_code="completed", on=today(), by=minh)
    send_away(cases[1], lan, bac_kan)
    made = give(cases)
    assert [case.worker_id for case in cases] == [lan.id, lan.id, khanh.id]
    rows = db.session.scalars(db.select(ReassignedCase).order_by(ReassignedCase.case_id)).all()
    assert [row.skipped for row in rows] == [Skip.ENDED, Skip.MOVING, None]
    assert [case.id for case in made.given_cases()] == [cases[2].id]


def test_who_changed_hands_meanwhile_is_not_taken(cases, give, khanh, minh, dung, lan):
    cases[0].assign(khanh, by=dung)
    made = give(cases[:2])
    assert len(made.given_cases()) == 1


def test_posted_twice_it_is_one(cases, give):
    first = give(cases)
    assert give(cases, key=first.key) is first


def test_who_may_not_is_refused(cases, give, lan, khanh, hoa, minh, admin):
    with pytest.raises(SameWorker):
        give(cases, to_worker=lan)
    for unable in (hoa, minh):
        with pytest.raises(CannotAnswer):
            give(cases, to_worker=unable)
    with pytest.raises(NothingToGive):
        give([])
    khanh.disable(by=admin)
    with pytest.raises(CannotAnswer):
        give(cases)


def test_undone_in_one_step_and_twice_is_once(cases, give, minh, lan):
    made = give(cases)
    made.undo(by=minh)
    made.undo(by=minh)
    db.session.commit()
    assert {case.worker_id for case in cases} == {lan.id}
    assert made.is_undone


def test_not_once_the_new_worker_has_met_somebody(cases, give, minh, khanh):
    made = give(cases)
    cast.log_contact(cases[1], khanh)
    assert made.what_depends(made.given_cases()) == {cases[1].id}
    with pytest.raises(Depends):
        made.undo(by=minh)
    db.session.rollback()
    assert {case.worker_id for case in cases} == {khanh.id}


def test_not_once_one_of_them_is_leaving_or_with_somebody_else(
    cases, give, minh, khanh, lan, bac_kan
):
    made = give(cases)
    cases[0].assign(lan, by=minh)
    send_away(cases[1], minh, bac_kan)
    assert made.what_depends(made.given_cases()) == {cases[0].id, cases[1].id}


def test_not_to_somebody_whose_account_is_closed(cases, give, minh, lan, admin):
    made = give(cases)
    lan.disable(by=admin)
    with pytest.raises(CannotAnswer):
        made.undo(by=minh)


@pytest.mark.either_database
def test_the_wards_officials_see_it(cases, give, request):
    made = give(cases)
    for model in (Reassignment, ReassignedCase):
        seeing = {
            name
            for name in cast.CAST
            if db.session.scalars(visible(request.getfixturevalue(name), model)).first()
        }
        assert seeing == {"minh", "dung"}
    assert made.area_id
