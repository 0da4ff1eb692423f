"""The changes of Bắc Kạn of 2015 and 2025, carried out by these screens from the data of 2012."""

import uuid

import pytest
from sqlalchemy import func, select

from reintegrate.db import db, today
from reintegrate.models.agency import Agency
from reintegrate.models.area import Area
from reintegrate.models.audit import AuditEvent, broken_rows
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.deadline_row import Deadline
from reintegrate.models.transfer import Transfer
from reintegrate.models.user import Role, User
from tests import bac_kan, cast
from tests.web.wards.planning import plan_2015, plan_2025, press

CASES = {"01834": 3, "01837": 2, "01840": 4, "01843": 1, "01846": 2, "01849": 1, "01852": 2}
OPEN, ENDED = "Hồ sơ đang quản lý", "Hồ sơ đã kết thúc"
AFTERWARDS = {"01840": 9, "01843": 5, "01849": 1}


@pytest.fixture
def town(app, minh, lan):
    """Cases in seven of the eight units, one of them ended, Lan's among them; two on their way."""
    bac_kan.back_to_2012()
    by_code = {}
    for code, count in CASES.items():
        ward = bac_kan.area_in_2012(code)
        worker = lan if code == "01840" else None
        by_code[code] = [
            cast.open_case(area=ward, by=minh, worker=worker, name=f"Nông Văn {number} {code}")
            for number in range(count)
        ]
    by_code["01834"][0].close(outcome_code="completed", on=today(), by=minh)
    db.session.commit()
    return by_code


def transfer(case, code, by):
    asked = Transfer.propose(
        case,
        key=str(uuid.uuid4()),
        to_area=bac_kan.area_in_2012(code),
        moved_on=today(),
        new_address="Tổ 4, Phường Sông Cầu",
        reason="Về nhà bà ngoại",
        by=by,
    )
    db.session.commit()
    return asked


def in_wards():
    """How many cases each code of an area in force has; and that none is elsewhere."""
    db.session.expire_all()
    counted = select(Area.code, func.count()).join(Case, Case.area_id == Area.id)
    here = counted.where(Area.valid_to.is_(None)).group_by(Area.code)
    found = {code: count for code, count in db.session.execute(here)}
    assert sum(found.values()) == db.session.scalar(select(func.count()).select_from(Case))
    return found


def numbers_of(page):
    rows = page.select("table.rows tr")
    cells = [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in rows]
    return {row[0]: row[1] for row in cells if row}


def test_both_changes_by_the_screens_the_second_undone_and_done_again(
    browser, town, admin, minh, lan, hoa, binh
):
    going = transfer(town["01834"][1], "01837", minh)
    within = transfer(town["01846"][0], "01840", minh)
    browser.sign_in(admin)
    assert in_wards() == CASES

    press(browser, plan_2015(browser), "carrying-out")
    assert in_wards() == CASES
    assert Area.on("01846", today()).name == "Phường Huyền Tụng"
    assert Area.on("01840", today()).parent.name == "Thành phố Bắc Kạn"

    plan = plan_2025(browser)
    told = numbers_of(browser.get(plan))
    assert (told[OPEN], told[ENDED]) == ("14", "1")
    assert in_wards() == CASES
    for again in (False, True):
        press(browser, plan, "carrying-out")
        assert in_wards() == AFTERWARDS
        check_who_followed(town, lan, going, within)
        if not again:
            press(browser, plan, "undoing")
            assert in_wards() == CASES
            assert (going.is_pending, within.is_pending) == (True, True)
            assert within.case.transfer_pending
            assert lan.area.valid_from == bac_kan.CITY
    assert list(broken_rows()) == []
    check_what_the_wards_see(browser, town, lan, binh)


def check_who_followed(town, lan, going, within):
    new = {code: Area.on(code, today()) for code in AFTERWARDS}
    assert {area.valid_from for area in new.values()} == {bac_kan.REFORM}
    open_cases = db.session.scalars(select(Case).where(IS_OPEN)).all()
    assert all(case.area in new.values() for case in open_cases)
    assert {case.worker_id for case in town["01840"]} == {lan.id}
    assert lan.area_id == new["01840"].id
    assert (going.is_pending, going.to_area_id) == (True, new["01843"].id)
    assert (within.is_pending, within.case.transfer_pending) == (False, False)
    owed = select(Deadline).join(Case).where(Deadline.area_id != Case.area_id)
    assert db.session.scalars(owed.where(Deadline.status == "open")).all() == []
    agency = db.session.scalar(select(Agency).where(Agency.code == cast.WOMEN))
    assert agency.serves(new["01840"])
    assert not agency.serves(new["01843"])


def check_what_the_wards_see(browser, town, lan, binh):
    """The worker finds her case and one of a ward that joined hers; nobody else's."""
    browser.sign_in(lan)
    browser.get(f"/cases/{town['01840'][0].id}")
    assert "Phường Đức Xuân" in browser.get(f"/cases/{town['01846'][1].id}").get_text()
    browser.get(f"/cases/{town['01843'][0].id}", expect=404)
    assert browser.get("/caseload").get_text().count("Nông Văn") >= 8
    followed = select(func.count()).where(
        AuditEvent.what == "case.ward_changed", AuditEvent.case_id == town["01837"][0].id
    )
    assert db.session.scalar(followed) == 3
    assert binh.area.name == "Tỉnh Thái Nguyên"


def test_a_code_used_again_goes_on_counting_and_the_old_area_stays_apart(
    browser, town, admin, minh
):
    browser.sign_in(admin)
    press(browser, plan_2015(browser), "carrying-out")
    press(browser, plan_2025(browser), "carrying-out")
    new = cast.open_case(area=Area.on("01843", today()), by=minh, name="Bế Văn Mới")

    assert new.number == f"01843-{today().year}-002"
    assert Area.on("01843", bac_kan.IN_2012).name == "Phường Phùng Chí Kiên"
    page = browser.get("/wards/?find=sông cầu")
    assert "Phường Bắc Kạn" in page.get_text()


def test_an_undoing_that_would_leave_something_in_the_air_says_why_not(browser, town, admin, minh):
    browser.sign_in(admin)
    press(browser, plan_2015(browser), "carrying-out")
    plan = plan_2025(browser)
    press(browser, plan, "carrying-out")
    undoing = browser.page.select_one(f'form[action="{plan}/undoing"]')
    cast.open_case(area=Area.on("01843", today()), by=minh, name="Bế Văn Mới")
    User.add(
        username="moi",
        name="Người Mới",
        role=Role.SOCIAL_WORKER,
        by=None,
        area=Area.on("01840", today()),
    )

    browser.submit(undoing, 303)
    page = browser.follow()
    assert "không thể hoàn tác" in page.get_text().lower()
    listed = [item.get_text() for item in page.select("main .notice li")]
    assert len(listed) == 2
    assert in_wards() == AFTERWARDS | {"01843": 6}
