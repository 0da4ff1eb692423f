"""The ward's official or police officer accepts an intake or sends it back, once."""

from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.case import Case
from reintegrate.models.intake import Intake, IntakeStatus
from reintegrate.models.person import Person
from reintegrate.models.regime import TermRule, months_later
from reintegrate.web.ui.filters import day
from tests.intakes import answer, begin_intake

ACCEPT = "form:has([name=worker])"
RETURN = "form:has([name=reason])"


@pytest.fixture
def intake(lan):
    intake = answer(begin_intake(lan), lan)
    intake.submit(by=lan)
    db.session.commit()
    return intake


def path(intake):
    return f"/intakes/{intake.id}/decision"


def status(intake):
    db.session.expire_all()
    return db.session.get(Intake, intake.id).status


def the_case():
    db.session.expire_all()
    return db.session.scalars(db.select(Case)).one()


@pytest.mark.parametrize("who", ["minh", "dung"])
def test_accepting_opens_the_case(browser, lan, intake, who, request):
    browser.sign_in(request.getfixturevalue(who)).get(path(intake))
    browser.submit(ACCEPT, 303)
    case = the_case()

    assert browser.response.location == f"/cases/{case.id}"
    assert (case.person.name, case.worker_id) == ("Hoàng Văn Bình", lan.id)
    assert case.number in browser.follow().get_text()


def test_what_it_means_is_shown_before(browser, minh, intake):
    text = browser.sign_in(minh).get(path(intake)).main.get_text(" ", strip=True)
    completed_on = today() - timedelta(days=10)

    assert "24 tháng, Điều 42(2)" in text
    assert day(completed_on) in text
    assert day(completed_on.replace(year=completed_on.year + 2)) in text
    assert "Luật Phòng, chống ma túy năm 2025" in text


def test_the_worker_and_the_printed_dates_can_be_chosen(browser, khanh, minh, intake):
    browser.sign_in(minh).get(path(intake))
    end = today() + timedelta(days=300)
    fields = {"decision_number": "15/QĐ-UBND", "decided_on": day(today()), "term_to": day(end)}
    browser.submit(ACCEPT, 303, worker=str(khanh.id), **fields)
    case = the_case()

    assert (case.worker_id, case.term_to) == (khanh.id, end)
    assert (case.decision_number, case.decided_on) == ("15/QĐ-UBND", today())


def test_a_case_may_begin_without_a_worker(browser, minh, intake):
    browser.sign_in(minh).get(path(intake))
    browser.submit(ACCEPT, 303, worker="")
    assert the_case().worker_id is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("term_to", "01/01/2001"),
        ("term_to", "mai"),
        ("decided_on", "01/01/2199"),
        ("decision_number", "x" * 100),
        ("worker", "999999"),
        ("worker", "không"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(browser, minh, intake, field, value):
    browser.sign_in(minh).get(path(intake))
    page = browser.submit(ACCEPT, 200, **{field: value})

    assert page.select_one(f"#{field}-error")
    assert status(intake) == IntakeStatus.SUBMITTED
    assert db.session.scalars(db.select(Person)).first() is None


def test_a_worker_of_another_ward_is_not_offered(browser, minh, hoa, intake):
    page = browser.sign_in(minh).get(path(intake))
    assert not page.select(f"option[value='{hoa.id}']")
    browser.submit(ACCEPT, 200, worker=str(hoa.id))
    assert status(intake) == IntakeStatus.SUBMITTED


def test_where_the_law_names_no_end_it_is_asked(browser, minh, intake):
    for rule in db.session.scalars(db.select(TermRule)):
        rule.months, rule.months_min, rule.months_max = None, 12, 24
    page = browser.sign_in(minh).get(path(intake))
    assert "từ 12 đến 24 tháng" in page.main.get_text(" ", strip=True)

    page = browser.submit(ACCEPT, 200)
    assert page.select_one("#term_to-error")
    end = today() + timedelta(days=400)
    browser.submit(ACCEPT, 303, term_to=day(end))
    assert the_case().term_to == end


def test_sending_back_needs_a_reason(browser, minh, intake):
    browser.sign_in(minh).get(path(intake))
    page = browser.submit(RETURN, 200, reason=" ")

    assert page.select_one("#reason-error")
    assert status(intake) == IntakeStatus.SUBMITTED


def test_sent_back_its_writer_reads_why_mends_and_submits(browser, lan, minh, intake):
    browser.sign_in(minh).get(path(intake))
    browser.submit(RETURN, 303, reason="Thiếu ngày cấp căn cước")
    browser.follow()
    page = browser.sign_in(lan).get(f"/intakes/{intake.id}")
    assert "Thiếu ngày cấp căn cước" in page.main.get_text()

    browser.get(f"/intakes/{intake.id}/papers")
    browser.submit("main form", 303, papers_1_issued_on="02/03/2021")
    browser.post(f"/intakes/{intake.id}/submission", 303)
    page = browser.sign_in(minh).get(f"/intakes/{intake.id}")
    assert "02/03/2021" in page.main.get_text()


def test_deciding_twice_shows_the_same_case(browser, minh, intake):
    page = browser.sign_in(minh).get(path(intake))
    form = page.select_one(ACCEPT)
    browser.submit(form, 303)
    first = browser.response.location
    browser.submit(form, 303)

    assert browser.response.location == first == f"/cases/{the_case().id}"


def test_the_second_of_two_is_told_who_was_first(browser, minh, dung, intake):
    form = browser.sign_in(dung).get(path(intake)).select_one(RETURN)
    browser.sign_in(minh).get(path(intake))
    browser.submit(ACCEPT, 303)
    browser.sign_in(dung)
    browser.post(path(intake), 303, answer="return", version="1", reason=form["method"])

    assert "Lý Văn Minh đã quyết định" in browser.follow().get_text()
    assert status(intake) == IntakeStatus.ACCEPTED


def test_what_was_mended_after_it_was_opened_is_read_again_first(browser, lan, minh, dung, intake):
    version = browser.sign_in(minh).get(path(intake)).select_one("[name=version]")["value"]
    intake.send_back("Thiếu", by=dung)
    intake.submit(by=lan)
    browser.post(path(intake), 303, answer="accept", version=version)

    assert "Hãy đọc lại trước" in browser.follow().get_text()
    assert status(intake) == IntakeStatus.SUBMITTED


def test_another_ward_cannot_tell_the_intake_exists(browser, tuan, intake):
    browser.sign_in(tuan).get(path(intake), 404)
    browser.post(path(intake), 404, answer="accept", version="1")


def test_a_draft_does_not_exist_for_who_decides(browser, lan, minh):
    browser.sign_in(minh).get(path(begin_intake(lan)), 404)


@pytest.mark.parametrize("role", ["lan", "khanh", "mai", "binh", "thao", "admin"])
def test_other_roles_do_not_decide(browser, intake, role, request):
    browser.sign_in(request.getfixturevalue(role)).get(path(intake), 403)
    browser.post(path(intake), 403, answer="accept", version="1")


def test_where_the_age_leaves_the_term_open_the_official_is_asked(browser, minh, lan):
    who = {"name": "Hoàng Văn Bình", "sex": "male", "birth": str(today().year - 19)}
    intake = answer(begin_intake(lan), lan, who=who)
    intake.submit(by=lan)
    db.session.commit()
    page = browser.sign_in(minh).get(path(intake))
    assert page.select_one("[name=minor][value=yes]").has_attr("checked"), "one year is proposed"

    browser.submit(ACCEPT, 303, minor="no")
    case = the_case()
    assert (case.counted_as_minor, case.term_to) == (False, months_later(case.term_from, 24))
