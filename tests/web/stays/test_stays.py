"""A stay elsewhere, as both wards see it on their pages."""

from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.contact import Contact
from reintegrate.models.hosted_stay import HostedStay, StayStatus
from reintegrate.models.user import User
from tests import story
from tests.cast import open_case


@pytest.fixture
def case(minh, lan, duc_xuan):
    return open_case(area=duc_xuan, by=minh, worker=lan, name="Nông Văn Hùng")


def answers(host, **changes):
    return {
        "key": story.new_key(),
        "host_area": str(host.id),
        "address": "Lán công trường",
        "first_day": today().strftime("%d/%m/%Y"),
        "last_day": (today() + timedelta(days=20)).strftime("%d/%m/%Y"),
    } | changes


@pytest.fixture
def stay(browser, case, lan, bac_kan) -> HostedStay:
    given = answers(bac_kan)
    for _ in range(2):
        browser.sign_in(lan).post(f"/cases/{case.id}/stays/new", **given, expect=302)
    return db.session.scalars(db.select(HostedStay)).one()


def test_asked_answered_met_and_ended(browser, case, stay, lan, tuan, hoa):
    address = f"/stays/{stay.id}"
    assert "Nông Văn Hùng" in browser.sign_in(tuan).get("/stays/").get_text()
    assert "Lán công trường" in browser.get(address).get_text()
    browser.post(f"{address}/hosting", worker=str(hoa.id), expect=302)

    page = browser.sign_in(hoa).get(address)
    met = {"key": story.new_key(), "outcome": "met", "channel": "home_visit"}
    met |= {"happened_on": today().strftime("%d/%m/%Y"), "note": "Đang làm đều"}
    for _ in range(2):
        browser.post(f"{address}/contacts", **met, expect=302)
    browser.get(f"/cases/{case.id}", expect=404)
    assert len(db.session.scalars(db.select(Contact)).all()) == 1

    page = browser.sign_in(lan).get(address)
    assert "gặp được" in page.get_text()
    browser.post(f"{address}/end", expect=302)
    db.session.refresh(stay)
    assert stay.status == StayStatus.ENDED
    for user in (tuan, hoa):
        assert "Hùng" not in browser.sign_in(user).get(address).get_text()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"host_area": ""}, "host_area"),
        ({"address": ""}, "address"),
        ({"last_day": "01/01/2020"}, "last_day"),
        ({"last_day": "01/01/2099"}, "last_day"),
    ],
)
def test_what_is_missing_is_asked_for(browser, case, lan, bac_kan, changes, field):
    browser.sign_in(lan)
    page = browser.post(f"/cases/{case.id}/stays/new", **answers(bac_kan, **changes), expect=200)

    assert page.select_one(f"#{field}-error")
    assert db.session.scalars(db.select(HostedStay)).all() == []


def test_a_yes_says_who(browser, stay, tuan):
    page = browser.sign_in(tuan).post(f"/stays/{stay.id}/hosting", expect=200)

    assert page.select_one("#worker-error")


@pytest.mark.parametrize(("name", "status"), [("khanh", 403), ("hoa", 404), ("phuong", 404)])
def test_nobody_else_logs_there(browser, stay, name, status):
    browser.sign_in(User.named(name)).post(f"/stays/{stay.id}/contacts", expect=status)
