"""Every night what is kept is counted anew: a difference is found and told, and nothing is changed
by looking."""

from datetime import date, timedelta

import pytest

from reintegrate.access.troubles import troubles_by_ward
from reintegrate.db import at, commit, db, today, utcnow
from reintegrate.models.job import JobRun, claim, each_day
from reintegrate.models.recount import (
    JOB,
    CountDifference,
    Counter,
    progress,
    recount_ward,
    recount_wards,
)
from reintegrate.models.transfer import Transfer
from reintegrate.models.trouble import Trouble
from reintegrate.models.user import system_user
from reintegrate.models.ward_stay import Came, WardStay
from tests import cast
from tests.trust.scenery_community import key


@pytest.fixture
def case(duc_xuan, minh, lan):
    case = cast.open_case(area=duc_xuan, by=minh, worker=lan)
    cast.log_contact(case, lan)
    commit()
    return case


def found(ward) -> set[Counter]:
    recount_ward(ward, by=system_user())
    rows = db.select(CountDifference.counter).where(CountDifference.area_id == ward.id)
    return set(db.session.scalars(rows))


def test_what_happened_through_the_verbs_is_kept_right(case, minh, tuan, lan, duc_xuan, bac_kan):
    """Moved and back, suspended, closed, reopened: at every step both wards count the same."""
    moves = Transfer.propose(
        case, key=key(), to_area=bac_kan, moved_on=today(), new_address="Tổ 5", reason="", by=minh
    )
    commit()
    assert found(duc_xuan) == set()
    moves.accept(by=tuan)
    commit()
    case.close(outcome_code="completed", on=today(), by=tuan)
    commit()
    case.reopen(reason="Còn cần hỗ trợ", next_due_on=today(), by=tuan)
    commit()
    assert found(duc_xuan) == found(bac_kan) == set()


def test_each_counter_that_lies_is_found(case, duc_xuan, bac_kan):
    far = date(2020, 1, 1)
    case.last_contact_on = case.last_reached_on = case.next_due_on = far
    case.transfer_pending = True
    running = WardStay.running(case.id)
    running.area_id = bac_kan.id
    db.session.add(
        WardStay(case_id=case.id, area_id=duc_xuan.id, since=far, came=Came.TAKEN_IN, until=today())
    )
    running.since = today() - timedelta(days=9)
    commit()
    assert found(duc_xuan) == set(Counter)
    assert case.next_due_on == far


def test_it_is_done_once_a_night_and_the_administrator_sees_it(browser, case, admin, minh, binh):
    case.transfer_pending = True
    commit()
    assert recount_wards(system_user()) == 1
    assert recount_wards(system_user()) == 0
    ward = case.area_id
    assert troubles_by_ward(admin)[Trouble.COUNTS_DIFFER] == {ward: 1}
    assert Trouble.COUNTS_DIFFER not in troubles_by_ward(binh) | troubles_by_ward(minh)
    page = browser.sign_in(admin).get("/self-check/")
    assert page.select_one("#counts_differ a[href='/admin/jobs']")
    assert "Đang đề nghị chuyển địa bàn: 1" in page.select_one("#counts_differ").get_text()

    case.transfer_pending = False
    commit()
    with at(utcnow() + timedelta(days=1)):
        assert recount_wards(system_user()) == 0
    assert Trouble.COUNTS_DIFFER not in troubles_by_ward(admin)


def test_it_shows_how_far_it_is_and_can_be_stopped(browser, case, admin, hoa, bac_kan):
    cast.open_case(area=bac_kan, by=hoa)
    assert progress() is None
    claim(JOB, each_day(), case.area_id)
    commit()
    page = browser.sign_in(admin).get("/admin/jobs")
    assert "1/2" in page.main.get_text()
    for _ in range(2):
        browser.post("/admin/jobs/recount/stop", 302)
    assert recount_wards(system_user()) == 0
    done = db.select(db.func.count()).select_from(JobRun).where(JobRun.name == JOB)
    assert db.session.scalar(done) == 2
    assert progress() is None
