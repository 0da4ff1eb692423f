"""Switching a phone on and off, what its list holds, and who may ask for what."""

from datetime import timedelta

import pytest

from reintegrate.db import db, today, utcnow
from reintegrate.models.names import initials
from reintegrate.models.offline_device import OfflineDevice
from reintegrate.models.user_session import UserSession
from tests import cast

pytestmark = pytest.mark.either_database


@pytest.fixture
def case(duc_xuan, lan, minh):
    return cast.open_case(
        area=duc_xuan, by=minh, worker=lan, name="Đặng Thị Ánh Tuyết",
        opened_on=today() - timedelta(days=20),
    )  # fmt: skip


@pytest.fixture
def phone(browser, lan):
    browser.sign_in(lan).post("/offline/devices/", expect=200)
    return browser.response.get_json()


def posted(browser, path, **fields):
    browser.post(path, expect=200, **fields)
    return browser.response.get_json()


def test_the_list_has_initials_number_and_date_and_nothing_else(browser, phone, case):
    told = posted(browser, f"/offline/devices/{phone['device']}/list")

    assert told["people"] == [
        {
            "id": case.id,
            "initials": "Đ.T.Á.T.",
            "number": case.number,
            "due_on": case.next_due_on.isoformat(),
            "also": [],
        }
    ]
    assert "Tuyết" not in browser.response.get_data(as_text=True)


@pytest.mark.parametrize(
    ("name", "short"), [("Hoàng Văn Bình", "H.V.B."), ("ánh", "Á."), ("Y  Đôn", "Y.Đ."), ("", "")]
)
def test_names_become_initials(name, short):
    assert initials(name) == short


def test_a_colleagues_people_and_those_due_later_are_not_on_it(
    browser, phone, case, duc_xuan, khanh, minh, lan
):
    cast.open_case(area=duc_xuan, by=minh, worker=khanh, name="Người khác")
    later = cast.open_case(area=duc_xuan, by=minh, worker=lan, name="Hẹn Sau Này")
    cast.log_contact(later, lan, next_due_on=today() + timedelta(days=20))

    told = posted(browser, f"/offline/devices/{phone['device']}/list")

    assert [one["id"] for one in told["people"]] == [case.id]


def test_the_account_lists_the_phone_and_wipes_it(browser, phone, case):
    posted(browser, f"/offline/devices/{phone['device']}/list")
    page = browser.get("/account/")
    assert page.select_one(f"[data-device='{phone['device']}']")

    browser.submit(f"form[action$='/{phone['device']}/revocation']", 303)

    assert not browser.follow().select("[data-device]")
    browser.get(f"/offline/standing/{phone['handle']}")
    assert browser.response.get_json() == {
        "standing": "off",
        "now": browser.response.get_json()["now"],
    }
    browser.post(f"/offline/devices/{phone['device']}/list", expect=403)


def test_whoever_has_no_handle_learns_nothing(browser, phone):
    for guess in ("x", "0" * 32, str(phone["device"])):
        browser.get(f"/offline/standing/{guess}")
        assert browser.response.get_json()["standing"] == "off"


def test_hello_says_who_is_there_and_keeps_nobody_signed_in(browser, phone, lan):
    long_ago = utcnow() - timedelta(minutes=10)
    db.session.execute(db.update(UserSession).values(seen_at=long_ago))
    before = seen_at()
    browser.get(f"/offline/hello?device={phone['device']}", headers={"X-Outbox": "1"})
    told = browser.response.get_json()

    assert (told["user"], told["standing"]) == (lan.id, "on")
    assert told["token"].count(".") == 2
    assert seen_at() == before
    for odd in ("", "0", "9" * 30, "-1", "x", "²"):
        browser.get(f"/offline/hello?device={odd}")
        assert browser.response.get_json()["standing"] == "off"


def seen_at():
    db.session.rollback()
    return db.session.query(UserSession).order_by(UserSession.id.desc()).first().seen_at


def test_another_user_gets_neither_list_nor_key(browser, phone, khanh, minh):
    browser.sign_in(khanh).post(f"/offline/devices/{phone['device']}/list", expect=404)
    browser.get(f"/offline/devices/{phone['device']}/key", expect=404)
    browser.sign_in(minh).get(f"/offline/devices/{phone['device']}/key", expect=404)


def test_the_owner_still_gets_the_key_of_a_phone_that_was_wiped(browser, phone, lan):
    browser.post(f"/offline/devices/{phone['device']}/revocation", expect=303)
    browser.get(f"/offline/devices/{phone['device']}/key")

    assert (
        browser.response.get_json()["private_key"]
        == db.session.query(OfflineDevice).one().private_key
    )


def test_signing_out_tells_the_phone_to_wipe_its_list(browser, phone, case):
    posted(browser, f"/offline/devices/{phone['device']}/list")
    browser.post("/sign-out", expect=303)
    browser.get(f"/offline/standing/{phone['handle']}")

    assert browser.response.get_json()["standing"] == "stale"
