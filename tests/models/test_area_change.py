"""Areas that change: what goes along, what stays apart, and the way back."""

import uuid
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from reintegrate.db import db, today
from reintegrate.models.area import Area, AreaKind, predecessors_of
from reintegrate.models.area_carrying import Missing, PlanIncomplete, carry_out, gaps, say_where
from reintegrate.models.area_change import AreaChange, OtherLevel, Unit
from reintegrate.models.area_following import (
    NOT_MOVED,
    STAYS,
    WITH_THE_AREA,
    WITH_THE_CASE,
    WITH_THE_OFFICE,
)
from reintegrate.models.area_split import AreaPlacement, Placed, place_case, place_staff, settle
from reintegrate.models.area_undoing import DependedOn, naming_areas, ties, undo
from reintegrate.models.audit import broken_rows
from reintegrate.models.case import Case
from reintegrate.models.person import NameToken
from reintegrate.models.transfer import Transfer
from tests import bac_kan, cast
from tests.bac_kan import plan

NEW_YEAR = date(2026, 1, 1)


@pytest.fixture
def in_2012(app):
    bac_kan.back_to_2012()
    return bac_kan.area_in_2012


def everything():
    """Every row of every table but the trail, the plan, who was told and what counts versions."""
    found = {}
    skipped = {"audit_event", "area_change", "area_change_cell", "area_change_unit", "notice"}
    uncounted = {"version", "rights_changed_at", "unseen_notices"}
    db.session.commit()
    for name, table in AreaChange.metadata.tables.items():
        if name in skipped:
            continue
        names = [c.name for c in table.columns if c.name not in uncounted]
        listed = db.session.execute(select(*(table.c[one] for one in names)))
        found[name] = sorted(map(repr, listed))
    return found


def transfer_to(case, area, by, address="Tổ 4"):
    transfer = Transfer.propose(
        case,
        key=str(uuid.uuid4()),
        to_area=area,
        moved_on=today(),
        new_address=address,
        reason="Về quê",
        by=by,
    )
    db.session.commit()
    return transfer


def test_every_column_that_names_an_area_has_its_rule():
    known = [*NOT_MOVED, *STAYS, *WITH_THE_AREA, *WITH_THE_CASE, *WITH_THE_OFFICE]
    assert sorted(known) == naming_areas(), "say in area_following.py what becomes of it"


def test_the_towns_two_changes_and_the_second_undone_and_done_again(in_2012, admin, lan, minh):
    for code in ("01834", "01837", "01840", "01846", "01849"):
        cast.open_case(area=in_2012(code), by=minh, name=f"Nông Văn {code}")
    mine = cast.open_case(area=in_2012("01840"), by=minh, worker=lan)
    first, second = bac_kan.plan_2015(admin), None
    carry_out(first, by=admin)
    db.session.commit()
    second = bac_kan.plan_2025(admin)
    db.session.commit()
    before = everything()

    for again in (False, True):
        assert gaps(second) == []
        carry_out(second, by=admin)
        db.session.commit()
        now = {area.code: area for area in db.session.scalars(in_force())}
        assert sorted(now) == ["01840", "01843", "01849", "19"]
        assert {p.code for p in predecessors_of(now["01840"])} == {"01834", "01840", "01846"}
        counts = dict(
            db.session.execute(
                select(Area.code, func.count(Case.id))
                .join(Case, Case.area_id == Area.id)
                .group_by(Area.code)
            ).all()
        )
        assert counts == {"01840": 4, "01843": 1, "01849": 1}
        assert lan.area_id == mine.area_id == now["01840"].id
        assert mine.worker_id == lan.id
        if not again:
            undo(second, by=admin)
            db.session.commit()
            assert everything() == before
    assert list(broken_rows()) == []


def in_force():
    return select(Area).where(Area.valid_to.is_(None))


def ward_now(code):
    found = Area.on(code, today())
    assert found is not None
    return found


def split(admin, minh, *, addresses, first_day=NEW_YEAR):
    """Đức Xuân in two: the new ward of some streets, the rest under the old code."""
    cases = []
    for number, address in enumerate(addresses):
        case = cast.open_case(area=ward_now("01840"), by=minh, name=f"Lý Văn {number}")
        case.person.address = address
        cases.append(case)
    change = bac_kan.plan("Tách Đức Xuân", first_day, admin)
    (old,) = bac_kan.on(change, "01840")
    east = Unit("01841", "Phường Đông", AreaKind.WARD, parent_id=old.parent_id)
    west = Unit("01840", "Phường Đức Xuân", AreaKind.WARD, parent_id=old.parent_id)
    change.part(old, east, words="Tổ 1\nĐường Hùng Vương", is_rest=False, by=admin)
    change.part(old, west, words="Tổ 10\nTổ 11", is_rest=True, by=admin)
    settle(change)
    db.session.commit()
    return change, cases


def how_of(change):
    rows = db.session.scalars(select(AreaPlacement).where(AreaPlacement.change_id == change.id))
    return {row.case_id: row.how for row in rows if row.case_id}


@pytest.mark.either_database
def test_a_split_tells_people_apart_by_whole_words_of_their_address(admin, minh):
    words = ["Tổ 1, Đức Xuân", "tổ 10", "12 duong hung vuong", "Thôn Khác", "", "Tổ 1 hay Tổ 11"]
    change, cases = split(admin, minh, addresses=words)

    how = how_of(change)
    clear = [Placed.BY_ADDRESS] * 3 + [Placed.UNCLEAR] * 3
    assert [how[case.id] for case in cases] == clear
    place_case(change, cases[4], change.units[0], by=minh)
    carry_out(change, by=admin)
    db.session.commit()
    assert [case.area.code for case in cases] == [
        "01841",
        "01840",
        "01841",
        "01840",
        "01841",
        "01840",
    ]


@pytest.mark.either_database
def test_what_was_unclear_is_said_afterwards_and_still_undone(admin, minh, lan):
    change, (case,) = split(admin, minh, addresses=["Thôn Khác"])
    case.assign(lan, by=minh)
    db.session.commit()
    before = everything()
    carry_out(change, by=admin)
    cast.log_contact(case, lan, note="Ở Phường Đông")
    say_where(change, case, change.units[0], by=minh)
    db.session.commit()

    assert (case.area.code, case.worker_id) == ("01841", None)
    assert ties(change) == []
    undo(change, by=admin)
    db.session.commit()
    assert (case.area.code, case.worker_id) == ("01840", lan.id)
    assert everything().keys() == before.keys()
    assert everything()["user"] == before["user"]


@pytest.mark.either_database
def test_whoever_goes_on_elsewhere_leaves_their_cases_to_another(admin, minh, lan, khanh):
    change, (near, far) = split(admin, minh, addresses=["Tổ 1", "Tổ 10"])
    for case in (near, far):
        case.assign(lan, by=minh)
    place_staff(change, lan, change.units[0], by=admin)
    db.session.commit()
    before = everything()

    carry_out(change, by=admin)
    db.session.commit()
    assert lan.area_id == near.area_id == ward_now("01841").id
    assert (near.worker_id, far.worker_id) == (lan.id, None)
    assert khanh.area_id == far.area_id
    undo(change, by=admin)
    db.session.commit()
    assert everything() == before


@pytest.mark.either_database
def test_a_hamlet_moves_and_both_wards_stay(admin, minh, duc_xuan, bac_kan, phong_quang):
    change, cases = moved_hamlet(admin, minh, duc_xuan, bac_kan)

    assert [case.area.code for case in cases] == ["01843", "01840"]
    assert duc_xuan.valid_to is None
    assert change.made_ids == []
    assert names_known_in(bac_kan) == {cases[0].person_id}
    assert ties(change) == []
    undo(change, by=admin)
    db.session.commit()
    assert {case.area_id for case in cases} == {duc_xuan.id}
    assert names_known_in(bac_kan) == set()


def moved_hamlet(admin, minh, old, new):
    cases = [cast.open_case(area=old, by=minh, name=f"Lý Văn {n}") for n in range(2)]
    cases[0].person.address, cases[1].person.address = "Thôn Nà Pam", "Tổ 3"
    change = plan("Chuyển thôn Nà Pam", date(2026, 3, 1), admin)
    change.part(old, new, words="Thôn Nà Pam", is_rest=False, by=admin)
    carry_out(change, by=admin)
    db.session.commit()
    return change, cases


def names_known_in(area):
    known = select(NameToken.person_id).where(NameToken.area_id == area.id)
    return set(db.session.scalars(known))


@pytest.mark.either_database
def test_a_case_that_moved_on_since_ties_the_change(admin, minh, tuan, duc_xuan, bac_kan):
    change, cases = moved_hamlet(admin, minh, duc_xuan, bac_kan)
    transfer_to(cases[0], duc_xuan, tuan).accept(by=minh)
    db.session.commit()

    assert "case" in {tie.table for tie in ties(change)}
    with pytest.raises(DependedOn):
        undo(change, by=admin)
    db.session.rollback()
    assert change.carried_out_at is not None


@pytest.mark.either_database
def test_a_code_given_to_another_area_since_ties_the_change(admin, duc_xuan, bac_kan, phong_quang):
    """Brought back, the ward would share its code with the new one."""
    ward, above = AreaKind.WARD, duc_xuan.parent_id
    first = plan("Sáp nhập", today() - timedelta(days=9), admin)
    first.join([bac_kan, phong_quang], Unit("01849", "Phường Mới", ward, above), by=admin)
    carry_out(first, by=admin)
    db.session.commit()
    assert ties(first) == []
    second = plan("Dùng lại mã", today(), admin)
    second.part(
        duc_xuan, Unit("01843", "Phường Đông", ward, above), words="Tổ 1", is_rest=False, by=admin
    )
    second.part(duc_xuan, duc_xuan, words="", is_rest=True, by=admin)
    carry_out(second, by=admin)
    db.session.commit()

    assert [tie.table for tie in ties(first)] == ["code"]


@pytest.mark.either_database
def test_what_was_written_in_a_case_meanwhile_goes_back_with_it(in_2012, admin, minh, lan):
    case = cast.open_case(area=in_2012("01840"), by=minh, worker=lan)
    first = bac_kan.plan_2015(admin)
    carry_out(first, by=admin)
    db.session.commit()
    cast.log_contact(case, lan, note="Đã khỏe hơn")
    assert ties(first) == []
    undo(first, by=admin)
    db.session.commit()

    assert case.area_id == in_2012("01840").id
    assert case.last_contact_on == today()


@pytest.mark.either_database
def test_a_plan_says_what_is_missing_before_it_can_be_carried_out(admin, minh, duc_xuan, lan):
    change = plan("Thiếu", NEW_YEAR, admin)
    assert [gap.what for gap in gaps(change)] == [Missing.EMPTY]
    taken = Unit("01843", "Phường Mới", AreaKind.WARD, parent_id=duc_xuan.parent_id)
    change.part(duc_xuan, taken, words="Tổ 1", is_rest=False, by=admin)
    assert {gap.what for gap in gaps(change)} == {Missing.NO_REST, Missing.CODE_TAKEN}
    change.end(duc_xuan, by=admin)
    assert [gap.what for gap in gaps(change)] == [Missing.SOMEBODY_THERE]
    with pytest.raises(PlanIncomplete):
        carry_out(change, by=admin)
    db.session.rollback()
    change = plan("Mai sau", today() + timedelta(days=30), admin)
    change.join(
        [duc_xuan], Unit("01840", "Phường Mới", AreaKind.WARD, duc_xuan.parent_id), by=admin
    )
    assert [gap.what for gap in gaps(change)] == [Missing.STILL_TO_COME]


@pytest.mark.either_database
def test_a_ward_becomes_no_province(admin, duc_xuan):
    change = plan("Nhầm cấp", NEW_YEAR, admin)
    with pytest.raises(OtherLevel):
        change.join([duc_xuan], Unit("77", "Tỉnh Mới", AreaKind.PROVINCE), by=admin)
