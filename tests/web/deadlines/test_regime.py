"""An official puts a case under other rules, with a reason; what is owed follows."""

from datetime import date

import pytest
from sqlalchemy import select

from reintegrate.db import db
from reintegrate.models.transition import RegimeSwitch
from reintegrate.models.user import User

pytestmark = pytest.mark.either_database


def switch(browser, case, expect=303, **changes):
    browser.get(f"/cases/{case.id}/regime")
    answers = {"regime": "2021", "reason": "Theo công văn hướng dẫn."} | changes
    return browser.submit("form.form", expect=expect, **answers)


def test_the_dates_owed_follow_and_the_reason_is_kept(browser, minh, case, deadline):
    switch(browser.sign_in(minh), case)

    db.session.refresh(deadline)
    assert deadline.due_on == date(2026, 11, 25)
    made = db.session.scalars(select(RegimeSwitch)).one()
    assert (made.from_code, made.to_code, made.reason) == (
        "2025",
        "2021",
        "Theo công văn hướng dẫn.",
    )
    assert "Theo công văn hướng dẫn." in browser.get(f"/cases/{case.id}/regime").get_text()


def test_it_asks_for_the_rules_and_the_reason_and_keeps_what_was_typed(browser, minh, case):
    page = switch(browser.sign_in(minh), case, expect=200, reason="")
    assert page.select_one("#reason-error")
    assert page.select_one('input[value="2021"][checked]')
    page = switch(browser, case, expect=200, regime="1999")
    assert page.select_one("#regime-error")
    assert not db.session.scalars(select(RegimeSwitch)).all()


def test_sent_twice_it_is_done_once(browser, minh, case):
    browser.sign_in(minh).get(f"/cases/{case.id}/regime")
    form = browser.page.select_one("form.form")
    for _ in range(2):
        browser.submit(form, expect=303, regime="2021", reason="Theo công văn.")

    assert len(db.session.scalars(select(RegimeSwitch)).all()) == 1


@pytest.mark.parametrize(("username", "status"), [("lan", 403), ("tuan", 404), ("admin", 403)])
def test_it_is_for_officials_and_police_of_the_ward(browser, username, status, case):
    browser.sign_in(User.named(username)).get(f"/cases/{case.id}/regime", expect=status)


def test_an_ended_case_stays_as_it_is(browser, minh, case):
    case.close(outcome_code="moved", on=case.opened_on, by=minh)
    db.session.commit()
    browser.sign_in(minh).get(f"/cases/{case.id}/regime", expect=403)
