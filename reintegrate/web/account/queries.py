"""The viewer's own sessions."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from reintegrate.access.scope import visible
from reintegrate.db import db, utcnow
from reintegrate.models.offline_device import OfflineDevice
from reintegrate.models.user import User
from reintegrate.models.user_session import UserSession


@dataclass(frozen=True)
class Device:
    """One place where somebody is signed in."""

    id: int
    name: str
    started_at: datetime
    seen_at: datetime
    here: bool


def devices(viewer: User, present: int, idle: timedelta, absolute: timedelta) -> list[Device]:
    """Where the viewer is signed in at this moment, this device first."""
    now = utcnow()
    rows = db.session.scalars(
        visible(viewer, UserSession)
        .where(
            UserSession.ended_at.is_(None),
            UserSession.started_at >= viewer.rights_changed_at,
            UserSession.started_at >= now - absolute,
            UserSession.seen_at >= now - idle,
        )
        .order_by(UserSession.seen_at.desc())
    )
    found = [Device(r.id, r.device, r.started_at, r.seen_at, r.id == present) for r in rows]
    return sorted(found, key=lambda device: not device.here)


def other_sessions(viewer: User, present: int) -> list[UserSession]:
    """Every session of the viewer that has not been ended, but the present one."""
    rows = visible(viewer, UserSession).where(
        UserSession.ended_at.is_(None), UserSession.id != present
    )
    return list(db.session.scalars(rows))


def offline_devices(viewer: User) -> list[OfflineDevice]:
    """Where the viewer may work without signal, the one used last first."""
    rows = visible(viewer, OfflineDevice).where(OfflineDevice.revoked_at.is_(None))
    return list(db.session.scalars(rows.order_by(OfflineDevice.seen_at.desc())))
