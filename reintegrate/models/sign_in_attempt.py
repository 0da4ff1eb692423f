"""SignInAttempt: passwords tried, counted per account and per address, to slow guessing down."""

import hashlib
import zlib
from datetime import datetime, timedelta

from sqlalchemy import Index, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, commit, db, lock_until_commit, utcnow
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.names import fold
from reintegrate.models.password import check_password, hash_password, is_outdated
from reintegrate.models.user import Role, User

WINDOW = timedelta(minutes=15)
PER_ACCOUNT = 5
PER_ADDRESS = 30


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


def must_wait(username: str, address: str) -> bool:
    """Whether this account or this address has had its tries. Unknown names count the same."""
    since = utcnow() - WINDOW
    for column, value, limit in (
        (SignInAttempt.account, _print(fold(username)), PER_ACCOUNT),
        (SignInAttempt.address, _print(address), PER_ADDRESS),
    ):
        counted = select(func.count()).where(column == value, SignInAttempt.at > since)
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
