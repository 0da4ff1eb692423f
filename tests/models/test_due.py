"""Each notion of being due says the same of a row and to the database."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reintegrate.db import db, today
from reintegrate.models import due
from reintegrate.models.case import NO_DATE, Case, CaseStatus
from tests.cast import open_case

NOTIONS = {name: found for name, found in vars(due).items() if isinstance(found, due.Notion)}


def days(low: int, high: int) -> st.SearchStrategy[date]:
    return st.integers(low, high).map(lambda count: today() + timedelta(days=count))


@pytest.mark.either_database
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    next_due_on=days(-9, 9) | st.just(NO_DATE),
    agreed=st.booleans(),
    reached=st.none() | days(-40, 0),
    opened_on=days(-40, 0),
    term_to=days(-40, 40),
    status=st.sampled_from(CaseStatus),
    worked=st.booleans(),
)
def test_a_row_and_the_database_agree(
    lan, minh, duc_xuan, next_due_on, agreed, reached, opened_on, term_to, status, worked
):
    case = open_case(area=duc_xuan, by=minh)
    values = {
        "next_due_on": next_due_on,
        "next_is_agreed": agreed,
        "last_reached_on": reached,
        "opened_on": opened_on,
        "term_to": term_to,
        "status": status,
        "worker_id": lan.id if worked else None,
    }
    db.session.execute(db.update(Case).where(Case.id == case.id).values(**values))
    db.session.commit()
    for name, notion in NOTIONS.items():
        columns = dict.fromkeys(notion.columns)
        row = db.session.execute(db.select(*columns).where(Case.id == case.id)).one()
        asked = db.session.scalar(db.select(Case.id).where(Case.id == case.id, notion.sql()))
        assert notion.holds(row) == (asked is not None), name
    db.session.rollback()


def test_an_ended_case_is_nothing_of_all_this(minh, duc_xuan):
    case = open_case(area=duc_xuan, by=minh)
    case.close(outcome_code="completed", on=today(), by=minh)

    assert [name for name, notion in NOTIONS.items() if notion.holds(case)] == []


def test_days_over_count_from_the_day_after(minh, duc_xuan):
    case = open_case(area=duc_xuan, by=minh)
    case.next_due_on = today()
    assert due.days_over(case) == 0
    case.next_due_on = today() - timedelta(days=2)
    assert due.days_over(case) == 2
