"""A disabled account leaves nothing ownerless: its cases wait in sight of the officials."""

import pytest

from reintegrate.db import commit, db, today, utcnow
from reintegrate.models.audit import AuditEvent
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.departure import free_cases_left_behind
from reintegrate.models.notice import Notice, NoticeKind
from reintegrate.models.user import Role, User, system_user
from tests import cast

pytestmark = pytest.mark.either_database


@pytest.fixture
def cases(duc_xuan, minh, lan) -> list[Case]:
    return [
        cast.open_case(area=duc_xuan, by=minh, worker=lan, name=name)
        for name in ("Hoàng Văn Bình", "Nông Văn Hùng")
    ]


def ownerless() -> int:
    """Open cases whose worker cannot answer for them."""
    commit()
    gone = User.disabled_at.is_not(None) | (User.role != Role.SOCIAL_WORKER)
    gone = gone | (User.area_id != Case.area_id)
    found = db.select(db.func.count(Case.id)).join(User, User.id == Case.worker_id)
    return db.session.scalar(found.where(IS_OPEN, gone))


def test_disabling_an_account_leaves_its_cases_without_a_worker_and_says_so(
    cases, lan, minh, admin
):
    lan.disable(by=admin)

    assert ownerless() == 0
    assert [case.worker_id for case in cases] == [None, None]
    left = db.select(AuditEvent.case_id).where(AuditEvent.what == "case.left")
    assert list(db.session.scalars(left)) == [case.id for case in cases]
    told = db.session.scalars(db.select(Notice.kind).where(Notice.user_id == minh.id)).all()
    assert told == [NoticeKind.WORKER_LEFT]


@pytest.mark.parametrize("change", ["another ward", "another role"])
def test_so_does_moving_it_elsewhere(cases, lan, admin, bac_kan, duc_xuan, change):
    place = {"role": Role.SOCIAL_WORKER, "area": bac_kan}
    if change == "another role":
        place = {"role": Role.WARD_OFFICIAL, "area": duc_xuan}
    lan.change_rights(agency=None, by=admin, **place)

    assert ownerless() == 0
    assert cases[0].worker_id is None


def test_a_case_reopened_after_its_worker_left_waits_for_another(cases, lan, minh, admin):
    cases[0].close(outcome_code="completed", on=today(), by=minh)
    lan.disable(by=admin)
    commit()
    cases[0].reopen(reason="Còn cần hỗ trợ", next_due_on=today(), by=minh)

    assert ownerless() == 0
    assert cases[0].worker_id is None


def test_what_was_left_behind_before_is_found_by_the_hourly_command(cases, lan):
    db.session.execute(db.update(User).where(User.id == lan.id).values(disabled_at=utcnow()))
    commit()
    assert ownerless() == 2

    assert free_cases_left_behind(system_user()) == 2
    commit()
    assert free_cases_left_behind(system_user()) == 0
    assert ownerless() == 0


def test_others_keep_theirs(cases, lan, khanh, minh, admin):
    cases[1].assign(khanh, by=minh)
    lan.disable(by=admin)
    commit()

    assert cases[1].worker_id == khanh.id
