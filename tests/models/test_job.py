"""Each period of a job is done once: run again, by two at once, killed half-way, clock set back."""

from datetime import timedelta

import pytest

from reintegrate.db import at, commit, db, utcnow
from reintegrate.models.job import (
    Job,
    JobRun,
    JobState,
    claim,
    each_day,
    forget_old_runs,
    overslept,
    run,
)
from reintegrate.models.sign_in_attempt import SignInAttempt
from tests.trust.crowd import in_apps_of_their_own


def counting(lan, **kind) -> Job:
    """A job that leaves a trace each time it is done."""

    def work(by) -> int:
        db.session.add(SignInAttempt(account="a trace", address=lan.username))
        return 1

    return Job("traces left", work, **kind)


def traces() -> int:
    return db.session.scalar(db.select(db.func.count(SignInAttempt.id)))


def outcomes(*jobs: Job) -> dict:
    return dict(run(jobs))


def test_a_job_of_the_day_is_done_once_a_day(lan):
    job = counting(lan, period=each_day)

    assert [outcomes(job)["traces left"] for _ in range(3)] == [1, 0, 0]
    with at(utcnow() + timedelta(days=1)):
        assert outcomes(job)["traces left"] == 1
    assert outcomes(job)["traces left"] == 0, "a clock set back brings nothing a second time"
    assert traces() == 2


def test_several_at_once_do_it_once(lan, another_app):
    user_id = lan.id
    commit()

    def once() -> int:
        lan_there = db.session.get(type(lan), user_id)
        return int(dict(run((counting(lan_there, period=each_day),)))["traces left"])

    answers = in_apps_of_their_own([another_app() for _ in range(4)], once)
    assert sorted(answers) == [0, 0, 0, 1]
    assert traces() == 1


def test_killed_half_way_nothing_was_claimed(lan):
    assert claim("traces left", "today")
    db.session.add(SignInAttempt(account="half", address=""))
    db.session.rollback()  # what a killed process leaves

    assert traces() == 0
    assert claim("traces left", "today")


@pytest.mark.either_database
def test_one_that_fails_does_not_hold_up_the_others(lan):
    def fail(by) -> int:
        db.session.add(SignInAttempt(account="half", address=""))
        db.session.flush()
        raise ValueError("somebody's words")

    found = outcomes(Job("fails", fail, each_day), counting(lan))

    assert isinstance(found["fails"], ValueError)
    assert (found["traces left"], traces()) == (1, 1)
    state = db.session.get(JobState, "fails")
    assert (state.failure, state.done_at) == ("ValueError", None)
    assert isinstance(outcomes(Job("fails", fail, each_day))["fails"], ValueError), "tried again"


@pytest.mark.either_database
def test_silence_of_two_hours_shows(lan):
    assert overslept()
    outcomes(counting(lan))
    assert not overslept()
    with at(utcnow() + timedelta(hours=3)):
        assert overslept()


@pytest.mark.either_database
def test_claims_are_kept_longer_than_any_period(lan):
    with at(utcnow() - timedelta(days=401)):
        claim("traces left", "long ago")
        commit()
    claim("traces left", "now")

    assert forget_old_runs(lan) == 1
    assert db.session.scalars(db.select(JobRun.period)).all() == ["now"]
