"""ApiToken: a key with which another program reads in its owner's name, never more than they may.
Only its hash is kept. It ends on its last day, by hand, and whenever the owner's rights change."""

import secrets
from collections.abc import Collection
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, case, delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, quick, today, utcnow
from reintegrate.models.audit import Space, record_event
from reintegrate.models.idempotency import first_result
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.user import User
from reintegrate.models.user_session import hashed

MOST_DAYS = 90
MOST_TOKENS = 10
KEPT_FOR = timedelta(days=90)
WINDOW = timedelta(minutes=15)
REQUESTS_A_WINDOW = 300
"""Enough for the list of a large ward many times over; a program gone wild is told to wait."""

PREFIX = "rei_"
"""Programs that look for keys left in the open know one by how it begins."""


USE_LOCK = 0x41504900


class Grant(StrEnum):
    """One thing a token may read. Areas, catalogues and whose token it is any of them may."""

    COUNTS = "counts"
    DUE = "due"
    CASELOAD = "caseload"
    CASES = "cases"
    NAMES = "names"
    REPORTS = "reports"


class TooManyTokens(DomainError):
    """So many keys at once are no longer looked after."""


class ApiToken(Base):
    __tablename__ = "api_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    """What its owner calls it: which program has it."""
    grants: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime] = mapped_column(default=utcnow)
    last_day: Mapped[date]
    ended_at: Mapped[datetime | None]
    used_on: Mapped[date | None]
    window_began: Mapped[datetime | None]
    requests: Mapped[int] = mapped_column(default=0)

    user: Mapped[User] = relationship()

    @classmethod
    def make(
        cls, *, key: str, name: str, grants: Collection[Grant], days: int, by: User
    ) -> tuple["ApiToken", str | None]:
        """The row, and the token itself, to be shown once; posted twice only the row. Raises
        KeyTaken, TooManyTokens."""
        found = first_result(cls, key, by=by)
        if found is not None:
            return found, None
        standing = cls.user_id == by.id, cls.ended_at.is_(None), cls.last_day >= today()
        counted = select(func.count()).select_from(cls).where(*standing)
        if (db.session.scalar(counted) or 0) >= MOST_TOKENS:
            raise TooManyTokens(by.id)
        token = PREFIX + secrets.token_urlsafe(32)
        row = cls(key=key, user_id=by.id, token_hash=hashed(token), name=name)
        row.grants = " ".join(grant for grant in Grant if grant in grants)
        row.made_at, row.last_day = utcnow(), today() + timedelta(days=min(days, MOST_DAYS))
        db.session.add(row)
        db.session.flush()
        what, until = row.grants, row.last_day
        record_event(
            "api_token.made", on=row, by=by, space=Space.SYSTEM, grants=what, last_day=until
        )
        return row, token

    @property
    def by_id(self) -> int:
        return self.user_id

    @property
    def given(self) -> list[Grant]:
        return [Grant(code) for code in self.grants.split()]

    @property
    def opens(self) -> bool:
        """Whether it still reads anything."""
        return (
            self.ended_at is None
            and self.last_day >= today()
            and self.made_at >= self.user.rights_changed_at
            and not self.user.is_disabled
        )

    def end(self, *, by: User) -> None:
        if self.ended_at is None:
            self.ended_at = utcnow()
            record_event("api_token.ended", on=self, by=by, space=Space.SYSTEM)

    def __repr__(self) -> str:
        return f"<ApiToken {self.id}>"


def note_use(token_id: int) -> int:
    """Count one request, and say in how many seconds the next may come: 0, or until this quarter of
    an hour is over. Losing the last few to a power cut costs nothing."""
    now = utcnow()
    goes_on = ApiToken.window_began > now - WINDOW
    noted = (
        update(ApiToken)
        .where(ApiToken.id == token_id)
        .values(
            requests=case((goes_on, ApiToken.requests + 1), else_=1),
            window_began=case((goes_on, ApiToken.window_began), else_=now),
            used_on=today(),
        )
        .returning(ApiToken.requests, ApiToken.window_began)
    )
    with db.engine.connect() as connection, quick(connection, USE_LOCK + token_id):
        requests, began = connection.execute(noted).one()
    if began is None:
        return 0
    if requests <= REQUESTS_A_WINDOW:
        return 0
    return max(1, int((began + WINDOW - now).total_seconds()))


def forget_old_tokens() -> int:
    """Delete those past their last day for a quarter of a year. Returns how many."""
    old = delete(ApiToken).where(ApiToken.last_day < today() - KEPT_FOR)
    return db.session.execute(old).rowcount  # type: ignore[attr-defined,no-any-return]
