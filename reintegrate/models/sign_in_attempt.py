"""SignInAttempt: passwords tried, counted per account and per address, to slow guessing down; and
the keys of programs, per address."""

import hashlib
import zlib
from datetime import datetime, timedelta

from sqlalchemy import Index, bindparam, delete, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import (
    Base,
    UtcDateTime,
    commit,
    connection,
    db,
    lock_until_commit,
    quick,
    utcnow,
)
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.names import fold
from reintegrate.models.password import check_password, hash_password, is_outdated
from reintegrate.models.ready import Ready
from reintegrate.models.user import Role, User

WINDOW = timedelta(minutes=15)
PER_ACCOUNT = 5
PER_ADDRESS = 30
OF_KEYS = "keys of programs"
"""Stands for the account where a key was tried; no fingerprint looks like it."""
KEYS_LOCK = 0x4B455953


class NotRecognised(DomainError):
    """Name and password do not belong together. It never says which of them was wrong."""


class MustWait(DomainError):
    """This account, or this address, has had its tries for the moment."""


class SignInAttempt(Base):
    """One try that was not right. Account and address are kept as fingerprints only."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (
        Index("ix_sign_in_attempt_account_at", "account", "at"),
        Index("ix_sign_in_attempt_address_at", "address", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str]
    address: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=utcnow)


def recognise(username: str, password: str, *, address: str) -> User:
    """The user whose password this is. Raises NotRecognised, MustWait.

    A try is counted and committed before its password is looked at: tries sent side by side do not
    pass the limit, and nothing is locked during the slow hash. The caller commits what comes next.
    """
    db.session.rollback()
    lock_until_commit(zlib.crc32(_print(fold(username)).encode()))
    if must_wait(username, address):
        db.session.rollback()
        raise MustWait
    note_try(username, address)
    user = User.named(username)
    may = user is not None and not user.is_disabled and user.role != Role.SYSTEM
    user_id, stored = (user.id, user.password_hash) if user and may else (0, None)
    commit()
    if not check_password(stored, password):
        raise NotRecognised
    forget_tries(username)
    known = db.session.get_one(User, user_id)
    if stored and is_outdated(stored):
        known.password_hash = hash_password(password)
    return known


def wait_for_keys(address: str) -> int:
    """In how many seconds this address may try a key again: 0, or once its wrong ones are past. Of
    keys and of passwords each is counted apart: a program gone wrong keeps nobody from their work.
    """
    now = utcnow()
    given = {"address": _print(address), "since": now - WINDOW}
    last = LAST_OF_MANY.rows(connection(), given)
    return max(1, int((last[0].at + WINDOW - now).total_seconds())) if last else 0


LAST_OF_MANY = Ready(
    select(SignInAttempt.at)
    .where(
        SignInAttempt.address == bindparam("address"),
        SignInAttempt.account == OF_KEYS,
        SignInAttempt.at > bindparam("since", type_=UtcDateTime),
    )
    .order_by(SignInAttempt.at.desc())
    .offset(PER_ADDRESS - 1)
    .limit(1)
)


def note_wrong_key(address: str) -> None:
    """In a transaction of its own: the request promised to change nothing."""
    tried = insert(SignInAttempt).values(account=OF_KEYS, address=_print(address), at=utcnow())
    with db.engine.connect() as here, quick(here, KEYS_LOCK):
        here.execute(tried)


def must_wait(username: str, address: str) -> bool:
    """Whether this account or this address has had its tries. Unknown names count the same."""
    since = utcnow() - WINDOW
    for column, value, limit in (
        (SignInAttempt.account, _print(fold(username)), PER_ACCOUNT),
        (SignInAttempt.address, _print(address), PER_ADDRESS),
    ):
        tried = column == value, SignInAttempt.account != OF_KEYS, SignInAttempt.at > since
        counted = select(func.count()).where(*tried)
        if (db.session.scalar(counted) or 0) >= limit:
            return True
    return False


def note_try(username: str, address: str) -> None:
    db.session.add(SignInAttempt(account=_print(fold(username)), address=_print(address)))


def forget_tries(username: str) -> None:
    """After a right password, and for tries long past."""
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.account == _print(fold(username))))
    forget_old_tries()


def forget_old_tries() -> int:
    """Delete tries long past. Returns how many."""
    old = delete(SignInAttempt).where(SignInAttempt.at < utcnow() - 4 * WINDOW)
    return db.session.execute(old).rowcount  # type: ignore[attr-defined,no-any-return]


def _print(value: str) -> str:
    return hashlib.sha256(value.encode(errors="replace")).hexdigest()[:32]
