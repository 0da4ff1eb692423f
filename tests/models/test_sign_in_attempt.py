"""Guessing is slowed down per account and per address; who tries what is kept as fingerprints."""

from datetime import timedelta

import pytest
import time_machine

from reintegrate.db import db, utcnow
from reintegrate.models.sign_in_attempt import (
    PER_ACCOUNT,
    PER_ADDRESS,
    MustWait,
    NotRecognised,
    SignInAttempt,
    recognise,
)
from tests.browser import PASSWORD

HERE, THERE = "192.0.2.1", "192.0.2.2"


def wrong(username="lan", address=HERE, times=1):
    for _ in range(times):
        with pytest.raises(NotRecognised):
            recognise(username, "wrong password 1", address=address)


def test_the_right_password_is_recognised_and_leaves_nothing(lan):
    wrong(times=PER_ACCOUNT - 1)
    assert recognise("LAN", PASSWORD, address=HERE) is lan
    db.session.commit()

    assert db.session.query(SignInAttempt).count() == 0


def test_an_account_must_wait_wherever_the_tries_come_from(lan, khanh):
    wrong(times=3)
    wrong(address=THERE, times=PER_ACCOUNT - 3)
    for address in (HERE, THERE):
        with pytest.raises(MustWait):
            recognise("lan", PASSWORD, address=address)

    assert recognise("khanh", PASSWORD, address=HERE) is khanh


@pytest.mark.parametrize("other", ["LAN", "Lần", " lan"])
def test_another_spelling_is_the_same_account(lan, other):
    wrong(times=PER_ACCOUNT)
    with pytest.raises(MustWait):
        recognise(other, PASSWORD, address=HERE)


def test_an_unknown_name_waits_the_same(app):
    wrong("nobody", times=PER_ACCOUNT)
    with pytest.raises(MustWait):
        recognise("nobody", PASSWORD, address=HERE)


def test_an_address_must_wait_whatever_the_names(lan):
    for number in range(PER_ADDRESS):
        wrong(f"name{number}")
    with pytest.raises(MustWait):
        recognise("lan", PASSWORD, address=HERE)

    assert recognise("lan", PASSWORD, address=THERE) is lan


def test_waiting_ends(lan):
    wrong(times=PER_ACCOUNT)
    with time_machine.travel(utcnow() + timedelta(minutes=15, seconds=1), tick=True):
        assert recognise("lan", PASSWORD, address=HERE) is lan


def test_waiting_is_not_made_longer_by_knocking(lan):
    wrong(times=PER_ACCOUNT)
    for _ in range(20):
        with pytest.raises(MustWait):
            recognise("lan", PASSWORD, address=HERE)

    assert db.session.query(SignInAttempt).count() == PER_ACCOUNT


@pytest.mark.parametrize("username", ["lan", "nobody", "system", ""])
def test_who_may_not_sign_in_is_not_recognised(lan, admin, username):
    lan.disable(by=admin)
    db.session.commit()
    with pytest.raises(NotRecognised):
        recognise(username, PASSWORD, address=HERE)


def test_names_and_addresses_are_kept_as_fingerprints_only(lan):
    wrong()
    kept = db.session.query(SignInAttempt).one()

    assert "lan" not in kept.account
    assert HERE not in kept.address


def test_tries_long_past_are_forgotten(lan, khanh):
    wrong("nobody")
    with time_machine.travel(utcnow() + timedelta(hours=2), tick=True):
        recognise("khanh", PASSWORD, address=HERE)
        db.session.commit()

        assert db.session.query(SignInAttempt).count() == 0
