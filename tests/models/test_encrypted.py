"""Encrypted fields: unreadable without the key, bound to their column, found by a keyed index."""

import json
from base64 import urlsafe_b64encode

import pytest

from reintegrate.config import Misconfigured
from reintegrate.db import db
from reintegrate.models.encrypted import Keyring, Unreadable, blind_index, install
from reintegrate.models.held_form import HeldForm, hold

OLD = "old:" + urlsafe_b64encode(b"o" * 32).decode()
NEW = "new:" + urlsafe_b64encode(b"n" * 32).decode()
TEXT = "Số 5, tổ 3, phường Đức Xuân".encode()


def test_what_is_sealed_opens_and_is_never_twice_alike():
    ring = Keyring(OLD)
    sealed = [ring.seal(TEXT, "person.address") for _ in range(20)]

    assert {ring.open(value, "person.address") for value in sealed} == {TEXT}
    assert len(set(sealed)) == 20
    assert not any(TEXT[:6] in value for value in sealed)


def test_a_value_moved_to_another_column_does_not_open():
    ring = Keyring(OLD)
    with pytest.raises(Unreadable):
        ring.open(ring.seal(TEXT, "person.address"), "person.phone")


def test_every_altered_byte_shows():
    ring = Keyring(OLD)
    sealed = ring.seal(TEXT, "person.address")
    for place in range(len(sealed)):
        altered = bytearray(sealed)
        altered[place] ^= 1
        with pytest.raises(Unreadable):
            ring.open(bytes(altered), "person.address")


@pytest.mark.parametrize("cut", [0, 1, 4, 10, 20])
def test_a_cut_value_shows(cut):
    ring = Keyring(OLD)
    with pytest.raises(Unreadable):
        ring.open(ring.seal(TEXT, "person.address")[:cut], "person.address")


def test_keys_change_one_after_another():
    sealed = Keyring(OLD).seal(TEXT, "person.address")
    both = Keyring(f"{NEW},{OLD}")

    assert both.open(sealed, "person.address") == TEXT
    anew = both.seal(TEXT, "person.address")
    assert Keyring(NEW).open(anew, "person.address") == TEXT
    with pytest.raises(Unreadable):
        Keyring(OLD).open(anew, "person.address")


def test_the_blind_index_finds_equals_and_tells_nothing():
    ring, other = Keyring(OLD), Keyring(NEW)
    index = ring.index("0912345678", "person.phone")

    assert index == ring.index("0912345678", "person.phone")
    assert index != ring.index("0912345679", "person.phone")
    assert index != ring.index("0912345678", "person_paper.number")
    assert index != other.index("0912345678", "person.phone")
    assert "0912" not in index


def test_the_blind_index_outlives_a_new_key():
    assert Keyring(f"{NEW},{OLD}").index("x", "a.b") == Keyring(OLD).index("x", "a.b")


@pytest.mark.parametrize(
    "keys", ["", ",", "k", "k:", "k:short", "k:" + "A" * 20, "k1:x y", f"{OLD},k2:short"]
)
def test_a_key_that_is_none_refuses_to_start(keys):
    with pytest.raises(Misconfigured, match="REINTEGRATE_FIELD_KEYS"):
        Keyring(keys)


def test_in_the_database_it_is_unreadable(app, lan):
    hold(lan, "/today", {"note": ["Số 5, tổ 3"]})
    db.session.commit()
    kept = bytes(db.session.execute(db.text("SELECT fields FROM held_form")).scalar_one())

    assert "Số 5".encode() not in kept
    assert json.dumps("Số 5").encode() not in kept
    assert db.session.query(HeldForm).one().fields == {"note": ["Số 5, tổ 3"]}


def test_with_the_wrong_key_it_does_not_open(app, installation, lan):
    hold(lan, "/today", {"note": ["Số 5, tổ 3"]})
    db.session.commit()
    db.session.expire_all()
    install(NEW)
    try:
        with pytest.raises(Unreadable):
            db.session.query(HeldForm).all()
    finally:
        install(installation.settings.field_keys)
    assert blind_index("x", "a.b")
