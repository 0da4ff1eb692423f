"""Check the answers, then submit: what is missing is named and linked, twice is once."""

import pytest

from reintegrate.db import db, today
from reintegrate.models.intake import Intake, IntakeStatus
from tests import cast
from tests.intakes import answer, begin_intake


@pytest.fixture
def intake(lan):
    return begin_intake(lan)


def status(intake):
    db.session.expire_all()
    return db.session.get(Intake, intake.id).status


def test_it_is_checked_and_submitted(browser, lan, intake):
    answer(intake, lan)
    page = browser.sign_in(lan).get(f"/intakes/{intake.id}/check")
    text = page.main.get_text(" ", strip=True)
    for said in ("Hoàng Văn Bình", "1990", "006090000123", "Tìm việc làm", "Không đồng ý"):
        assert said in text

    browser.submit("main form.one-button", 303)
    assert status(intake) == IntakeStatus.SUBMITTED
    assert "Đã gửi" in browser.follow().main.get_text()


def test_every_answer_links_to_where_it_is_changed(browser, lan, intake):
    answer(intake, lan)
    page = browser.sign_in(lan).get(f"/intakes/{intake.id}/check")
    links = [link["href"] for link in page.select(".summary-change a")]

    assert f"/intakes/{intake.id}/who#birth" in links
    assert f"/intakes/{intake.id}/papers#papers_1_kind" in links
    for link in links:
        path, _, anchor = link.partition("#")
        assert browser.get(path).find(id=anchor), link


def test_it_asks_for_what_is_missing(browser, lan, intake):
    answer(intake, lan, who={"birth": ""}, residence={"phone_owner": ""})
    page = browser.sign_in(lan).get(f"/intakes/{intake.id}/check")

    links = [link["href"] for link in page.select(".missing a")]
    assert links == [
        f"/intakes/{intake.id}/who#birth",
        f"/intakes/{intake.id}/residence#phone_owner",
    ]
    assert not page.select("main form.one-button")
    for link in links:
        path, _, anchor = link.partition("#")
        assert browser.get(path).find(id=anchor), link


def test_nothing_written_yet_names_every_section(browser, lan, intake):
    page = browser.sign_in(lan).get(f"/intakes/{intake.id}/check")
    assert len(page.select(".missing a")) == 8


def test_an_unfinished_intake_is_not_submitted(browser, lan, intake):
    browser.sign_in(lan).post(f"/intakes/{intake.id}/submission", 303)

    assert browser.response.location == f"/intakes/{intake.id}/check"
    assert "Còn một số phần chưa xong" in browser.follow().get_text()
    assert status(intake) == IntakeStatus.DRAFT


def test_a_minor_without_a_representative_is_asked_for_one(browser, lan, intake):
    answer(intake, lan, who={"birth": str(today().year - 15)})
    page = browser.sign_in(lan).get(f"/intakes/{intake.id}/check")

    assert "người đại diện cho người dưới 18" in page.select_one(".missing").get_text()


def test_submitting_twice_shows_the_same_result(browser, lan, intake):
    answer(intake, lan)
    browser.sign_in(lan).post(f"/intakes/{intake.id}/submission", 303)
    first = browser.response.location
    browser.post(f"/intakes/{intake.id}/submission", 303)

    assert browser.response.location == first == f"/intakes/{intake.id}"
    browser.get(f"/intakes/{intake.id}/check", 303)


def test_someone_known_with_the_same_paper_is_pointed_out(browser, lan, minh, intake, duc_xuan):
    case = cast.open_case(area=duc_xuan, by=minh, name="Hoàng Văn Bính")
    case.person.add_paper("citizen_id", "006 090 000 123", None, "")
    answer(intake, lan)
    page = browser.sign_in(lan).get(f"/intakes/{intake.id}/check")

    assert "Có phải cùng một người không" in page.get_text()
    assert page.select_one(f'a[href="/cases/{case.id}"]')


def test_a_citizen_number_of_another_year_is_pointed_out(browser, lan, intake):
    answer(intake, lan, who={"birth": "1975"})
    page = browser.sign_in(lan).get(f"/intakes/{intake.id}/check")
    assert "Năm sinh trong số căn cước khác" in page.get_text()


@pytest.mark.parametrize("other", ["khanh", "hoa"])
def test_another_writer_cannot_tell_the_draft_exists(browser, lan, intake, other, request):
    answer(intake, lan)
    browser.sign_in(request.getfixturevalue(other))
    browser.get(f"/intakes/{intake.id}/check", 404)
    browser.post(f"/intakes/{intake.id}/submission", 404)


@pytest.mark.parametrize("role", ["minh", "dung", "mai", "binh", "thao", "admin"])
def test_other_roles_do_not_submit(browser, intake, role, request):
    browser.sign_in(request.getfixturevalue(role))
    browser.get(f"/intakes/{intake.id}/check", 403)
    browser.post(f"/intakes/{intake.id}/submission", 403)
