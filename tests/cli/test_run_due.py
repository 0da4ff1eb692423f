"""`run-due`: everything time does, and nothing twice."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from reintegrate.cli.installation import opened
from reintegrate.cli.run_due import settle_what_is_due
from reintegrate.db import at, db, utcnow
from reintegrate.models.held_form import HeldForm, hold
from reintegrate.models.intake import Intake, IntakeStatus
from reintegrate.models.sign_in_attempt import SignInAttempt
from reintegrate.models.user_session import UserSession


def old_draft(by, days):
    with at(utcnow() - timedelta(days=days)):
        intake = Intake.begin(key=str(uuid.uuid4()), by=by)
    db.session.commit()
    return intake


def test_a_draft_left_for_ninety_days_expires_and_a_younger_one_stays(run, lan):
    old, young = old_draft(lan, 91), old_draft(lan, 89)

    said = run("run-due").output

    assert "drafts expired: 1" in said
    assert (old.status, young.status) == (IntakeStatus.EXPIRED, IntakeStatus.DRAFT)


def test_what_is_no_longer_needed_is_forgotten(run, lan):
    with at(utcnow() - timedelta(days=40)):
        UserSession.start(lan)
        hold(lan, "/intakes/new", {"name": ["Hoàng"]})
        db.session.add(SignInAttempt(account="a", address="b"))
        db.session.commit()

    run("run-due")

    for model in (UserSession, HeldForm, SignInAttempt):
        assert db.session.scalar(db.select(db.func.count(model.id))) == 0, model


def test_what_is_still_needed_stays(run, lan):
    UserSession.start(lan)
    hold(lan, "/intakes/new", {"name": ["Hoàng"]})
    db.session.commit()

    run("run-due")

    assert db.session.scalar(db.select(db.func.count(UserSession.id))) == 1
    assert db.session.scalar(db.select(db.func.count(HeldForm.id))) == 1


def test_running_twice_changes_nothing_more(run, lan):
    old_draft(lan, 100)
    run("run-due")

    said = run("run-due").output

    assert "drafts expired: 0" in said


def test_two_at_once_expire_a_draft_once(run, lan, installation):
    old_draft(lan, 100)
    settings = installation.settings.changed(database_url=installation.address())

    def once(_: int) -> int:
        with opened(settings):
            return settle_what_is_due()["drafts expired"]

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(once, range(2))) == [0, 1]
