"""Editing a rule: what would move is shown first, by number and ward; then it is a new row."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from reintegrate.db import HERE, at, db, utcnow
from reintegrate.models.act import Act, ActKind
from reintegrate.models.case import Case
from reintegrate.models.deadline_row import Deadline
from reintegrate.models.step_rule import StepRule
from reintegrate.models.user import User
from tests.cast import open_case

pytestmark = pytest.mark.either_database


@pytest.fixture
def case(minh, lan, duc_xuan) -> Case:
    """Its police owe a proposal until 24/11/2026."""
    with at(datetime(2026, 11, 1, 12, tzinfo=HERE)):
        case = open_case(area=duc_xuan, by=minh, worker=lan, name="Nông Văn Hùng")
    with at(max(utcnow(), datetime(2026, 12, 31, tzinfo=HERE))):
        notice = date(2026, 11, 20)
        Act.record(case, ActKind.NOTICE_RECEIVED, at=notice, by=minh, source="outside")
    db.session.commit()
    return case


@pytest.fixture
def rule(app) -> StepRule:
    found = StepRule.newest("2025", "proposal")
    assert found is not None
    return found


def ask(browser, rule, expect=200, **changes):
    browser.get(f"/rules/{rule.id}")
    answers = {"amount": "4", "from_day": "01/07/2026", "because": "Thông tư mới."} | changes
    return browser.submit("form.form", expect=expect, **answers)


def owed(case) -> Deadline:
    found = select(Deadline).where(Deadline.case_id == case.id, Deadline.step == "proposal")
    return db.session.scalars(found).one()


def test_it_shows_what_would_move_and_no_name(browser, admin, case, rule):
    page = ask(browser.sign_in(admin), rule)

    cells = [cell.get_text(strip=True) for cell in page.select("table tbody td")]
    assert cells == [case.number, "Phường Đức Xuân", "24/11/2026", "26/11/2026"]
    assert "Phường Đức Xuân: 1" in page.get_text()
    assert "Hùng" not in page.get_text()
    assert owed(case).due_on == date(2026, 11, 24)
    assert db.session.scalar(select(StepRule.id).where(StepRule.revision == 2)) is None


def test_once_confirmed_it_counts_and_what_is_owed_has_followed(browser, admin, case, rule):
    ask(browser.sign_in(admin), rule)
    browser.submit("form.form", expect=303, confirm="yes")

    one = owed(case)
    assert one.due_on == date(2026, 11, 26)
    assert (one.rule.revision, one.rule.because) == (2, "Thông tư mới.")
    page = browser.get("/rules/")
    assert "Trong 4 ngày làm việc" in page.get_text()
    assert "Thông tư mới." in browser.get(f"/rules/{rule.id}").get_text()


def test_changing_the_answers_goes_back_with_what_was_typed(browser, admin, case, rule):
    ask(browser.sign_in(admin), rule)
    page = browser.submit("form.form", expect=200, change="yes")

    assert page.select_one("#amount")["value"] == "4"
    assert page.select_one("#because").get_text(strip=True) == "Thông tư mới."


def test_what_is_wrong_is_said_at_its_field(browser, admin, rule):
    browser.sign_in(admin)
    assert ask(browser, rule, because="").select_one("#because-error")
    assert ask(browser, rule, amount="0").select_one("#amount-error")
    assert ask(browser, rule, from_day="31/02/2026").select_one("#from_day-error")
    assert ask(browser, rule, escalate_after="").select_one("#escalate_after-error")
    assert ask(browser, rule, amount="2").select_one("#amount-error")  # as it is already


def test_of_two_who_edit_the_second_sees_what_the_first_saved(browser, admin, case, rule):
    browser.sign_in(admin).get(f"/rules/{rule.id}")
    form = browser.page.select_one("form.form")
    ask(browser, rule, amount="4")
    browser.submit("form.form", expect=303, confirm="yes")
    page = browser.submit(form, expect=200, amount="9", because="Ý khác.")

    assert page.select_one("#amount")["value"] == "9"
    assert "4" in page.select_one("#amount-theirs").get_text()
    assert StepRule.newest("2025", "proposal").amount == 4


@pytest.mark.parametrize("username", ["lan", "minh", "binh", "thao", "mai"])
def test_rules_are_the_administrators(browser, username, rule):
    browser.sign_in(User.named(username)).get(f"/rules/{rule.id}", expect=403)
