"""The decision as it is printed: its days hold."""

from datetime import timedelta

import pytest

from reintegrate.db import db
from reintegrate.models.act import Act
from tests.web.acts.conftest import OTHERS, day

pytestmark = pytest.mark.either_database


def path(case) -> str:
    return f"/cases/{case.id}/decision"


def term(case) -> tuple[str, str]:
    db.session.expire_all()
    return f"{case.term_from:%d/%m/%Y}", f"{case.term_to:%d/%m/%Y}"


ANSWERS = {
    "number": "15/QĐ-UBND",
    "on": timedelta(-5),
    "term_from": timedelta(-9),
    "term_to": timedelta(700),
}


def test_the_printed_days_hold(browser, minh, case):
    browser.sign_in(minh).get(path(case))
    browser.submit("form.form", 303, signer="Lý Văn Minh", **ANSWERS)

    assert term(case) == (day(-9), day(700))
    assert (case.decision_number, case.decision_signer) == ("15/QĐ-UBND", "Lý Văn Minh")
    assert "theo quyết định" in browser.follow().get_text()


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({"number": ""}, "number"),
        ({"on": timedelta(2)}, "on"),
        ({"term_to": ""}, "term_to"),
        ({"term_to": timedelta(-9)}, "term_to"),
    ],
)
def test_what_is_missing_or_impossible_is_said(browser, minh, case, answers, wrong):
    before = term(case)
    browser.sign_in(minh).get(path(case))
    page = browser.submit("form.form", 200, **(ANSWERS | answers))

    assert page.select_one(f"#{wrong}-error")
    assert term(case) == before


def test_taken_back_the_law_holds_again_once(browser, minh, case):
    before = term(case)
    browser.sign_in(minh).get(path(case))
    browser.submit("form.form", 303, **ANSWERS)
    act = db.session.scalars(db.select(Act)).one()
    for _ in range(2):
        browser.post(f"/acts/{act.id}/taking-back", 303)

    assert term(case) == before
    assert browser.get(f"/cases/{case.id}/acts").select("s")


@pytest.mark.parametrize(("username", "status"), OTHERS)
def test_who_may_not_cannot(browser, request, case, username, status):
    browser.sign_in(request.getfixturevalue(username))
    browser.get(path(case), expect=status)
    browser.post(path(case), expect=status, **ANSWERS)
