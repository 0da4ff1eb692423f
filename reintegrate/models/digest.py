"""Digest: what is due and what changed, by mail to a member of staff who asked for it."""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, lock_until_commit, utcnow
from reintegrate.models.audit import Space, record_event
from reintegrate.models.encrypted import EncryptedText, blind_index
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.mail import MailKind, written_since
from reintegrate.models.user import User

CODE_LASTS = timedelta(minutes=30)
CODE_TRIES = 5
CODES_A_DAY = 5
"""Of one member of staff: nobody's letter box is to be filled by asking for codes."""

DIGEST_LOCK = 0x44494700


class DigestRhythm(StrEnum):
    NONE = "none"
    WORKDAYS = "workdays"
    WEEKLY = "weekly"


class WrongCode(DomainError):
    """Not the code that was sent, or it was sent too long ago, or tried too often."""


class TooManyCodes(DomainError):
    """This member of staff has asked for enough codes today."""


class Digest(Base):
    """What one member of staff chose. Mail goes only to an address that proved to be theirs."""

    __tablename__ = "digest"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    rhythm: Mapped[DigestRhythm] = mapped_column(default=DigestRhythm.NONE)
    language: Mapped[str] = mapped_column(default="vi")
    address: Mapped[str | None] = mapped_column(EncryptedText("digest.address"))
    asked_address: Mapped[str | None] = mapped_column(EncryptedText("digest.asked_address"))
    code_index: Mapped[str | None]
    code_until: Mapped[datetime | None]
    code_tries: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @property
    def id(self) -> int:
        return self.user_id

    @classmethod
    def of(cls, user: User) -> "Digest | None":
        return db.session.get(cls, user.id)

    @classmethod
    def held(cls, user: User) -> "Digest":
        """The same to be changed; made at first use."""
        lock_until_commit(DIGEST_LOCK + user.id)
        found = db.session.get(cls, user.id, with_for_update=True)
        if found is None:
            found = cls(user_id=user.id, rhythm=DigestRhythm.NONE, code_tries=0)
            db.session.add(found)
            db.session.flush()
        return found

    def choose(self, rhythm: DigestRhythm, language: str, *, by: User) -> None:
        if (self.rhythm, self.language) != (rhythm, language):
            self.rhythm, self.language = rhythm, language
            record_event("digest.chosen", on=self, by=by, space=Space.SYSTEM, rhythm=rhythm)

    def ask_for(self, address: str, *, by: User) -> str:
        """A code for this address, to be sent there. The one proved before stays in use until the
        new one is proved. Raises TooManyCodes."""
        if written_since(by, MailKind.CODE, utcnow() - timedelta(days=1)) >= CODES_A_DAY:
            raise TooManyCodes(by.id)
        code = f"{secrets.randbelow(10**6):06d}"
        self.asked_address, self.code_index = address, self._print(code)
        self.code_until, self.code_tries = utcnow() + CODE_LASTS, 0
        record_event("digest.code_sent", on=self, by=by, space=Space.SYSTEM)
        return code

    def prove(self, code: str, *, by: User) -> bool:
        """Whether this is the code: then mail goes there from now on. A wrong one counts as a try,
        so the caller commits either way."""
        open_until = self.code_until
        if self.code_index is None or open_until is None or utcnow() > open_until:
            return False
        self.code_tries += 1
        if self.code_tries > CODE_TRIES or self._print(code) != self.code_index:
            return False
        self.address = self.asked_address
        self._forget_code()
        record_event("digest.address_proved", on=self, by=by, space=Space.SYSTEM)
        return True

    def forget_address(self, *, by: User) -> None:
        self.address, self.rhythm = None, DigestRhythm.NONE
        self._forget_code()
        record_event("digest.address_forgotten", on=self, by=by, space=Space.SYSTEM)

    def _forget_code(self) -> None:
        self.asked_address = self.code_index = self.code_until = None
        self.code_tries = 0

    def _print(self, code: str) -> str:
        return blind_index(f"{self.user_id}:{code}", "digest.code")

    @property
    def goes_out(self) -> bool:
        return self.rhythm != DigestRhythm.NONE and self.address is not None


def asked_for() -> list[int]:
    """Whose digests go out at all."""
    rows = (
        select(Digest.user_id)
        .join(User, User.id == Digest.user_id)
        .where(
            Digest.rhythm != DigestRhythm.NONE,
            Digest.address.is_not(None),
            User.disabled_at.is_(None),
        )
    )
    return list(db.session.scalars(rows.order_by(Digest.user_id)))
