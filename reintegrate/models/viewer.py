"""Viewer: who is looking, and in which session, as every request asks: one row of two tables.

A request needs a dozen of their columns and never their records; whoever does is given them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from sqlalchemy import bindparam, select

from reintegrate.db import connection, db, utcnow
from reintegrate.models.ready import Ready
from reintegrate.models.user import Role, User
from reintegrate.models.user_session import SEEN_EVERY, UserSession, hashed


class Glimpse:
    """What was read of a record. Anything else asked of it, its verbs too, is asked of the record
    itself, which is loaded then."""

    model: ClassVar[Any]
    id: int

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(db.session.get_one(self.model, self.id), name)


@dataclass(frozen=True)
class SignedIn(Glimpse):
    """One device signed in."""

    model: ClassVar[Any] = UserSession

    id: int
    device: str
    started_at: datetime
    seen_at: datetime
    ended_at: datetime | None

    def is_due_a_touch(self, idle: timedelta) -> bool:
        """Written at most once a minute: a write for every page would cost more than it tells."""
        return utcnow() - self.seen_at > min(SEEN_EVERY, idle / 4)


@dataclass(frozen=True)
class Account(Glimpse):
    """What is asked of a user at every request."""

    model: ClassVar[Any] = User

    id: int
    username: str
    name: str
    role: Role
    area_id: int | None
    agency_id: int | None
    must_change_password: bool
    unseen_notices: int
    disabled_at: datetime | None
    rights_changed_at: datetime


@dataclass(frozen=True)
class Viewer(Account):
    """Never kept from one request to the next: signing out and disabling act at once."""

    session: SignedIn

    @classmethod
    def of_token(cls, token: str) -> "Viewer | None":
        """Whose session this token is, whether or not it still counts."""
        found = OF_TOKEN.rows(connection(), {"token_hash": hashed(token)})
        if not found:
            return None
        of_user: Any = found[0][: len(OF_USER)]
        of_session: Any = found[0][len(OF_USER) :]
        return cls(*(*of_user, SignedIn(*of_session)))

    def counts(self, *, idle: timedelta, absolute: timedelta) -> bool:
        """Whether the session still stands, and with the rights it was begun with."""
        now, session = utcnow(), self.session
        return (
            session.ended_at is None
            and now - session.seen_at <= idle
            and now - session.started_at <= absolute
            and session.started_at >= self.rights_changed_at
            and self.disabled_at is None
        )


OF_USER = (
    User.id,
    User.username,
    User.name,
    User.role,
    User.area_id,
    User.agency_id,
    User.must_change_password,
    User.unseen_notices,
    User.disabled_at,
    User.rights_changed_at,
)
OF_SESSION = (
    UserSession.id,
    UserSession.device,
    UserSession.started_at,
    UserSession.seen_at,
    UserSession.ended_at,
)
OF_TOKEN = Ready(
    select(*OF_USER, *OF_SESSION)
    .join_from(UserSession, User, User.id == UserSession.user_id)
    .where(UserSession.token_hash == bindparam("token_hash"))
)
