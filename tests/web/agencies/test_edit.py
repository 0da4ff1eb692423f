"""An agency's page: kept up by province and administrator, in versions, shown when asking."""

import pytest

from reintegrate.db import db
from reintegrate.models.agency import Agency
from reintegrate.models.agency_revision import AgencyRevision, change
from tests import story
from tests.web.agencies.pages import facts_of


def edit_of(women, browser, **changed):
    browser.get(f"/agencies/{women.id}/edit")
    return browser.submit("form.form", **changed)


@pytest.mark.parametrize("who", ["binh", "admin"])
def test_a_change_is_kept_with_what_it_was_before(browser, request, who, women):
    browser.sign_in(request.getfixturevalue(who))
    edit_of(women, browser, capacity="3", phone="0209 387 1111")
    page = browser.follow()

    assert (women.capacity, women.phone) == (3, "0209 387 1111")
    numbers = db.session.scalars(db.select(AgencyRevision.number)).all()
    assert sorted(numbers) == [1, 2]
    assert len(page.select("ol.timeline > li")) == 2
    assert "0209 387 1111" in page.select_one("ol.timeline").get_text()


def test_two_at_once_the_second_sees_the_first(browser, binh, admin, women):
    browser.sign_in(binh).get(f"/agencies/{women.id}/edit")
    change(women, facts_of(name="Hội Phụ nữ", areas=(binh.area_id,)), by=admin)
    db.session.commit()
    page = browser.submit("form.form", 200, name="Tên khác")
    assert page.select_one("#name-theirs")
    assert women.name == "Hội Phụ nữ"


def test_where_it_serves_is_asked_for(browser, binh):
    browser.sign_in(binh).get("/agencies/new")
    page = browser.submit("form.form", 200, name="Hội mới", kind="charity")
    assert page.select_one("#areas-error")
    assert page.select_one("#name")["value"] == "Hội mới"


def test_a_new_one_can_be_asked_in_the_wards_it_serves(browser, binh, lan, duc_xuan):
    browser.sign_in(binh).get("/agencies/new")
    ticked = {"areas": [str(duc_xuan.id)], "services": ["companionship"]}
    browser.submit("form.form", name="Hội Người cao tuổi", kind="charity", **ticked)
    browser.follow()
    made = db.session.scalars(db.select(Agency).filter_by(name="Hội Người cao tuổi")).one()

    assert made.serves(duc_xuan)
    page = browser.sign_in(lan).get("/agencies/")
    assert page.select_one(f"a[href='/agencies/{made.id}']")


def test_how_many_places_are_taken_is_said_when_asking(browser, binh, lan, asked, women, case):
    browser.sign_in(binh)
    edit_of(women, browser, capacity="1")
    page = browser.sign_in(lan).get(f"/agencies/{women.id}")
    assert "Hết chỗ (1 chỗ)" in page.get_text()
    need = story.state(case, lan, "family_relations")
    asking = browser.get(f"/cases/{case.id}/assignments/new?need={need.id}&service=family_support")
    assert "Hết chỗ (1 chỗ)" in asking.get_text()


@pytest.mark.parametrize("who", ["lan", "minh", "mai", "thao"])
def test_nobody_else_changes_it(browser, request, who, women):
    browser.sign_in(request.getfixturevalue(who)).get(f"/agencies/{women.id}/edit", 403)


def test_another_wards_agency_is_not_there(browser, hoa, women):
    browser.sign_in(hoa).get(f"/agencies/{women.id}", 404)
