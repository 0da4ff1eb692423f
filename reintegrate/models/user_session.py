"""UserSession: one device signed in. The cookie holds a random token; only its hash is stored."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, bindparam, delete, select, update
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from reintegrate.db import Base, db, utcnow
from reintegrate.models.audit import Space, record_event
from reintegrate.models.user import User

SEEN_EVERY = timedelta(seconds=60)
KEPT_FOR = timedelta(days=30)
WRITER_KNOWN_FOR = timedelta(days=7)


class UserSession(Base):
    __tablename__ = "user_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    device: Mapped[str]
    started_at: Mapped[datetime] = mapped_column(default=utcnow)
    seen_at: Mapped[datetime] = mapped_column(default=utcnow)
    ended_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()

    @classmethod
    def start(cls, user: User, *, device: str = "") -> tuple["UserSession", str]:
        """Sign this user in on one device. Returns the row and the token for the cookie."""
        token = secrets.token_urlsafe(32)
        row = cls(token_hash=hashed(token), user_id=user.id, device=device[:120])
        db.session.add(row)
        db.session.flush()
        record_event("user.signed_in", on=user, by=user, space=Space.SYSTEM)
        return row, token

    @classmethod
    def of_token(cls, token: str) -> "UserSession | None":
        """The session of this token with its user, whether or not it still counts."""
        return db.session.scalar(OF_TOKEN, {"token_hash": hashed(token)})

    def counts(self, *, idle: timedelta, absolute: timedelta) -> bool:
        now = utcnow()
        return (
            self.ended_at is None
            and now - self.seen_at <= idle
            and now - self.started_at <= absolute
            and self.started_at >= self.user.rights_changed_at
            and not self.user.is_disabled
        )

    def is_due_a_touch(self, idle: timedelta) -> bool:
        """Written at most once a minute: a write for every page would cost more than it tells."""
        return utcnow() - self.seen_at > min(SEEN_EVERY, idle / 4)

    def end(self, *, by: User) -> None:
        if self.ended_at is None:
            self.ended_at = utcnow()
            record_event("user.signed_out", on=self.user, by=by, space=Space.SYSTEM)

    def __repr__(self) -> str:
        return f"<UserSession {self.id}>"


OF_TOKEN = (
    select(UserSession)
    .where(UserSession.token_hash == bindparam("token_hash"))
    .options(joinedload(UserSession.user, innerjoin=True))
)


def note_seen(session_id: int) -> None:
    """This device was just seen."""
    db.session.execute(
        update(UserSession).where(UserSession.id == session_id).values(seen_at=utcnow())
    )


def writer_in(session_id: int) -> User | None:
    """Who was signed in there, if that is at most a week ago and they still have an account."""
    found = db.session.get(UserSession, session_id)
    if found is None or utcnow() - found.seen_at > WRITER_KNOWN_FOR or found.user.is_disabled:
        return None
    return found.user


def forget_old_sessions() -> int:
    """Delete sessions nobody used for a month. Returns how many."""
    found = db.session.execute(delete(UserSession).where(UserSession.seen_at < utcnow() - KEPT_FOR))
    return found.rowcount  # type: ignore[attr-defined,no-any-return]


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
