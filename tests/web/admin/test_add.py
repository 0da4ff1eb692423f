"""Adding an account: the role decides the place, and the system makes the first password."""

import pytest

from reintegrate.db import db
from reintegrate.models.agency import Agency
from reintegrate.models.audit import AuditEvent
from reintegrate.models.user import Role, User
from tests import cast

NEW = {"username": "moi.tay-2", "name": "Nông Thị Mơ", "title": "Cán bộ", "role": "social_worker"}


def add(browser, expect=200, **fields):
    browser.get("/admin/users/new")
    return browser.submit("main form", expect, **NEW | fields)


def told(page, field):
    return page.select_one(f"#{field}-error").get_text()


def test_the_first_password_is_shown_once_and_works(browser, admin, duc_xuan):
    page = add(browser.sign_in(admin), area=str(duc_xuan.id))
    password = page.select(".facts dd")[-1].get_text()
    user = User.named("moi.tay-2")

    assert (user.role, user.area_id, user.name) == (Role.SOCIAL_WORKER, duc_xuan.id, NEW["name"])
    assert user.must_change_password
    assert password not in browser.get(f"/admin/users/{user.id}").get_text()
    browser.sign_out().get("/sign-in")
    browser.submit("main form", 303, username="moi.tay-2", password=password)


def test_the_password_is_in_no_cookie(browser, admin, duc_xuan):
    page = add(browser.sign_in(admin), area=str(duc_xuan.id))

    assert page.select(".facts dd")[-1].get_text() not in str(browser.response.headers)


def test_nobody_can_choose_it(browser, admin, duc_xuan):
    add(browser.sign_in(admin), area=str(duc_xuan.id), password="chosen by somebody")
    browser.sign_out().get("/sign-in")
    browser.submit("main form", 200, username="moi.tay-2", password="chosen by somebody")


def test_it_is_written_down_by_whom(browser, admin, duc_xuan):
    add(browser.sign_in(admin), area=str(duc_xuan.id))
    events = db.session.query(AuditEvent).filter(AuditEvent.what.in_(["user.added"]))

    assert events.order_by(AuditEvent.id.desc()).first().by_id == admin.id


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "area"),
        ({"area": "PROVINCE"}, "area"),
        ({"role": "coordinator"}, "area"),
        ({"role": "coordinator", "area": "WARD"}, "area"),
        ({"role": "agency_worker"}, "agency"),
        ({"role": "system"}, "role"),
        ({"role": ""}, "role"),
        ({"role": "nonsense"}, "role"),
        ({"area": "999999999"}, "area"),
        ({"area": "1" * 400}, "area"),
        ({"area": "x"}, "area"),
        ({"agency": "1 OR 1", "role": "agency_worker"}, "agency"),
        ({"name": ""}, "name"),
        ({"name": "x" * 200}, "name"),
        ({"username": ""}, "username"),
        ({"username": "Đông"}, "username"),
        ({"username": "x"}, "username"),
        ({"username": "a\0b"}, "username"),
    ],
)
def test_it_says_what_is_missing(browser, admin, duc_xuan, thai_nguyen, fields, field):
    places = {"PROVINCE": str(thai_nguyen.id), "WARD": str(duc_xuan.id)}
    fields = {name: places.get(value, value) for name, value in fields.items()}
    before = db.session.query(User).count()
    page = add(browser.sign_in(admin), **fields)

    assert told(page, field)
    assert db.session.query(User).count() == before
    kept = page.select_one("#title").get("value")
    assert kept == NEW["title"]


@pytest.mark.parametrize(
    ("role", "place"),
    [
        ("ward_official", {"area": "WARD"}),
        ("ward_police", {"area": "WARD"}),
        ("coordinator", {"area": "PROVINCE"}),
        ("data_protection_officer", {}),
        ("administrator", {"area": "PROVINCE"}),
        ("agency_worker", {"agency": "AGENCY"}),
    ],
)
def test_every_role_can_be_given(browser, admin, duc_xuan, thai_nguyen, role, place):
    agency = db.session.query(Agency).filter_by(code=cast.WOMEN).one()
    ids = {"WARD": duc_xuan.id, "PROVINCE": thai_nguyen.id, "AGENCY": agency.id}
    add(browser.sign_in(admin), role=role, **{name: str(ids[at]) for name, at in place.items()})
    user = User.named("moi.tay-2")

    assert user.role == role
    assert (user.agency_id is not None) == (role == "agency_worker")


def test_no_two_have_one_username(browser, admin, duc_xuan):
    add(browser.sign_in(admin), area=str(duc_xuan.id))
    page = add(browser, area=str(duc_xuan.id))

    assert told(page, "username")
    assert db.session.query(User).filter_by(username="moi.tay-2").count() == 1


@pytest.mark.either_database
@pytest.mark.parametrize("who", ["lan", "minh", "dung", "mai", "binh", "thao"])
def test_nobody_else_adds_accounts(browser, request, who):
    browser.sign_in(request.getfixturevalue(who)).get("/admin/users/new", 403)
    browser.post("/admin/users/new", 403, **NEW)
