"""Mail to staff: counts and links, no person and no programme. Kept only until it is sent."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, utcnow
from reintegrate.models.audit import Space, record_event
from reintegrate.models.encrypted import EncryptedText
from reintegrate.models.lifecycle import Lifecycle
from reintegrate.models.outgoing import MOVES, Outgoing, OutgoingStatus
from reintegrate.models.user import User

KEPT_FOR = timedelta(days=30)
WORTH_SENDING_FOR = timedelta(hours=20)
"""A digest of yesterday is no news."""

MAIL = Lifecycle("mail", MOVES, space=Space.SYSTEM)


class MailKind(StrEnum):
    DIGEST = "digest"
    CODE = "code"


class Mail(Outgoing, Base):
    __tablename__ = "mail"
    __table_args__ = (Index("ix_mail_status_not_before", "status", "not_before", "id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    kind: Mapped[MailKind]
    to: Mapped[str | None] = mapped_column(EncryptedText("mail.to"))
    subject: Mapped[str] = mapped_column(default="")
    body: Mapped[str | None] = mapped_column(EncryptedText("mail.body"))

    lifecycle = MAIL
    waits = (
        timedelta(minutes=5),
        timedelta(minutes=30),
        timedelta(hours=2),
        timedelta(hours=6),
    )

    @classmethod
    def write(
        cls, user: User, kind: MailKind, *, key: str, to: str, subject: str, body: str, by: User
    ) -> "Mail":
        mail = cls(user_id=user.id, kind=kind, key=key, to=to, subject=subject, body=body)
        db.session.add(mail)
        db.session.flush()
        record_event("mail.written", on=mail, by=by, space=Space.SYSTEM, kind=kind)
        return mail

    def why_not_now(self) -> str | None:
        owner = db.session.get_one(User, self.user_id)
        if owner.is_disabled:
            return "disabled"
        return "late" if utcnow() - self.written_at > WORTH_SENDING_FOR else None

    def settle(self, status: OutgoingStatus, failure: str = "", *, by: User) -> None:
        """What came of it stays for a while; to whom and what it said is nobody's any more."""
        super().settle(status, failure, by=by)
        self.to = self.body = None


def written_since(user: User, kind: MailKind, since: datetime) -> int:
    counted = select(func.count()).where(
        Mail.user_id == user.id, Mail.kind == kind, Mail.written_at > since
    )
    return db.session.scalar(counted) or 0


def newest_to(user: User, kind: MailKind) -> Mail | None:
    newest = select(Mail).where(Mail.user_id == user.id, Mail.kind == kind)
    return db.session.scalar(newest.order_by(Mail.id.desc()).limit(1))


def forget_old_mail(by: User) -> int:
    """Delete what is settled and a month old. Returns how many."""
    old = delete(Mail).where(Mail.settled_at < utcnow() - KEPT_FOR)
    return db.session.execute(old).rowcount  # type: ignore[attr-defined,no-any-return]
