"""Conditions of supports: each judged by itself, from a fact that can be named."""

from datetime import date, timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.audit import AuditEvent
from reintegrate.models.eligibility import ConditionAnswer, Verdict, answers_now, findings
from reintegrate.models.support_offer import scheme_coded
from reintegrate.models.support_scheme import Rule, schemes_for_need, schemes_on
from tests import story
from tests.cast import open_case


@pytest.fixture
def case(app, duc_xuan, dung, lan):
    return open_case(area=duc_xuan, by=dung, worker=lan)


@pytest.fixture
def loan(app):
    return scheme_coded("loan_person_2026")


def verdicts(case, scheme, rule):
    found = findings(case, scheme.conditions, answers_now(case.id))
    return {finding.verdict for finding in found if finding.condition.rule == rule}


def test_amounts_and_conditions_are_those_of_the_day(app):
    assert "training_2021" in {scheme.code for scheme in schemes_on(date(2026, 6, 30))}
    assert "training_2026" in {scheme.code for scheme in schemes_on(date(2026, 7, 1))}
    codes = {scheme.code for scheme in schemes_on(date(2026, 4, 30))}
    assert "loan_person_2026" not in codes
    [loan] = [s for s in schemes_for_need("loan", date(2026, 5, 1))]
    assert (loan.amount_most, loan.months_most) == (200_000_000, 120)


@pytest.mark.parametrize(
    ("years", "verdict"),
    [(11, Verdict.FAILS), (12, Verdict.UNKNOWN), (13, Verdict.HOLDS)],
)
def test_a_year_of_birth_alone_can_leave_an_age_unknown(case, loan, years, verdict):
    case.person.birth_year = today().year - years
    expected = verdict
    if (today().month, today().day) == (12, 31) and years == 12:
        expected = Verdict.HOLDS
    assert verdicts(case, loan, Rule.AGE_FROM) == {expected}


def test_under_an_age_is_the_other_way_round(case):
    schooling = scheme_coded("schooling_2026")
    case.person.birth_year = today().year - 15
    assert verdicts(case, schooling, Rule.AGE_UNDER) == {Verdict.HOLDS}
    case.person.birth_year = today().year - 30
    assert verdicts(case, schooling, Rule.AGE_UNDER) == {Verdict.FAILS}


def test_ten_years_count_from_the_decision(case, loan):
    case.decided_on = None
    assert verdicts(case, loan, Rule.YEARS_SINCE_DECISION) == {Verdict.UNKNOWN}
    day = today() + timedelta(days=2)  # not a leap day in ten years, whatever today is
    case.decided_on = date(day.year - 10, day.month, min(day.day, 28))
    ten_years_on = case.decided_on.replace(year=day.year)
    expected = Verdict.HOLDS if today() <= ten_years_on else Verdict.FAILS
    assert verdicts(case, loan, Rule.YEARS_SINCE_DECISION) == {expected}
    case.decided_on = today() - timedelta(days=4000)
    assert verdicts(case, loan, Rule.YEARS_SINCE_DECISION) == {Verdict.FAILS}


def test_what_the_record_cannot_know_is_asked_and_can_be_taken_back(case, loan, lan):
    assert verdicts(case, loan, Rule.ASKED) == {Verdict.UNKNOWN}
    asked = next(c for c in loan.conditions if c.rule == Rule.ASKED)
    for verdict in (Verdict.HOLDS, Verdict.FAILS, Verdict.UNKNOWN):
        ConditionAnswer.note(case, asked, verdict, key=story.new_key(), by=lan)
        db.session.commit()
        found = findings(case, [asked], answers_now(case.id))
        assert [f.verdict for f in found] == [verdict]
    lines = db.session.scalars(db.select(AuditEvent).where(AuditEvent.what == "condition.noted"))
    assert {line.space for line in lines} == {"support"}


def test_everybody_with_a_case_has_completed_and_is_under_management(case, loan):
    assert verdicts(case, loan, Rule.COMPLETED) == {Verdict.HOLDS}
    training = scheme_coded("training_2026")
    assert verdicts(case, training, Rule.UNDER_MANAGEMENT) == {Verdict.HOLDS}
