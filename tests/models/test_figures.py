"""Each number of a report and the list behind it come from one expression; the balance adds up."""

from datetime import timedelta

import pytest

from reintegrate.access.scope_reports import behind
from reintegrate.db import db, today
from reintegrate.models.benefit import Benefit
from reintegrate.models.case import Case
from reintegrate.models.figures import FIGURES, counted
from reintegrate.models.follow_up import FollowUp, FollowUpStatus
from reintegrate.models.helper import HelperAssignment
from reintegrate.models.indicator import How, Indicator, checksum
from reintegrate.models.life_fact import LifeFact, LifeFactKind
from reintegrate.models.need import Need
from reintegrate.models.period import PeriodKind, running_period
from reintegrate.models.regime import months_later
from reintegrate.models.report import numbers_now
from reintegrate.models.user import User
from tests.cast import log_contact, open_case


@pytest.fixture
def period():
    return running_period(PeriodKind.coded("year"), today())


@pytest.fixture
def stories(duc_xuan, minh, lan, period):
    """Two from before the year, four within it, of every kind of going."""
    day, before = today(), period.first - timedelta(days=20)
    old = open_case(area=duc_xuan, by=minh, worker=lan, opened_on=before)
    log_contact(old, lan, on=period.first, next_due_on=day)
    open_case(area=duc_xuan, by=minh, opened_on=before).close(
        outcome_code="completed", on=period.first, by=minh
    )
    for place, kind in enumerate(("voluntary_centre", "substitution", "compulsory", "compulsory")):
        case = open_case(
            area=duc_xuan, by=minh, worker=lan, kind=kind, opened_on=day, name=f"Lý Văn {place}"
        )
        if place == 0:
            case.suspend(day, "prison", by=minh)
        if place == 1:
            case.close(outcome_code="duplicate", on=day, by=minh)
        if place == 2:
            case.report_absent(day, by=minh)
            HelperAssignment.assign(
                case, key="h", name="Bà Sen", post="", since=day, percent=0, by=minh
            )
    lend(old, 20_000_000, "a", lan)
    lend(old, 5_000_000, "b", lan)
    db.session.commit()
    return old


def lend(case, amount, key, by):
    need = Need.state(case, key=f"n{key}", kind_code="loan", words=key, by=by)
    said = {"need": need, "scheme": None, "what": "", "giver": ""}
    Benefit.record(case, key=f"b{key}", **said, amount=amount, given_on=today(), by=by)


def numbers_of(area, period):
    return numbers_now(period, area.id, {})


def test_what_is_counted_and_that_the_balance_adds_up(stories, duc_xuan, period):
    numbers = numbers_of(duc_xuan, period)

    expected = {
        "opening": 2,
        "taken_in": 4,
        "taken_in_voluntary": 1,
        "taken_in_substitution": 1,
        "taken_in_compulsory": 2,
        "taken_in_minor": 0,
        "completed": 1,
        "suspended": 1,
        "ended_otherwise": 1,
        "closing": 3,
        "managed": 6,
        "helper": 1,
        "met": 1,
        "loans": 1,
        "loan_amount": 25_000_000,
        "absent_unreported": 1,
    }
    assert {code: numbers[code] for code in expected} == expected
    assert checksum(Indicator.offered(), numbers) == numbers["closing"]


@pytest.mark.either_database
@pytest.mark.parametrize("who", ["lan", "minh"])
def test_every_number_has_a_list_as_long(stories, duc_xuan, period, who):
    viewer, numbers = User.named(who), numbers_of(duc_xuan, period)
    for code in FIGURES:
        rows = behind(viewer, code, period)
        if code == "loan_amount":
            assert sum(row.amount for row in rows) == numbers[code]
        else:
            assert len(rows) == numbers[code], code


@pytest.mark.either_database
def test_what_was_received_names_nobody_but_to_the_worker_who_answers(stories, period):
    assert [row.name for row in behind(User.named("lan"), "loans", period)] == ["Hoàng Văn Bình"]
    for who in ("minh", "khanh"):
        assert [row.name for row in behind(User.named(who), "loans", period)] == [None]
    assert behind(User.named("tuan"), "loans", period) == []
    assert behind(User.named("binh"), "opening", period) == []


@pytest.mark.either_database
def test_met_on_time_means_nothing_due_was_missed(duc_xuan, minh, lan, period):
    day = today()
    kept = open_case(area=duc_xuan, by=minh, worker=lan, opened_on=day - timedelta(days=9))
    log_contact(kept, lan, on=day - timedelta(days=7), next_due_on=day)
    log_contact(kept, lan, on=day, next_due_on=day + timedelta(days=7))
    missed = open_case(area=duc_xuan, by=minh, worker=lan, opened_on=day - timedelta(days=9))
    log_contact(missed, lan, on=day - timedelta(days=7), next_due_on=day - timedelta(days=2))
    db.session.commit()
    found = counted(["due", "met_on_time"], period, [duc_xuan.id])[duc_xuan.id]

    assert found["due"] == 2
    names = [row.id for row in behind(User.named("lan"), "met_on_time", period)]
    assert missed.id not in names


@pytest.mark.either_database
def test_every_counted_indicator_has_its_expression_and_the_other_way(app):
    counted_ones = {one.code for one in Indicator.offered() if one.how == How.COUNTED}

    assert counted_ones == set(FIGURES)


@pytest.mark.either_database
def test_a_year_after_it_began_who_was_assessed_and_who_works(duc_xuan, minh, lan, period):
    begun = months_later(today(), -12)
    for reviewed_on in (today(), today() - timedelta(days=200), None):
        case = open_case(area=duc_xuan, by=minh, worker=lan, opened_on=begun)
        if reviewed_on:
            late = reviewed_on + timedelta(days=40)  # planned for after the period, done within it
            review = FollowUp(case_id=case.id, kind_code="review", due_on=late)
            review.done_on = reviewed_on
            review.status, review.planned_by_id = FollowUpStatus.DONE, lan.id
            db.session.add(review)
        work = {"key": f"w{case.id}", "holds": True, "since": begun}
        LifeFact.note(case, LifeFactKind.CASUAL_WORK, **work, by=lan)
    open_case(area=duc_xuan, by=minh, opened_on=begun - timedelta(days=400))
    db.session.commit()
    found = numbers_of(duc_xuan, period)

    assert [found[f"year_{what}"] for what in ("reached", "assessed", "in_work")] == [3, 1, 1]
    assert found["year_not_assessed"] == 2
    stopped = {"key": "stopped", "holds": False, "since": today()}
    assessed = db.session.get(Case, behind(lan, "year_assessed", period)[0].id)
    LifeFact.note(assessed, LifeFactKind.CASUAL_WORK, **stopped, by=lan)
    assert numbers_of(duc_xuan, period)["year_in_work"] == 0
