"""The attempt ladder: what is a try, when the supervisor is told, what may be told twice."""

from datetime import timedelta

import pytest
import time_machine

from reintegrate.db import db, today, utcnow
from reintegrate.models import due
from reintegrate.models.case import Case
from reintegrate.models.catalogue import ContactOutcome
from reintegrate.models.contact import Contact
from reintegrate.models.contact_correction import (
    NotTheAuthor,
    TooLateToCorrect,
    add_to,
    choose_step,
    correct,
)
from reintegrate.models.contact_note import ContactNote, NoteAddition, earlier_versions
from reintegrate.models.idempotency import SaidAlready
from reintegrate.models.outcome_rule import outcome_coded
from reintegrate.models.outreach import steps_after
from tests.case_recount import faults_of
from tests.cast import log_contact, open_case

pytestmark = pytest.mark.either_database

KEY = "22222222-2222-4222-8222-222222222222"


@pytest.fixture
def case(minh, lan, duc_xuan) -> Case:
    return open_case(area=duc_xuan, by=minh, worker=lan, opened_on=today() - timedelta(days=40))


def ago(days: int):
    return today() - timedelta(days=days)


def put_right(contact: Contact, by, **changes) -> None:
    said = {
        "outcome": outcome_coded("met"),
        "channel_code": "home_visit",
        "happened_on": contact.happened_on,
        "note": "",
        "sensitive": False,
        "present": [],
    }
    correct(contact, by=by, **(said | changes))
    db.session.commit()


def test_a_worker_who_could_not_go_has_not_tried(lan, case):
    log_contact(case, lan, outcome="worker_could_not", on=ago(3), next_due_on=ago(1))

    assert case.tries_since_reached == 0
    assert due.NOBODY_TRIED.holds(case)
    log_contact(case, lan, outcome="not_home", on=ago(2), next_due_on=ago(1))
    assert case.tries_since_reached == 1
    assert not due.NOBODY_TRIED.holds(case)
    assert faults_of(case) == []


def test_after_three_tries_the_supervisor_is_asked_and_a_meeting_settles_it(lan, case):
    for days in (9, 6, 3):
        assert case.help_wanted_on is None
        log_contact(case, lan, outcome="not_home", on=ago(days))

    assert case.help_wanted_on == today()
    assert due.TRIED_IN_VAIN.holds(case)
    assert due.HELP_WANTED.holds(case)
    log_contact(case, lan)
    assert (case.help_wanted_on, case.tries_since_reached) == (None, 0)


@pytest.mark.parametrize(("outcome", "told"), [("moved_away", True), ("in_hospital", False)])
def test_when_the_supervisor_is_told_is_the_outcomes_own_rule(lan, case, outcome, told):
    log_contact(case, lan, outcome=outcome, no_next_reason_code="other")

    assert (case.help_wanted_on is not None) is told


def test_each_outcome_offers_its_own_steps_and_more_with_each_try(app):
    first = [step.code for step in steps_after("not_home", 1)]
    third = [step.code for step in steps_after("not_home", 3)]

    assert first == ["other_hour", "other_channel"]
    assert third[-1] == "ask_ward"
    assert steps_after("met", 5) == []
    outcomes = db.session.scalars(db.select(ContactOutcome))
    assert all(steps_after(o.code, 9) for o in outcomes if not o.reached)


def test_the_lists_count_as_a_row_says(lan, case):
    log_contact(case, lan, outcome="not_home", on=ago(4), next_due_on=ago(1))
    for notion in (due.NOBODY_TRIED, due.TRIED_IN_VAIN, due.HELP_WANTED, due.AWAY):
        found = db.session.scalar(db.select(Case.id).where(notion.sql())) is not None
        assert found is notion.holds(case)


def test_within_a_day_the_author_corrects_and_the_earlier_text_is_kept(lan, khanh, case):
    contact = log_contact(case, lan, outcome="not_home", note="Không có nhà", on=ago(1))
    put_right(contact, lan, note="Thật ra đã gặp", present=["family"])

    note = db.session.get_one(ContactNote, contact.id)
    [before] = earlier_versions(contact.id)
    assert (note.text, note.outcome_code, note.present) == ("Thật ra đã gặp", "met", "family")
    assert (before.text, before.outcome_code) == ("Không có nhà", "not_home")
    assert (case.tries_since_reached, case.last_reached_on) == (0, ago(1))
    assert faults_of(case) == []
    with pytest.raises(NotTheAuthor):
        put_right(contact, khanh)
    with (
        time_machine.travel(utcnow() + timedelta(hours=25), tick=False),
        pytest.raises(TooLateToCorrect),
    ):
        put_right(contact, lan)


def test_later_it_is_added_to_and_what_was_written_stays(lan, case):
    contact = log_contact(case, lan, note="Ổn", sensitive=True)
    first = add_to(contact, key=KEY, text="Hôm sau gọi lại", sensitive=False, by=lan)
    again = add_to(contact, key=KEY, text="Hôm sau gọi lại", sensitive=False, by=lan)

    assert again is first
    assert first.sensitive is True
    note = db.session.get_one(ContactNote, contact.id)
    assert (note.text, note.additions) == ("Ổn", 1)
    stored = db.session.execute(db.text("SELECT text FROM contact_addition")).scalar_one()
    assert "gọi" not in str(stored)
    assert db.session.scalar(db.select(NoteAddition)).text == "Hôm sau gọi lại"


def test_two_who_write_the_same_visit_are_both_kept_and_marked(lan, khanh, minh, case):
    first = log_contact(case, lan)
    case.assign(khanh, by=minh)
    second = log_contact(case, khanh, channel="phone", outcome="phone_talk")

    assert (first.maybe_same_as_id, second.maybe_same_as_id) == (None, first.id)
    other_day = log_contact(case, khanh, on=ago(2))
    assert other_day.maybe_same_as_id is None


def test_the_same_again_within_minutes_is_asked_about(lan, case):
    log_contact(case, lan, note="Ổn")
    with pytest.raises(SaidAlready):
        log_contact(case, lan, note="Ổn", once_more=False)
    log_contact(case, lan, note="Chuyện khác", once_more=False)
    log_contact(case, lan, outcome="not_home", once_more=False)
    log_contact(case, lan, outcome="not_home", once_more=False)


def test_the_next_step_is_kept_once(lan, case):
    contact = log_contact(case, lan, outcome="not_home")
    choose_step(contact, "family", by=lan)
    choose_step(contact, "family", by=lan)

    assert db.session.get_one(ContactNote, contact.id).next_step_code == "family"
