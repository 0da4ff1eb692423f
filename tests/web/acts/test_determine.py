"""A determination of addiction: three facts, ending nothing by itself."""

from datetime import timedelta

import pytest

from reintegrate.db import db
from reintegrate.models.act import Act
from reintegrate.models.case import CaseStatus
from tests.web.acts.conftest import OTHERS, day

pytestmark = pytest.mark.either_database

ANSWERS = {"number": "3/KL", "on": timedelta(0), "signer": "Trung tâm Y tế"}


def path(case) -> str:
    return f"/cases/{case.id}/determination"


def test_it_is_written_and_the_case_goes_on_until_somebody_ends_it(browser, minh, case):
    browser.sign_in(minh).get(path(case))
    browser.submit("form.form", 303, **ANSWERS)
    db.session.expire_all()
    assert case.status == CaseStatus.MANAGED

    browser.get(f"/cases/{case.id}/closure")
    browser.submit("form.form", 200, outcome="determined_addicted", on=day())
    browser.submit("form.form", 303, confirm="yes")
    db.session.expire_all()
    assert case.status == CaseStatus.CLOSED


def test_without_it_a_case_does_not_end_so(browser, minh, case):
    browser.sign_in(minh).get(f"/cases/{case.id}/closure")
    page = browser.submit("form.form", 200, outcome="determined_addicted", on=day())

    assert "kết quả xét nghiệm không làm kết thúc" in page.get_text()
    assert not page.select("[name=confirm]")


@pytest.mark.parametrize("left_out", ["number", "signer", "on"])
def test_it_needs_number_day_and_body(browser, minh, case, left_out):
    browser.sign_in(minh).get(path(case))
    page = browser.submit("form.form", 200, **(ANSWERS | {left_out: ""}))

    assert page.select_one(f"#{left_out}-error")
    assert db.session.scalars(db.select(Act)).all() == []


@pytest.mark.parametrize(("username", "status"), OTHERS)
def test_who_may_not_cannot(browser, request, case, username, status):
    browser.sign_in(request.getfixturevalue(username))
    browser.get(path(case), expect=status)
    browser.post(path(case), expect=status, **ANSWERS)
