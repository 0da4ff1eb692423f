"""CalendarFeed: one member of staff's days in their own calendar, as counts. The address is the
key to it: only its hash is kept, it can be renewed and taken back any day."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, bindparam, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from reintegrate.db import Base, db, lock_until_commit, utcnow
from reintegrate.models.audit import Space, record_event
from reintegrate.models.user import User
from reintegrate.models.user_session import hashed

WINDOW = timedelta(minutes=15)
READS_A_WINDOW = 30
"""Calendars ask a few times an hour, from a few devices."""

FEED_LOCK = 0x46454500


class CalendarFeed(Base):
    __tablename__ = "calendar_feed"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    token_hash: Mapped[str | None] = mapped_column(unique=True)
    """None: taken back."""
    made_at: Mapped[datetime]
    language: Mapped[str] = mapped_column(default="vi")
    read_at: Mapped[datetime | None]
    window_began: Mapped[datetime | None]
    reads: Mapped[int] = mapped_column(default=0)

    user: Mapped[User] = relationship()

    @property
    def id(self) -> int:
        return self.user_id

    @classmethod
    def of(cls, user: User) -> "CalendarFeed | None":
        return db.session.get(cls, user.id)

    @classmethod
    def open(cls, user: User, *, language: str, by: User) -> str:
        """A new token, to be shown once. The one before, if any, opens nothing from now on."""
        lock_until_commit(FEED_LOCK + user.id)
        token = secrets.token_urlsafe(32)
        feed = db.session.get(cls, user.id, with_for_update=True)
        if feed is None:
            feed = cls(user_id=user.id)
            db.session.add(feed)
        feed.token_hash, feed.made_at, feed.language = hashed(token), utcnow(), language
        feed.read_at = feed.window_began = None
        feed.reads = 0
        db.session.flush()
        record_event("calendar_feed.opened", on=feed, by=by, space=Space.SYSTEM)
        return token

    def take_back(self, *, by: User) -> None:
        if self.token_hash is not None:
            self.token_hash = None
            record_event("calendar_feed.taken_back", on=self, by=by, space=Space.SYSTEM)

    @classmethod
    def of_token(cls, token: str) -> "CalendarFeed | None":
        """Found by the token's hash, so that how long it takes says nothing about the token. None
        for one taken back, and for an account that may not sign in."""
        feed = db.session.scalar(OF_TOKEN, {"token_hash": hashed(token)})
        return None if feed is None or feed.user.is_disabled else feed

    def note_read(self) -> bool:
        """Count this reading; False when there were too many in this quarter of an hour."""
        now = utcnow()
        if self.window_began is None or not now - WINDOW < self.window_began <= now:
            self.window_began, self.reads = now, 0
        self.reads, self.read_at = self.reads + 1, now
        return self.reads <= READS_A_WINDOW

    @property
    def is_open(self) -> bool:
        return self.token_hash is not None


OF_TOKEN = (
    select(CalendarFeed)
    .where(CalendarFeed.token_hash == bindparam("token_hash"))
    .options(joinedload(CalendarFeed.user, innerjoin=True))
)
