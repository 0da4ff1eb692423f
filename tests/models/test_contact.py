"""Contacts: what the case remembers of them, in whatever order they are written down."""

from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.audit import AuditEvent
from reintegrate.models.case import Case
from reintegrate.models.contact import (
    CaseClosed,
    Contact,
    ContactNote,
    NoNextStep,
    propose_next,
)
from reintegrate.models.idempotency import KeyTaken
from reintegrate.models.lifecycle import NotYet, TooEarly
from reintegrate.models.outcome_rule import outcome_coded
from reintegrate.models.proposal import free_day
from tests.cast import log_contact, open_case

pytestmark = pytest.mark.either_database


@pytest.fixture
def case(minh, lan, duc_xuan) -> Case:
    return open_case(area=duc_xuan, by=minh, worker=lan, opened_on=today() - timedelta(days=40))


def ago(days: int):
    return today() - timedelta(days=days)


def test_lists_remember_the_last_contact_and_the_last_time_they_were_reached(lan, case):
    log_contact(case, lan, on=ago(9))
    log_contact(case, lan, outcome="not_home", on=ago(5))
    log_contact(case, lan, outcome="phone_off", on=ago(2))

    assert (case.last_contact_on, case.last_reached_on) == (ago(2), ago(9))
    assert case.tries_since_reached == 2


def test_written_down_late_it_takes_its_place_among_the_others(lan, case):
    log_contact(case, lan, on=ago(9))
    log_contact(case, lan, outcome="not_home", on=ago(2))
    log_contact(case, lan, outcome="not_home", on=ago(20))
    assert (case.last_contact_on, case.tries_since_reached) == (ago(2), 1)

    log_contact(case, lan, on=ago(4))
    assert (case.last_reached_on, case.tries_since_reached) == (ago(4), 1)


def test_reached_again_the_tries_are_forgotten(lan, case):
    log_contact(case, lan, outcome="not_home", on=ago(3))
    log_contact(case, lan, on=today())

    assert case.tries_since_reached == 0


def test_a_note_is_stored_encrypted_and_never_in_the_trail(lan, case):
    log_contact(case, lan, note="Điều riêng tư")

    stored = db.session.execute(db.text("SELECT text FROM contact_note")).scalar_one()
    assert "riêng" not in str(stored)
    assert db.session.scalar(db.select(ContactNote)).text == "Điều riêng tư"
    assert "riêng" not in " ".join(db.session.scalars(db.select(AuditEvent.details)))


def test_rules_say_no_by_name(lan, minh, case):
    with pytest.raises(NotYet):
        log_contact(case, lan, on=today() + timedelta(days=1))
    with pytest.raises(TooEarly):
        log_contact(case, lan, on=case.term_from - timedelta(days=1))
    with pytest.raises(NoNextStep):
        log_contact(case, lan, no_next_reason_code=None)
    case.close(outcome_code="completed", on=today(), by=minh)
    with pytest.raises(CaseClosed):
        log_contact(case, lan)


def test_a_key_makes_one_contact_of_one_case_by_one_person(lan, khanh, minh, duc_xuan, case):
    other = open_case(area=duc_xuan, by=minh, worker=lan, name="Ma Thị Én")
    said = {
        "key": "11111111-1111-4111-8111-111111111111",
        "outcome": outcome_coded("met"),
        "channel_code": "office",
        "happened_on": today(),
        "next_due_on": today(),
    }
    first = Contact.log(case, by=lan, **said)

    assert Contact.log(case, by=lan, **said) is first
    with pytest.raises(KeyTaken):
        Contact.log(case, by=khanh, **said)
    with pytest.raises(KeyTaken):
        Contact.log(other, by=lan, **said)

    said["once_more"] = False
    assert Contact.log(case, by=lan, **said) is first
    case.close(outcome_code="completed", on=today(), by=minh)
    assert Contact.log(case, by=lan, **said) is first
    with pytest.raises(KeyTaken):
        Contact.log(case, by=khanh, **said)
    assert db.session.query(Contact).count() == 1


def test_what_is_proposed_is_never_past_and_never_after_the_term(app, case):
    met, away = outcome_coded("met"), outcome_coded("not_home")
    assert propose_next(case, away, today()) == free_day(case, today() + timedelta(days=3))
    assert propose_next(case, away, ago(30)) == free_day(case, today())
    assert propose_next(case, met, today()) == free_day(case, today() + timedelta(days=14))
    assert propose_next(case, outcome_coded("detained"), today()) is None

    case.term_to = today() + timedelta(days=1)
    assert propose_next(case, met, today()) == free_day(case, case.term_to)
    assert free_day(case, case.term_to) <= case.term_to
    case.term_to = ago(1)
    assert propose_next(case, met, today()) is None
