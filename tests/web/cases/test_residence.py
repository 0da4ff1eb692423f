"""Another address in the ward, or another phone."""

import pytest

from reintegrate.db import db
from reintegrate.models.encrypted import blind_index
from reintegrate.models.person import PHONE_INDEX, PhoneOwner


def path(case) -> str:
    return f"/cases/{case.id}/residence"


def test_address_and_phone_are_saved(browser, lan, case):
    browser.sign_in(lan).get(path(case))
    browser.submit("form.form", 303, address="Tổ 7", phone="0912 345 678", phone_owner="family")

    db.session.expire_all()
    person = case.person
    assert (person.address, person.phone_owner) == ("Tổ 7", PhoneOwner.FAMILY)
    assert person.phone == "0912345678"
    assert person.phone_index == blind_index("0912345678", PHONE_INDEX)
    assert person.may_name_service is False


def test_the_timeline_says_so_without_the_address(browser, minh, case):
    case.be_reached_at("Tổ 7", phone="", owner=PhoneOwner.OWN, may_name_service=True, by=minh)

    text = browser.sign_in(minh).get(f"/cases/{case.id}").get_text()
    assert "Thay đổi địa chỉ hoặc điện thoại" in text
    assert "Tổ 7" not in text


def test_what_is_missing_or_no_phone_is_said_at_its_field(browser, lan, case):
    browser.sign_in(lan).get(path(case))
    page = browser.submit("form.form", 200, address="", phone="12", phone_owner="nobody")

    assert page.select_one("#address-error")
    assert page.select_one("#phone-error")
    assert page.select_one("#phone_owner-error")
    assert page.select_one("[name=phone]")["value"] == "12"


def test_the_second_of_two_sees_both(browser, lan, minh, case):
    browser.sign_in(lan)
    form = browser.get(path(case)).select_one("form.form")
    case.be_reached_at("Tổ 1", phone="", owner=PhoneOwner.OWN, may_name_service=True, by=minh)
    db.session.commit()

    page = browser.submit(form, 200, address="Tổ 2", phone_owner="own")

    assert "Tổ 1" in page.select_one("#address-theirs").get_text()
    assert "Tổ 2" in page.select_one("[name=address]").get_text()
    assert "Có" in page.select_one("#may_name_service-theirs").get_text()


@pytest.mark.parametrize(("username", "status"), [("khanh", 403), ("hoa", 404), ("mai", 403)])
def test_who_may_not_cannot(browser, request, case, username, status):
    browser.sign_in(request.getfixturevalue(username))

    browser.get(path(case), expect=status)
    browser.post(path(case), expect=status, address="X")
