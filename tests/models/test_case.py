"""The verbs of a case: what they promise, whatever page or command calls them."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reintegrate.db import commit, db, today
from reintegrate.models.absence import Absence, SuspensionReason
from reintegrate.models.audit import AuditEvent, broken_rows
from reintegrate.models.case import (
    NO_DATE,
    AlreadyAnswers,
    AnotherIsOpen,
    CannotAnswer,
    Case,
    CaseStatus,
    TransferPending,
)
from reintegrate.models.follow_up import REGULAR, FollowUp, FollowUpStatus
from reintegrate.models.lifecycle import DomainError, IllegalMove, NotYet, TooEarly
from reintegrate.models.regime import NoTerm, months_later, term_of
from tests.cast import open_case

pytestmark = pytest.mark.either_database


@pytest.fixture
def case(minh, lan, duc_xuan) -> Case:
    return open_case(area=duc_xuan, by=minh, worker=lan)


def days_ago(count: int) -> date:
    return today() - timedelta(days=count)


def planned(case: Case) -> list[FollowUp]:
    found = db.select(FollowUp).where(
        FollowUp.case_id == case.id,
        FollowUp.status == FollowUpStatus.PLANNED,
        FollowUp.kind_code == REGULAR,
    )
    return list(db.session.scalars(found))


def test_it_opens_with_a_number_a_term_and_a_first_contact_due(case, duc_xuan):
    assert case.number == f"{duc_xuan.code}-{today().year}-001"
    assert case.term_to == months_later(case.term_from, 24)
    assert case.due_on == today() + timedelta(days=3)
    assert case.regime_code == "2025"


@pytest.mark.parametrize(
    ("kind", "birth_year", "months"),
    [("compulsory", 1990, 24), ("compulsory", today().year - 15, 12), ("substitution", 1990, 12)],
)
def test_the_term_follows_the_kind_and_the_age(minh, duc_xuan, kind, birth_year, months):
    case = open_case(area=duc_xuan, by=minh, kind=kind, birth_year=birth_year)

    assert case.term_to == months_later(case.term_from, months)


def test_the_printed_end_wins_and_without_either_it_refuses(app):
    completed, printed = date(2020, 5, 1), date(2021, 8, 1)
    with pytest.raises(NoTerm):
        term_of("compulsory", completed, date(2020, 6, 1), minor=False, printed=None)

    regime, end = term_of("compulsory", completed, date(2020, 6, 1), minor=False, printed=printed)
    assert (regime.code, end) == ("2008", printed)


@given(day=st.dates(date(1990, 1, 1), date(2090, 1, 1)), months=st.integers(0, 60))
def test_an_anniversary_is_the_same_day_or_the_months_last(day, months):
    later = months_later(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


def test_only_an_active_social_worker_of_its_ward_answers(minh, hoa, khanh, case):
    for nobody in (minh, hoa):
        with pytest.raises(CannotAnswer):
            case.assign(nobody, by=minh)
    khanh.disable(by=minh)
    with pytest.raises(CannotAnswer):
        case.assign(khanh, by=minh)
    with pytest.raises(AlreadyAnswers):
        case.assign(case.worker, by=minh)


def test_it_has_one_plan_at_a_time(lan, case):
    case.plan_next(today(), by=lan)
    case.plan_next(today() + timedelta(days=2), by=lan, agreed=True)
    commit()

    [plan] = planned(case)
    assert (plan.due_on, plan.agreed) == (case.due_on, True)
    case.plan_none("moved", by=lan)
    assert planned(case) == []
    assert case.next_due_on == NO_DATE


def test_days_away_lengthen_the_term_however_they_end(minh, case):
    ends = case.term_to
    case.report_absent(days_ago(6), by=minh)
    case.suspend(days_ago(4), SuspensionReason.PRISON, by=minh)
    assert case.term_to == ends + timedelta(days=2)

    case.close(outcome_code="imprisoned", on=days_ago(1), by=minh)

    assert case.term_to == ends + timedelta(days=5)
    assert all(absence.until for absence in db.session.scalars(db.select(Absence)))


def test_a_custody_found_out_later_undoes_the_absence(minh, case):
    ends = case.term_to
    case.report_absent(days_ago(4), by=minh)
    case.suspend(days_ago(6), SuspensionReason.PRISON, by=minh)

    assert case.term_to == ends


def test_no_day_lies_in_the_future_or_before_the_term(minh, case):
    for verb in (
        lambda day: case.report_absent(day, by=minh),
        lambda day: case.suspend(day, "prison", by=minh),
        lambda day: case.close(outcome_code="moved", on=day, by=minh),
    ):
        with pytest.raises(NotYet):
            verb(today() + timedelta(days=1))
        with pytest.raises(TooEarly):
            verb(case.term_from - timedelta(days=1))
    assert case.status == CaseStatus.MANAGED


def test_coming_back_ends_an_absence_and_nothing_else(minh, case):
    with pytest.raises(IllegalMove):
        case.come_back(today(), by=minh)
    case.suspend(today(), "prison", by=minh)
    with pytest.raises(IllegalMove):
        case.come_back(today(), by=minh)
    case.close(outcome_code="imprisoned", on=today(), by=minh)
    for verb in (
        lambda: case.come_back(today(), by=minh),
        lambda: case.resume(today(), today(), by=minh),
    ):
        with pytest.raises(IllegalMove):
            verb()
    assert case.status == CaseStatus.CLOSED


def test_a_pending_transfer_holds_the_end_up(minh, case):
    case.transfer_pending = True
    with pytest.raises(TransferPending):
        case.close(outcome_code="moved", on=today(), by=minh)


def test_an_open_case_cannot_be_reopened_nor_a_second_be_open(minh, duc_xuan, case):
    with pytest.raises(IllegalMove):
        case.reopen(reason="x", next_due_on=today(), by=minh)
    case.close(outcome_code="moved", on=today(), by=minh)
    Case.open(
        case.person,
        area=duc_xuan,
        rehabilitation_kind_code="compulsory",
        completed_on=today(),
        by=minh,
    )
    with pytest.raises(AnotherIsOpen):
        case.reopen(reason="x", next_due_on=today(), by=minh)


def test_every_move_leaves_a_row_and_the_chain_holds(minh, case):
    case.report_absent(today(), by=minh)
    case.come_back(today(), by=minh)
    case.close(outcome_code="completed", on=today(), by=minh)
    commit()

    rows = db.session.scalars(
        db.select(AuditEvent.what)
        .where(AuditEvent.case_id == case.id, AuditEvent.what.like("case.%"))
        .order_by(AuditEvent.id)
    )
    assert list(rows)[-3:] == ["case.absent", "case.managed", "case.closed"]
    assert list(broken_rows()) == []


def test_what_the_trail_holds_names_nobody(minh, lan, case):
    case.be_renamed(by=minh)
    case.close(outcome_code="completed", on=today(), by=minh)
    case.reopen(reason="Điều riêng tư", next_due_on=today(), by=minh)
    commit()

    details = " ".join(db.session.scalars(db.select(AuditEvent.details)))
    assert "Điều riêng tư" not in details
    assert case.person.name not in details


VERBS = {
    "absent": lambda case, day, by: case.report_absent(day, by=by),
    "back": lambda case, day, by: case.come_back(day, by=by),
    "suspend": lambda case, day, by: case.suspend(day, "prison", by=by),
    "resume": lambda case, day, by: case.resume(day, today(), by=by),
    "close": lambda case, day, by: case.close(outcome_code="moved", on=day, by=by),
    "reopen": lambda case, day, by: case.reopen(reason="x", next_due_on=today(), by=by),
    "plan": lambda case, day, by: case.plan_next(day, by=by),
}


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(st.tuples(st.sampled_from(sorted(VERBS)), st.integers(0, 9)), max_size=12))
def test_whatever_is_tried_the_case_stays_whole(minh, duc_xuan, steps):
    case = open_case(area=duc_xuan, by=minh)
    ends = case.term_to
    for verb, days in steps:
        try:
            VERBS[verb](case, days_ago(days), minh)
        except DomainError:
            db.session.rollback()
        else:
            commit()
        ended = case.status == CaseStatus.CLOSED
        assert len(planned(case)) == (case.due_on is not None)
        assert case.due_on is not None or case.no_next_date_reason_code is not None
        assert not ended or case.due_on is None
        assert case.term_to >= ends
        ends = case.term_to
