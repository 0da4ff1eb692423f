"""Where the age leaves the term open, and where rehabilitation ends on another day."""

import pytest

from reintegrate.db import db, today
from reintegrate.models.regime import months_later
from tests.cast import open_case
from tests.web.acts.conftest import OTHERS, day

pytestmark = pytest.mark.either_database


def test_the_official_answers_and_the_term_follows(browser, minh, duc_xuan):
    case = open_case(area=duc_xuan, by=minh, birth_year=today().year - 19)
    page = browser.sign_in(minh).get(f"/cases/{case.id}/acts")
    assert page.select_one(f'.notice a[href="/cases/{case.id}/age"]')

    browser.get(f"/cases/{case.id}/age")
    browser.submit("form.form", 303, minor="no")
    db.session.expire_all()
    assert case.term_to == months_later(case.term_from, 24)
    assert not browser.follow().select(f'.notice a[href="/cases/{case.id}/age"]')


def test_another_day_of_return(browser, minh, coming):
    browser.sign_in(minh).get(f"/cases/{coming.id}/return-date")
    page = browser.submit("form.form", 200, on=day(-1))
    assert page.select_one("#on-error")

    browser.submit("form.form", 303, on=day(50))
    db.session.expire_all()
    assert f"{coming.term_from:%d/%m/%Y}" == day(50)


def test_whoever_is_home_has_no_day_of_return(browser, minh, case):
    browser.sign_in(minh).get(f"/cases/{case.id}/return-date", expect=303)


@pytest.mark.parametrize(("username", "status"), OTHERS)
def test_who_may_not_cannot(browser, request, case, username, status):
    browser.sign_in(request.getfixturevalue(username))
    browser.get(f"/cases/{case.id}/age", expect=status)
    browser.post(f"/cases/{case.id}/age", expect=status, minor="yes")
