"""An absence they told of, and their return."""

from datetime import timedelta

import pytest

from reintegrate.db import db
from reintegrate.models.absence import ReportedAbsence
from tests.web.acts.conftest import OTHERS, day

pytestmark = pytest.mark.either_database

ANSWERS = {"since": timedelta(1), "until": timedelta(9), "reason": "work"}


def path(case) -> str:
    return f"/cases/{case.id}/reported-absence"


def told() -> list[ReportedAbsence]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(ReportedAbsence)))


def test_told_and_returned(browser, dung, case):
    ends = case.term_to
    browser.sign_in(dung).get(path(case))
    browser.submit("form.form", 303, **ANSWERS)
    assert day(9) in browser.follow().get_text()

    page = browser.get(path(case))
    assert page.select_one("[name=on]")
    browser.submit("form.form", 303, on=day())
    [absence] = told()
    assert (f"{absence.returned_on:%d/%m/%Y}", case.away_until) == (day(), None)
    assert case.term_to == ends


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [({"since": ""}, "since"), ({"until": timedelta(0)}, "until"), ({"reason": None}, "reason")],
)
def test_what_is_missing_or_impossible_is_said(browser, minh, case, answers, wrong):
    browser.sign_in(minh).get(path(case))
    page = browser.post(path(case), 200, **(ANSWERS | answers))

    assert page.select_one(f"#{wrong}-error")
    assert told() == []


def test_posted_twice_it_is_one(browser, minh, case):
    key = browser.sign_in(minh).get(path(case)).select_one("[name=key]")["value"]
    for _ in range(2):
        browser.post(path(case), 303, key=key, **ANSWERS)

    assert len(told()) == 1


@pytest.mark.parametrize(("username", "status"), OTHERS)
def test_who_may_not_cannot(browser, request, case, username, status):
    browser.sign_in(request.getfixturevalue(username))
    browser.get(path(case), expect=status)
    browser.post(path(case), expect=status, **ANSWERS)
