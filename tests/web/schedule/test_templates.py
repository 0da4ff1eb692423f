"""Templates of the schedule: a preview before a change counts, a copy of one's own, the usual."""

from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.activity_set import ActivitySet, Planned, items_of
from reintegrate.models.catalogue import forget_names
from reintegrate.models.proposal import template_of
from reintegrate.models.rhythm import Rhythm, RhythmVersion
from tests.cast import open_case


@pytest.fixture(autouse=True)
def afresh():
    forget_names()
    yield
    forget_names()


def coded(model, code: str):
    return db.session.scalars(db.select(model).where(model.code == code)).one()


def versions(rhythm) -> int:
    own = RhythmVersion.rhythm_id == rhythm.id
    return db.session.scalar(db.select(db.func.count()).select_from(RhythmVersion).where(own))


@pytest.fixture
def usual(app):
    return coded(Rhythm, "usual")


def test_what_changes_is_shown_before_it_is_saved(browser, admin, usual):
    path = f"/schedule/rhythms/{usual.id}"
    browser.sign_in(admin).get(path)
    page = browser.submit("form.form", 200, every_1="5", why="Gần hơn")
    assert "cách 7 ngày" in page.get_text()
    assert "cách 5 ngày" in page.get_text()
    assert versions(usual) == 1
    browser.submit("form.form", 303, confirm="yes")

    assert versions(usual) == 2
    browser.get(path)
    browser.submit("form.form", 303, confirm="yes")
    assert versions(usual) == 2


def test_a_ward_makes_its_own_and_sees_how_many_cases_it_touches(
    browser, minh, lan, duc_xuan, usual
):
    page = browser.sign_in(minh).get("/schedule/")
    assert not page.select_one(f'a[href="/schedule/rhythms/{usual.id}"]')
    browser.get(f"/schedule/rhythms/{usual.id}", expect=403)
    browser.get("/schedule/")
    browser.submit(
        'form[action="/schedule/rhythms/new"]', 303, name="Nhịp Đức Xuân", source=usual.id
    )
    own = db.session.scalars(db.select(Rhythm).where(Rhythm.area_id == duc_xuan.id)).one()
    began = today() - timedelta(days=100)
    case = open_case(area=duc_xuan, by=minh, worker=lan, completed_on=began)
    browser.get("/schedule/")
    browser.submit(f'form[action="/schedule/rhythms/{own.id}/usual"]', 303)
    db.session.expire_all()
    assert template_of(case).id == own.id

    browser.get(f"/schedule/rhythms/{own.id}")
    page = browser.submit("form.form", 200, every_3="20")
    rows = [row.get_text(" ", strip=True) for row in page.select("tbody tr")]
    assert next(row for row in rows if "thay đổi" in row).endswith("1")


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({"every_1": "0"}, "every_1"),
        ({"every_1": ""}, "every_1"),
        ({"first_days": "x"}, "first_days"),
        ({"until_2": "10"}, "until_2"),
        ({"until_1": ""}, "until_1"),
        ({"every_2": ""}, "every_3"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(browser, admin, usual, answers, wrong):
    browser.sign_in(admin).get(f"/schedule/rhythms/{usual.id}")
    page = browser.submit("form.form", 200, confirm="yes", **answers)

    assert page.select_one(f"#{wrong}-error"), page.select_one("#error-summary")
    assert versions(usual) == 1


def test_a_set_is_edited_and_a_field_left_empty_takes_it_out(browser, admin, app):
    found = coded(ActivitySet, "newcomer")
    browser.sign_in(admin).get(f"/schedule/sets/{found.id}")
    browser.submit("form.form", 303, after_family_talk="", after_work_talk="40")

    items = items_of(found)
    assert Planned("work_talk", 40) in items
    assert "family_talk" not in {item.kind_code for item in items}


def test_two_who_edit_the_same_rhythm_are_told(browser, admin, usual):
    path = f"/schedule/rhythms/{usual.id}"
    form = browser.sign_in(admin).get(path).select_one("form.form")
    browser.submit(form, 303, every_1="6", confirm="yes")
    browser.submit(form, 200, every_1="9", confirm="yes")

    assert versions(usual) == 2


@pytest.mark.parametrize("username", ["lan", "hoa", "mai", "binh", "thao"])
def test_nobody_else_keeps_them(browser, request, usual, username):
    browser.sign_in(request.getfixturevalue(username)).get("/schedule/", expect=403)
