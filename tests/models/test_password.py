"""Passwords: long rather than odd, never a known one, kept as Argon2id only."""

import unicodedata

import pytest

from reintegrate.models.password import (
    CLEAR,
    MAX_LENGTH,
    WeakPassword,
    check_password,
    first_password,
    hash_password,
    is_outdated,
    known_passwords,
    refuse_weak,
)


def refused(password, username="lan"):
    try:
        refuse_weak(password, username)
    except WeakPassword as error:
        return error.reason
    return None


def test_none_of_the_commonest_is_accepted(record_property):
    known = known_passwords()

    assert len(known) > 25_000
    assert [word for word in known if refused(word) is None] == []
    assert [word for word in known if refused(word.upper()) is None] == []
    record_property("G5", f"{len(known)} known passwords, 0 accepted")


@pytest.mark.parametrize(
    "password",
    [
        "1qaz2wsx3edc",
        "qwertyuiop123",
        "123456789012",
        "matkhau123456",
        "anhyeuem@123",
        "Mật khẩu của tôi",
        "vietnamvodich",
        "aaaaaaaaaaaaaaaaa",
        "abababababababab",
        "password2025",
    ],
)
def test_what_everybody_thinks_of_is_known(password):
    assert refused(password) == "known"


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("x7" * 5 + "z", "short"),
        ("ngắn quá đi", "short"),
        ("sông dài cá", "short"),
        ("ab12" * 65, "long"),
        ("lan ở nhà sàn", "username"),
        ("ở nhà của LAN đây", "username"),
    ],
)
def test_it_says_why(password, reason):
    assert refused(password) == reason


@pytest.mark.parametrize(
    "password",
    [
        "sông dài cá lội",
        "correct horse battery",
        "мама мыла раму",
        "reintegrate-demo",
        "a1b2" * 16,
        "abcd" * 64,
        "  khoảng trắng  ",
    ],
)
def test_any_characters_will_do(password):
    assert refused(password) is None


def test_length_counts_letters_however_they_are_typed():
    """Twelve letters are twelve, composed or not; eleven with loose marks are still eleven."""
    assert refused(unicodedata.normalize("NFD", "đường làng ở")) is None
    assert refused(unicodedata.normalize("NFD", "ắắắằằằẵẵẵặặ")) == "short"


def test_it_is_kept_as_argon2id_and_never_twice_alike():
    first, second = hash_password("sông dài cá lội"), hash_password("sông dài cá lội")

    assert first.startswith("$argon2id$")
    assert first != second
    assert not is_outdated(first)


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
def test_it_is_checked_as_composed(form):
    typed = unicodedata.normalize(form, "sông dài cá lội")

    assert check_password(hash_password("sông dài cá lội"), typed)


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        (None, "sông dài cá lội"),
        (None, "nobody has this password"),
        ("", "x"),
        ("$argon2id$nonsense", "x"),
        ("plain text", "plain text"),
    ],
)
def test_what_is_no_hash_matches_nothing(stored, typed):
    assert not check_password(stored, typed)


@pytest.mark.parametrize("typed", ["", "\0", "\ud800", "x" * 100_000, "sông dài cá lội" + "\0"])
def test_strange_typing_is_simply_wrong(typed):
    assert not check_password(hash_password("sông dài cá lội"), typed)


def test_nothing_is_cut_off():
    longest = ("ể" * 85 + "abcd")[:MAX_LENGTH]
    kept = hash_password(longest)

    assert check_password(kept, longest)
    assert not check_password(kept, longest + "x")
    assert not check_password(kept, longest + "x" * 5000)


def test_first_passwords_are_clear_to_read_out_and_never_repeat():
    made = [first_password() for _ in range(500)]

    assert len(set(made)) == 500
    assert not set("".join(made)) - set(CLEAR) - {"-"}
    assert not set(CLEAR) & set("ilo01")
    assert {refused(password) for password in made} == {None}
