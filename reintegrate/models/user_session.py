"""UserSession: one device signed in. The cookie holds a random token; only its hash is stored."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, delete, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

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

    def end(self, *, by: User) -> None:
        if self.ended_at is None:
            self.ended_at = utcnow()
            record_event("user.signed_out", on=self.user, by=by, space=Space.SYSTEM)

    def __repr__(self) -> str:
        return f"<UserSession {self.id}>"


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
