"""OfflineDevice: a phone on which a worker may work without signal. What it holds may stay for 72
hours at most, and goes at sign-out, when rights change, and when its owner says so."""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from sqlalchemy import ForeignKey, Index, delete, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, utcnow
from reintegrate.models.audit import Space, record_event
from reintegrate.models.encrypted import EncryptedText
from reintegrate.models.user import User
from reintegrate.models.user_session import UserSession, hashed

LIST_KEPT_FOR = timedelta(hours=72)
KEPT_FOR = timedelta(days=90)
"""Entries that wait on a phone nobody used for longer can no longer be opened."""


class Standing(StrEnum):
    """What the phone must do with the list it holds, when it asks."""

    ON = "on"
    STALE = "stale"
    """Wipe the list; it comes anew with the next sign-in."""
    OFF = "off"
    """Wipe the list and ask no more."""


class OfflineDevice(Base):
    """Two keys belong to a phone. The key of the list is made there, cannot be taken out of the
    browser and never comes here. The pair in this row seals entries: the phone has the public
    half, so that it can write but not read what an earlier session left behind; the private half
    is given to the owner's signed-in sessions only, for as long as they send."""

    __tablename__ = "offline_device"
    __table_args__ = (
        Index("ix_offline_device_user_id_revoked_at_id", "user_id", "revoked_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    handle_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    label: Mapped[str]
    public_key: Mapped[str]
    private_key: Mapped[str] = mapped_column(EncryptedText("offline_device.private_key"))
    session_id: Mapped[int | None]
    """The session that last took the list here; sessions are forgotten earlier than devices."""
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    seen_at: Mapped[datetime] = mapped_column(default=utcnow)
    list_until: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()

    @classmethod
    def switch_on(cls, user: User, *, label: str) -> tuple["OfflineDevice", str]:
        """Let this phone work without signal. Returns the row and the phone's handle, by which it
        may ask how it stands before anybody signs in."""
        handle = secrets.token_urlsafe(24)
        private, public = new_pair()
        row = cls(
            handle_hash=hashed(handle),
            user_id=user.id,
            label=label[:120],
            public_key=public,
            private_key=private,
        )
        db.session.add(row)
        db.session.flush()
        record_event("offline_device.switched_on", on=row, by=user, space=Space.SYSTEM)
        return row, handle

    def take_list(self, case_ids: list[int], *, session_id: int, by: User) -> datetime:
        """The list goes to the phone now; returns when it must be gone. The trail keeps which cases
        were on it: whoever finds that a phone is lost must be able to say what was in it."""
        self.seen_at = utcnow()
        self.list_until = self.seen_at + LIST_KEPT_FOR
        self.session_id = session_id
        record_event(
            "offline_device.list_taken", on=self, by=by, space=Space.SYSTEM, cases=case_ids
        )
        return self.list_until

    def revoke(self, *, by: User) -> None:
        """The phone wipes its list when it next has signal, and at the latest when 72 hours are
        over. Entries that wait there stay readable to their owner alone."""
        if self.revoked_at is None:
            self.revoked_at = utcnow()
            record_event("offline_device.revoked", on=self, by=by, space=Space.SYSTEM)

    @property
    def standing(self) -> Standing:
        if self.revoked_at is not None or self.user.is_disabled:
            return Standing.OFF
        if self.seen_at < self.user.rights_changed_at or self._is_signed_out():
            return Standing.STALE
        return Standing.ON

    def _is_signed_out(self) -> bool:
        """Ended on purpose, here or from another device; merely being away does not end it."""
        if self.session_id is None:
            return False
        session = db.session.get(UserSession, self.session_id)
        return session is None or session.ended_at is not None


def new_pair() -> tuple[str, str]:
    """Private and public key (P-256) in hexadecimal, as a browser's WebCrypto reads them."""
    private = ec.generate_private_key(ec.SECP256R1())
    inside = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    outside = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return inside.hex(), outside.hex()


def device_with(handle: str) -> OfflineDevice | None:
    return db.session.scalar(
        select(OfflineDevice).where(OfflineDevice.handle_hash == hashed(handle))
    )


def forget_old_devices() -> int:
    """Delete phones nobody used for 90 days. Returns how many."""
    found = db.session.execute(
        delete(OfflineDevice).where(OfflineDevice.seen_at < utcnow() - KEPT_FOR)
    )
    return found.rowcount  # type: ignore[attr-defined,no-any-return]
