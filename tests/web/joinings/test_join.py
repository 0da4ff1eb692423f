"""Two rows of one person become one and can be taken apart: nothing is lost either way."""

import pytest

from reintegrate.db import db, today
from reintegrate.models.audit import AuditEvent
from reintegrate.models.case import Case
from reintegrate.models.joining import Joining
from reintegrate.models.person import Person, PersonPaper
from tests import cast


@pytest.fixture
def running(minh, lan, duc_xuan):
    """Đào's present case, opened by somebody who did not find the earlier one."""
    case = cast.open_case(area=duc_xuan, by=minh, worker=lan, name="Đặng Thị Đào", birth_year=1988)
    db.session.commit()
    return case


@pytest.fixture
def earlier(minh, duc_xuan):
    """Her ended case, under another spelling, with a paper."""
    case = cast.open_case(area=duc_xuan, by=minh, name="Đặng Thị Đoà", birth_year=1987)
    case.person.education = "9/12"
    case.person.add_paper("citizen_id", "006188000123", None, "")
    case.close(outcome_code="completed", on=today(), by=minh)
    db.session.commit()
    return case


def address(one, other):
    return f"/people/{one.person_id}/same/{other.person_id}"


def join(browser, one, other, expect=302, **choices):
    browser.get(address(one, other))
    return browser.submit("form:has([name=key])", expect, **choices)


def test_their_cases_stand_together_with_what_is_right_of_both(browser, minh, running, earlier):
    join(browser.sign_in(minh), running, earlier, name="kept", birth="other", education="other")

    db.session.expire_all()
    person = running.person
    assert earlier.person_id == person.id
    assert (person.name, person.birth_year, person.education) == ("Đặng Thị Đào", 1987, "9/12")
    assert person.other_names == "Đặng Thị Đoà"
    assert db.session.scalars(db.select(PersonPaper.person_id)).all() == [person.id]
    page = browser.get("/people/search")
    page = browser.submit("form:has([name=q])", 200, q="đoà")
    assert len(page.select(".worklist a")) == 2


def test_every_difference_stands_side_by_side(browser, minh, running, earlier):
    page = browser.sign_in(minh).get(address(running, earlier))

    text = page.main.get_text(" ", strip=True)
    for told in ("Đặng Thị Đào", "Đặng Thị Đoà", "1988", "1987", "9/12", running.number):
        assert told in text
    assert not page.select("[name=sex]")  # in what they agree nothing is asked


def test_taken_apart_each_has_their_own_again(browser, minh, running, earlier):
    other_id = earlier.person_id
    join(browser.sign_in(minh), running, earlier, name="other", birth="other", education="other")
    joining = db.session.scalars(db.select(Joining)).one()
    browser.post(f"/joinings/{joining.id}/separation", 302)

    db.session.expire_all()
    assert earlier.person_id == other_id
    for case, name, year in ((running, "Đặng Thị Đào", 1988), (earlier, "Đặng Thị Đoà", 1987)):
        assert (case.person.name, case.person.birth_year, case.person.other_names) == (
            name,
            year,
            "",
        )
    assert running.person.education == ""
    assert db.session.scalars(db.select(PersonPaper.person_id)).all() == [other_id]
    browser.get("/people/search")
    page = browser.submit("form:has([name=q])", 200, q="đào")
    assert [link["href"] for link in page.select(".worklist a")] == [f"/cases/{running.id}"]


def test_what_was_corrected_since_stays_after_taking_apart(browser, minh, running, earlier):
    join(browser.sign_in(minh), running, earlier, name="kept", birth="kept", education="other")
    running.person.education = "12/12"
    db.session.commit()
    joining = db.session.scalars(db.select(Joining)).one()
    browser.post(f"/joinings/{joining.id}/separation", 302)

    db.session.expire_all()
    assert running.person.education == "12/12"
    assert earlier.person.education == "9/12"


def test_the_file_of_each_case_says_so(browser, minh, running, earlier):
    join(browser.sign_in(minh), running, earlier, name="kept", birth="kept", education="kept")

    what = AuditEvent.what == "person.joined"
    events = db.session.scalars(db.select(AuditEvent.case_id).where(what)).all()
    assert sorted(events) == sorted([running.id, earlier.id])


def test_a_choice_is_asked_for(browser, minh, running, earlier):
    page = join(browser.sign_in(minh), running, earlier, 200, name="kept")

    assert page.select_one("#birth-error")
    assert page.select_one("[name=name][checked]")["value"] == "kept"
    assert db.session.scalars(db.select(Joining)).first() is None


def test_two_open_cases_are_not_joined(browser, minh, running, duc_xuan):
    second = cast.open_case(area=duc_xuan, by=minh, name="Đặng Thị Đào", birth_year=1988)
    db.session.commit()
    page = join(browser.sign_in(minh), running, second, 200)

    assert "hồ sơ đang mở" in page.select_one(".error-summary").get_text()
    assert second.person_id != running.person_id


def test_posting_twice_joins_once(browser, minh, running, earlier):
    browser.sign_in(minh).get(address(running, earlier))
    form = browser.page.select_one("form:has([name=key])")
    for _ in range(2):
        browser.submit(form, 302, name="kept", birth="kept", education="kept")

    assert db.session.query(Joining).count() == 1


def test_the_other_row_cannot_be_joined_once_more(browser, minh, running, earlier):
    other_id = earlier.person_id
    join(browser.sign_in(minh), running, earlier, name="kept", birth="kept", education="kept")

    browser.get(f"/people/{running.person_id}/same/{other_id}", 404)
    assert db.session.get(Person, other_id) is not None


def test_another_ward_and_workers_cannot(browser, tuan, lan, running, earlier):
    browser.sign_in(tuan).get(address(running, earlier), 404)
    browser.sign_in(lan).get(address(running, earlier), 403)
    browser.get(f"/people/{running.person_id}/same", 403)


def test_who_may_be_the_same_is_proposed(browser, minh, running, earlier):
    page = browser.sign_in(minh).get(f"/people/{running.person_id}/same")

    assert page.select(f'a[href="{address(running, earlier)}"]')
    page = browser.get(f"/cases/{running.id}/details")
    assert page.select(f'a[href="/people/{running.person_id}/same"]')


def test_no_case_is_left_behind(browser, minh, running, earlier):
    join(browser.sign_in(minh), running, earlier, name="kept", birth="kept", education="kept")

    assert set(db.session.scalars(db.select(Case.person_id))) == {running.person_id}
