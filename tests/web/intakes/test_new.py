"""A new intake begins by looking the person up: nobody is written down twice."""

import pytest

from reintegrate.db import db, today
from reintegrate.models.intake import Intake
from reintegrate.models.intake_answers import TO_CHECK, Section
from tests import cast
from tests.intakes import answer, begin_intake


def look(browser, text):
    browser.get("/intakes/new")
    return browser.submit("main form", 200, q=text)


def button(page, words):
    found = [form for form in page.select("form.one-button") if words in form.get_text()]
    assert len(found) == 1, words
    return found[0]


def intakes():
    return list(db.session.scalars(db.select(Intake).order_by(Intake.id)))


@pytest.fixture
def back(minh, duc_xuan):
    """Somebody whose stay here ended, and who is back."""
    case = cast.open_case(area=duc_xuan, by=minh, name="Lục Văn Quân", birth_year=1985)
    case.person.add_paper("citizen_id", "006085000321", None, "Công an tỉnh")
    case.close(outcome_code="completed", on=today(), by=minh)
    db.session.commit()
    return case.person


def test_nothing_can_be_begun_before_looking(browser, lan):
    page = browser.sign_in(lan).get("/intakes/new")
    assert not page.select("form.one-button")


def test_somebody_nobody_knows_is_begun_with_the_name_that_was_looked_for(browser, lan):
    page = look(browser.sign_in(lan), "Lục Văn Quân")
    browser.submit(button(page, "Tiếp nhận người mới"), 303)
    (intake,) = intakes()

    assert browser.response.location == f"/intakes/{intake.id}"
    assert intake.by_id == lan.id
    assert intake.sheets() == {Section.WHO: {"name": "Lục Văn Quân"}}


def test_beginning_twice_makes_one(browser, lan):
    form = button(look(browser.sign_in(lan), "Lục Văn Quân"), "Tiếp nhận người mới")
    browser.submit(form, 303)
    first = browser.response.location
    browser.submit(form, 303)

    assert browser.response.location == first
    assert len(intakes()) == 1


def test_people_with_nearly_that_name_are_shown(browser, lan, back):
    for text in ("quan luc", "Lục Quân", "Lục Văn Anh Quân", "Lục Đình Quân", "006085000321"):
        assert "Lục Văn Quân" in look(browser.sign_in(lan), text).main.get_text(), text


def test_somebody_who_is_back_begins_with_what_is_known(browser, lan, back):
    page = look(browser.sign_in(lan), "luc van quan")
    browser.submit(button(page, "Đúng là Lục Văn Quân"), 303)
    (intake,) = intakes()

    assert intake.person_id == back.id
    sheets = intake.sheets()
    assert sheets[Section.WHO]["birth"] == "1985"
    assert sheets[Section.PAPERS]["papers"][0]["number"] == "006085000321"
    assert all(answers[TO_CHECK] for answers in sheets.values())
    page = browser.follow()
    assert "Cần xem lại" in page.main.get_text()
    assert "6085000321" in str(browser.get(f"/intakes/{intake.id}/papers"))


def test_somebody_with_a_case_under_way_is_led_to_it(browser, lan, minh, duc_xuan):
    case = cast.open_case(area=duc_xuan, by=minh, name="Lục Văn Quân")
    page = look(browser.sign_in(lan), "luc van quan")

    assert page.select_one(f'a[href="/cases/{case.id}"]')
    assert "Đúng là" not in page.main.get_text()
    key = page.select_one("form.one-button [name=key]")["value"]
    browser.post("/intakes/", 303, key=key, person_id=case.person_id)
    assert "không thể có hai hồ sơ cùng lúc" in browser.follow().get_text()
    assert intakes() == []


def test_a_draft_begun_and_forgotten_is_shown(browser, lan):
    intake = answer(begin_intake(lan), lan)
    page = look(browser.sign_in(lan), "binh hoang")
    assert page.select_one(f'a[href="/intakes/{intake.id}"]')


def test_a_colleagues_draft_is_not_shown(browser, khanh, lan):
    answer(begin_intake(lan), lan)
    assert "Hoàng Văn Bình" not in look(browser.sign_in(khanh), "binh hoang").main.get_text()


def test_it_asks_whom_to_look_for(browser, lan):
    assert look(browser.sign_in(lan), "").select_one(".error-summary")


def test_another_ward_cannot_begin_with_somebody_it_does_not_see(browser, hoa, back):
    key = look(browser.sign_in(hoa), "x").select_one("form.one-button [name=key]")["value"]
    browser.post("/intakes/", 404, key=key, person_id=back.id)
    browser.post("/intakes/", 404, key=key, person_id=999999999)
    assert intakes() == []


def test_a_key_that_is_not_one_begins_nothing(browser, lan):
    browser.sign_in(lan).post("/intakes/", 303, key="1", q="An")
    assert intakes() == []


@pytest.mark.parametrize("role", ["minh", "dung", "mai", "binh", "thao", "admin"])
def test_only_social_workers_write_intakes(browser, role, request):
    browser.sign_in(request.getfixturevalue(role))
    browser.get("/intakes/new", 403)
    browser.post("/intakes/", 403)


def test_gone_back_and_begun_again_it_leads_to_the_first(browser, lan):
    for expect in (303, 200):  # the page of results, opened anew, has a new key
        page = look(browser.sign_in(lan), "Lục Văn Quân")
        page = browser.submit(button(page, "Tiếp nhận người mới"), expect)
    (first,) = intakes()

    assert page.select_one(f'a[href="/intakes/{first.id}"]')
    browser.submit(button(page, "cho người khác"), 303)
    assert len(intakes()) == 2
