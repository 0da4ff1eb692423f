"""ContactNote: what came of a contact and what was said; the support space. Nothing is overwritten:
a correction keeps the earlier text as a version, and what comes later is an addition."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, utcnow
from reintegrate.models.encrypted import EncryptedText

if TYPE_CHECKING:
    from reintegrate.models.contact import Contact


class ContactNote(Base):
    """For the worker who answers for the case."""

    __tablename__ = "contact_note"
    __table_args__ = (Index("ix_contact_note_case_id_contact_id", "case_id", "contact_id"),)

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"))
    """The ward it was written in. A sensitive note stays there."""
    outcome_code: Mapped[str] = mapped_column(ForeignKey("contact_outcome.code"))
    channel_code: Mapped[str] = mapped_column(ForeignKey("contact_channel.code"))
    text: Mapped[str | None] = mapped_column(EncryptedText("contact_note.text"))
    sensitive: Mapped[bool] = mapped_column(default=False)
    """Left out of anything handed to others, even of the person's own printed sheet, and of a
    transfer: the next ward does not read it."""
    present: Mapped[str] = mapped_column(default="", server_default="")
    """Who else was there: codes of Presence, with spaces between."""
    next_step_code: Mapped[str | None] = mapped_column(ForeignKey("outreach_step.code"))
    """What is tried next, where nobody was met."""
    corrected_at: Mapped[datetime | None]
    additions: Mapped[int] = mapped_column(default=0, server_default="0")
    version: Mapped[int] = mapped_column(default=1, server_default="1")

    contact: Mapped["Contact"] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @property
    def is_corrected(self) -> bool:
        return self.corrected_at is not None


class NoteVersion(Base):
    """How a note read before it was corrected."""

    __tablename__ = "contact_note_version"
    __table_args__ = (Index("ix_contact_note_version_contact_id", "contact_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"))
    happened_on: Mapped[date]
    outcome_code: Mapped[str] = mapped_column(ForeignKey("contact_outcome.code"))
    channel_code: Mapped[str] = mapped_column(ForeignKey("contact_channel.code"))
    text: Mapped[str | None] = mapped_column(EncryptedText("contact_note_version.text"))
    sensitive: Mapped[bool]
    present: Mapped[str]
    replaced_at: Mapped[datetime] = mapped_column(default=utcnow)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))


class NoteAddition(Base):
    """Said later about a contact that is written down already."""

    __tablename__ = "contact_addition"
    __table_args__ = (Index("ix_contact_addition_contact_id", "contact_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"))
    text: Mapped[str] = mapped_column(EncryptedText("contact_addition.text"))
    sensitive: Mapped[bool]
    """As the note it adds to was, or more."""
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=utcnow)


def earlier_versions(contact_id: int) -> list[NoteVersion]:
    query = select(NoteVersion).where(NoteVersion.contact_id == contact_id)
    return list(db.session.scalars(query.order_by(NoteVersion.id)))
