"""SignInAttempt: wrong passwords, counted per account and per address, to slow guessing down."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import Index, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, utcnow
from reintegrate.models.names import fold

WINDOW = timedelta(minutes=15)
PER_ACCOUNT = 5
PER_ADDRESS = 30


class SignInAttempt(Base):
    """One wrong try. Account and address are kept as fingerprints only."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (
        Index("ix_sign_in_attempt_account_at", "account", "at"),
        Index("ix_sign_in_attempt_address_at", "address", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str]
    address: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=utcnow)


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


def note_wrong_try(username: str, address: str) -> None:
    db.session.add(SignInAttempt(account=_print(fold(username)), address=_print(address)))


def forget_tries(username: str) -> None:
    """After a right password, and for tries long past."""
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.account == _print(fold(username))))
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.at < utcnow() - 4 * WINDOW))


def _print(value: str) -> str:
    return hashlib.sha256(value.encode(errors="replace")).hexdigest()[:32]
