"""One account: changing rights, a new first password, disabling; each counts at the next click."""

import pytest

from reintegrate.db import db
from reintegrate.models.agency import Agency
from reintegrate.models.audit import AuditEvent
from reintegrate.models.user import Role, User
from tests import cast
from tests.browser import Browser

CHANGES = ["", "/password", "/disable", "/enable"]


def change(browser, user, expect=303, **fields):
    browser.get(f"/admin/users/{user.id}")
    return browser.submit("main form.form", expect, **fields)


def test_the_ward_is_changed(browser, admin, lan, bac_kan):
    change(browser.sign_in(admin), lan, area=str(bac_kan.id))
    db.session.refresh(lan)

    assert lan.area_id == bac_kan.id
    assert "Đã lưu" in browser.follow().get_text()


def test_changed_rights_end_their_sessions(app, browser, admin, lan, bac_kan):
    elsewhere = Browser(app).sign_in(lan)
    elsewhere.get("/today")
    change(browser.sign_in(admin), lan, area=str(bac_kan.id))

    elsewhere.get("/today", 303)


def test_a_changed_name_ends_nothing(app, browser, admin, lan):
    elsewhere = Browser(app).sign_in(lan)
    change(browser.sign_in(admin), lan, name="Nguyễn Thị Lan Anh")

    assert "Nguyễn Thị Lan Anh" in elsewhere.get("/account/").get_text()


def test_whoever_leaves_an_agency_leaves_it_behind(browser, admin, mai, duc_xuan):
    change(browser.sign_in(admin), mai, role="social_worker", area=str(duc_xuan.id))
    db.session.refresh(mai)

    assert (mai.role, mai.agency_id) == (Role.SOCIAL_WORKER, None)


def test_a_role_without_its_place_is_refused_and_nothing_changes(browser, admin, lan):
    page = change(browser.sign_in(admin), lan, 200, role="agency_worker", name="Lan Mới")
    db.session.expire_all()

    assert page.select_one("#agency-error")
    assert (User.named("lan").role, User.named("lan").name) == (
        Role.SOCIAL_WORKER,
        "Nguyễn Thị Lan",
    )


def test_an_agency_that_is_chosen_counts(browser, admin, lan):
    agency = db.session.query(Agency).filter_by(code=cast.HEALTH).one()
    change(browser.sign_in(admin), lan, role="agency_worker", agency=str(agency.id), area="")
    db.session.refresh(lan)

    assert (lan.agency_id, lan.area_id) == (agency.id, None)


def test_two_administrators_do_not_overwrite_one_another(browser, admin, lan):
    browser.sign_in(admin).get(f"/admin/users/{lan.id}")
    form = browser.page.select_one("main form.form")
    lan.rename(name="Nguyễn Thị Lan Anh", title="", by=admin)
    db.session.commit()
    page = browser.submit(form, 200, name="Nguyễn Lan")

    assert "Nguyễn Thị Lan Anh" in page.select_one("#name-theirs").get_text()
    assert page.select_one("#name")["value"] == "Nguyễn Lan"
    browser.submit("main form.form", 303)
    db.session.refresh(lan)
    assert lan.name == "Nguyễn Lan"


def test_a_new_first_password_ends_their_sessions_and_must_be_changed(app, browser, admin, lan):
    elsewhere = Browser(app).sign_in(lan)
    page = browser.sign_in(admin).post(f"/admin/users/{lan.id}/password", 200)
    db.session.refresh(lan)

    assert lan.must_change_password
    elsewhere.get("/today", 303)
    password = page.select(".facts dd")[-1].get_text()
    elsewhere.sign_out().get("/sign-in")
    elsewhere.submit("main form", 303, username="lan", password=password)


def test_a_disabled_account_is_out_at_once_and_can_come_back(app, browser, admin, lan):
    elsewhere = Browser(app).sign_in(lan)
    browser.sign_in(admin).post(f"/admin/users/{lan.id}/disable", 303)
    elsewhere.get("/today", 303)
    elsewhere.sign_in(lan).get("/today", 303)

    browser.post(f"/admin/users/{lan.id}/enable", 303)
    elsewhere.sign_in(lan).get("/today")


def test_it_is_done_and_written_down_once(browser, admin, lan):
    browser.sign_in(admin)
    for _ in range(2):
        browser.post(f"/admin/users/{lan.id}/disable", 303)

    assert db.session.query(AuditEvent).filter_by(what="user.disabled").count() == 1


def test_nobody_takes_away_their_own_rights(browser, admin, duc_xuan):
    page = change(browser.sign_in(admin), admin, 200, role="social_worker", area=str(duc_xuan.id))
    assert page.select_one("#role-error")
    assert not page.select_one('form[action$="/disable"]')
    browser.post(f"/admin/users/{admin.id}/disable", 409)
    browser.get("/admin/")


def test_the_systems_own_account_is_not_there(browser, admin):
    system = User.named("system")
    browser.sign_in(admin).get(f"/admin/users/{system.id}", 404)
    browser.get("/admin/users/999999999", 404)
    for path in CHANGES[1:]:
        browser.post(f"/admin/users/{system.id}{path}", 404)


@pytest.mark.either_database
@pytest.mark.parametrize("who", ["lan", "minh", "dung", "mai", "binh", "thao"])
def test_nobody_else_changes_accounts(browser, request, hoa, who):
    browser.sign_in(request.getfixturevalue(who)).get(f"/admin/users/{hoa.id}", 403)
    for path in CHANGES:
        browser.post(f"/admin/users/{hoa.id}{path}", 403, role="administrator")
