"""Planning by the screens: what is asked for, what is kept, what two tabs do."""

import pytest
from sqlalchemy import func, select

from reintegrate.db import db, today
from reintegrate.models.area import Area
from reintegrate.models.area_change import AreaChange
from reintegrate.models.area_split import AreaPlacement, Placed
from reintegrate.models.notice import Notice, NoticeKind
from reintegrate.models.user import User
from tests import cast
from tests.web.wards.planning import begin, chosen, join, part, press

DUC_XUAN = "Phường Đức Xuân"


@pytest.fixture
def plan(browser, admin):
    browser.sign_in(admin)
    return begin(browser, "Nghị quyết 7/NQ-HĐND", "01/09/2026")


def the_plan():
    db.session.expire_all()
    return db.session.scalars(select(AreaChange)).one()


def test_a_plan_posted_twice_is_one(browser, admin):
    browser.sign_in(admin).get("/wards/changes/new")
    form = browser.page.select_one("form.form")
    for _ in range(2):
        browser.submit(form, 303, name="Nghị quyết 7", first_day="01/09/2026")
    assert db.session.scalar(select(func.count()).select_from(AreaChange)) == 1


def test_an_unknown_code_stands_at_its_field_and_what_was_typed_is_kept(browser, plan):
    browser.get(f"{plan}/merger")
    fields = {"codes": "01840 99999", "code": "01840", "name": "Phường Mới", "kind": "ward"}
    province = chosen(browser, "parent", "Tỉnh Thái Nguyên")
    page = browser.submit("form.form", 200, **fields, parent=province)

    assert "99999" in page.select_one("#codes-error").get_text()
    assert page.select_one("#name")["value"] == "Phường Mới"
    assert the_plan().lines == []


def test_a_ward_does_not_become_a_province(browser, plan):
    browser.get(f"{plan}/merger")
    fields = {"codes": "01840", "code": "77", "name": "Tỉnh Mới", "kind": "province"}
    page = browser.submit("form.form", 200, **fields)
    assert page.select_one(".error-summary, [role=alert]")


def test_a_step_from_a_tab_opened_earlier_is_looked_at_again(browser, plan):
    join(browser, plan, ["01840"], "01840", "Phường Đức Xuân Mới", "ward", "Tỉnh Thái Nguyên")
    page = browser.post(f"{plan}/ending", 200, version="1", old="01843")

    assert "vừa thay đổi" in page.get_text()
    assert [line.area.code for line in the_plan().lines] == ["01840"]
    browser.submit(f'form[action="{plan}/ending"]', 303)
    assert len(the_plan().lines) == 2


def test_carrying_out_twice_does_it_once(browser, plan, admin):
    join(browser, plan, ["01840"], "01840", "Phường Đức Xuân Mới", "ward", "Tỉnh Thái Nguyên")
    button = browser.page.select_one(f'form[action="{plan}/carrying-out"]')
    for _ in range(2):
        browser.submit(button, 303)
    assert "xem lại" in browser.follow().get_text()
    named = select(func.count()).where(Area.name == "Phường Đức Xuân Mới")
    assert db.session.scalar(named) == 1


def test_what_stands_in_a_plan_can_be_left_as_it_is_and_the_plan_dropped(browser, plan):
    join(browser, plan, ["01840"], "01840", "Phường Đức Xuân Mới", "ward", "Tỉnh Thái Nguyên")
    browser.submit(f'form[action="{plan}/unchanged"]', 303)
    assert (the_plan().lines, the_plan().units) == ([], [])
    press(browser, plan, "dropping")
    assert "Nghị quyết 7" not in browser.get("/wards/").select_one("main").get_text()


def split(browser, plan):
    """Tổ 1 becomes a ward of its own; Tổ 2 and the rest keep the code."""
    above = {"kind": "ward", "parent": "Tỉnh Thái Nguyên"}
    part(browser, plan, "01840", "01841", "Tổ 1", name="Phường Đông", **above)
    part(browser, plan, "01840", "01840", "Tổ 2", name=DUC_XUAN, is_rest="y", **above)


def test_an_official_says_where_somebody_lives_and_staff_are_placed(
    browser, plan, minh, lan, khanh, hoa, duc_xuan
):
    unclear = cast.open_case(area=duc_xuan, by=minh, worker=lan, name="Lý Văn Xa")
    split(browser, plan)
    page = browser.page.get_text()
    assert "Lý Văn Xa" not in page
    browser.submit(
        f'form[action="{plan}/staff"]',
        303,
        user=str(khanh.id),
        unit=str(the_plan().units[0].id),
    )

    browser.sign_in(minh).get("/wards/to-place")
    assert "Lý Văn Xa" in browser.page.get_text()
    browser.submit(f'form[action="/wards/to-place/{unclear.id}"]', 303)
    page = browser.follow().get_text()
    assert "Lý Văn Xa" not in page
    assert "Phường Đông" in page
    placed = select(AreaPlacement.how).where(AreaPlacement.case_id == unclear.id)
    assert db.session.scalar(placed) == Placed.BY_OFFICIAL

    browser.sign_in(User.named("admin"))
    press(browser, plan, "carrying-out")
    db.session.expire_all()
    assert (unclear.area.name, khanh.area.name) == ("Phường Đông", "Phường Đông")
    assert (unclear.worker_id, lan.area.name) == (None, DUC_XUAN)
    assert lan.area_id == Area.on("01840", today()).id


def test_officials_hear_of_a_plan_once_and_of_what_comes_of_it(browser, plan, minh, tuan, lan):
    def told(user):
        found = select(Notice.kind).where(Notice.user_id == user.id).order_by(Notice.id)
        return list(db.session.scalars(found))

    split(browser, plan)
    assert told(minh) == [NoticeKind.AREA_PLANNED]
    assert told(tuan) == told(lan) == []
    browser.sign_in(minh).get("/notices/")
    page = browser.get(browser.page.select_one('main a[href="/wards/to-place"]')["href"])
    assert "Phường Đức Xuân → Phường Đông (01841)" in page.select_one("main .notice").get_text()
    assert page.select_one('main .notice a[href="/caseload"]'), "whom it is about, by name"

    browser.sign_in(User.named("admin"))
    for button in ("carrying-out", "undoing", "dropping"):
        press(browser, plan, button)
    db.session.expire_all()
    ends = [NoticeKind.AREA_CHANGED, NoticeKind.AREA_CHANGED_BACK, NoticeKind.AREA_PLAN_DROPPED]
    assert told(minh) == [NoticeKind.AREA_PLANNED, *ends]
    page = browser.sign_in(minh).get("/wards/to-place")
    assert not page.select("main .notice")


def test_nobody_of_another_ward_says_where_somebody_lives(browser, plan, minh, tuan, lan, duc_xuan):
    unclear = cast.open_case(area=duc_xuan, by=minh, name="Lý Văn Xa")
    split(browser, plan)

    browser.sign_in(tuan)
    assert "Lý Văn Xa" not in browser.get("/wards/to-place").get_text()
    browser.post(f"/wards/to-place/{unclear.id}", expect=404, unit=str(the_plan().units[0].id))
    browser.sign_in(lan).post(f"/wards/to-place/{unclear.id}", expect=403, unit="1")


def test_a_hamlet_goes_to_a_ward_that_stays(browser, plan, minh, duc_xuan, bac_kan):
    case = cast.open_case(area=duc_xuan, by=minh, name="Lý Văn Pam")
    case.person.address = "Thôn Nà Pam"
    db.session.commit()
    part(browser, plan, "01840", "01843", "Thôn Nà Pam")
    press(browser, plan, "carrying-out")

    db.session.expire_all()
    assert (case.area_id, minh.area_id) == (bac_kan.id, duc_xuan.id)


def test_where_somebody_lives_can_be_said_after_the_change_too(
    browser, plan, admin, minh, bac_kan, duc_xuan
):
    unclear = cast.open_case(area=duc_xuan, by=minh, name="Lý Văn Xa")
    split(browser, plan)
    press(browser, plan, "carrying-out")

    browser.sign_in(minh).get("/wards/to-place")
    browser.submit(f'form[action="/wards/to-place/{unclear.id}"]', 303)
    browser.follow()
    db.session.expire_all()
    assert unclear.area.name == "Phường Đông"
    browser.get(f"/cases/{unclear.id}", expect=404)


def test_a_ward_that_would_lie_in_nothing_is_asked_where_it_lies(browser, admin):
    plan = begin(browser.sign_in(admin), "Nghị quyết thử", "01/01/2026")
    browser.get(f"{plan}/merger")
    fields = {"codes": "01840 01843", "code": "99901", "name": "Phường Mới", "kind": "ward"}
    page = browser.submit("form.form", 200, **fields, parent="")
    assert "địa bàn cấp trên" in page.select_one(".error-summary").get_text()
