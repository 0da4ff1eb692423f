"""Passwords: long rather than odd, never a well-known one, kept as Argon2id."""

import secrets
from functools import lru_cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from reintegrate.models.lifecycle import DomainError
from reintegrate.models.names import nfc

MIN_LENGTH = 12
MAX_LENGTH = 256
CLEAR = "abcdefghjkmnpqrstuvwxyz23456789"
KNOWN = Path(__file__).with_name("known_passwords.txt")


class WeakPassword(DomainError):
    """`reason` is one of short, long, known, username."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


class _Work:
    hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
    decoy = ""


def install(*, passes: int, memory_kib: int) -> None:
    """Set the work of a hash for this process. Called once, when the app is made."""
    _Work.hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=1)
    _Work.decoy = _Work.hasher.hash("nobody has this password")


def hash_password(password: str) -> str:
    return _Work.hasher.hash(nfc(password))


def check_password(stored: str | None, password: str) -> bool:
    """Takes as long for an unknown user as for a wrong password, so that neither can be told.
    Nothing is cut off: a longer password than anybody may have is simply wrong."""
    given = nfc(password).encode(errors="replace")
    try:
        verified = _Work.hasher.verify(stored or _Work.decoy, given[: 4 * MAX_LENGTH])
    except (VerificationError, InvalidHashError):
        return False
    return verified and stored is not None and len(given) <= 4 * MAX_LENGTH


def is_outdated(stored: str) -> bool:
    """Whether it was made with other work than is asked for now."""
    return _Work.hasher.check_needs_rehash(stored)


def first_password() -> str:
    """Four groups to read out over the telephone, without letters that look or sound alike."""
    return "-".join("".join(secrets.choice(CLEAR) for _ in range(4)) for _ in range(4))


@lru_cache(maxsize=1)
def known_passwords() -> frozenset[str]:
    lines = KNOWN.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("# "))


def refuse_weak(password: str, username: str) -> None:
    """Raises WeakPassword. No rule about kinds of characters: length is what helps."""
    password = nfc(password)
    if len(password) < MIN_LENGTH:
        raise WeakPassword("short")
    if len(password) > MAX_LENGTH:
        raise WeakPassword("long")
    lowered = password.lower()
    if username and username.lower() in lowered:
        raise WeakPassword("username")
    if lowered in known_passwords() or len(set(lowered)) < 4:
        raise WeakPassword("known")
