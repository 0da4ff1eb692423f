"""Attachment: a file in the thread of an assignment, which both sides may take, or one of the case,
which only its worker reads. What it claims to be is checked against its first bytes; the name is
cleaned, a picture loses what its camera wrote beside it; all of it is kept encrypted."""

import hashlib
import re
import unicodedata
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, ForeignKey, Index, and_, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, utcnow
from reintegrate.models.assignment import Assignment
from reintegrate.models.audit import Space, record_event
from reintegrate.models.case import Case
from reintegrate.models.contact import CaseClosed
from reintegrate.models.encrypted import EncryptedBytes, EncryptedText
from reintegrate.models.idempotency import first_result
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.names import nfc
from reintegrate.models.picture import without_camera_data
from reintegrate.models.user import User

MOST_BYTES = 480 * 1024
MOST_AT_ONE_PLACE = 20
LONGEST_NAME = 80


class AttachmentFormat(StrEnum):
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    JPG = "jpg"
    PNG = "png"


class NoFile(DomainError):
    """Nothing was chosen, or it is empty."""


class TooBig(DomainError):
    """More than MOST_BYTES."""


class WrongType(DomainError):
    """Not one of the formats, or not what its name says it is."""


class ThreadClosed(DomainError):
    """The agency's help has ended: nothing more is exchanged."""


class TooManyFiles(DomainError):
    """The thread, or the case, holds MOST_AT_ONE_PLACE already."""


class Attachment(Base):
    """Never changed. Whoever no longer sees the assignment or the case no longer sees its files."""

    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"))
    """None: it lies with the case, and no agency sees it."""
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    name: Mapped[str] = mapped_column(EncryptedText("attachment.name"))
    format: Mapped[AttachmentFormat]
    content: Mapped[bytes] = mapped_column(EncryptedBytes("attachment.content"), deferred=True)
    sha256: Mapped[str]
    size: Mapped[int]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    kept_at: Mapped[datetime] = mapped_column(default=utcnow)

    assignment: Mapped[Assignment | None] = relationship()
    case: Mapped[Case] = relationship()

    @classmethod
    def keep(
        cls, assignment: Assignment, *, key: str, name: str, content: bytes, by: User
    ) -> "Attachment":
        """Raises NoFile, TooBig, WrongType, TooManyFiles, ThreadClosed, KeyTaken."""
        earlier = first_result(cls, key, by=by, assignment_id=assignment.id)
        if earlier is not None:
            return earlier
        if not assignment.is_running:
            raise ThreadClosed(assignment.id)
        made = cls(key=key, assignment_id=assignment.id, case_id=assignment.case_id, by_id=by.id)
        return made._filled(name, content, cls.assignment_id == assignment.id, by=by)

    @classmethod
    def keep_with_case(
        cls, case: Case, *, key: str, name: str, content: bytes, by: User
    ) -> "Attachment":
        """Raises NoFile, TooBig, WrongType, TooManyFiles, CaseClosed, KeyTaken."""
        earlier = first_result(cls, key, by=by, case_id=case.id)
        if earlier is not None:
            return earlier
        if not case.is_open:
            raise CaseClosed(case.id)
        made = cls(key=key, case_id=case.id, by_id=by.id)
        beside = and_(cls.assignment_id.is_(None), cls.case_id == case.id)
        return made._filled(name, content, beside, by=by)

    def _filled(
        self, name: str, content: bytes, beside: ColumnElement[bool], *, by: User
    ) -> "Attachment":
        """`beside`: the files that lie at the same place already."""
        kind = checked_format(name, content)
        if (db.session.scalar(select(func.count()).where(beside)) or 0) >= MOST_AT_ONE_PLACE:
            raise TooManyFiles(self.case_id)
        content = without_camera_data(content)
        self.name, self.format, self.content = clean_name(name, kind), kind, content
        self.sha256, self.size = hashlib.sha256(content).hexdigest(), len(content)
        db.session.add(self)
        db.session.flush()
        record_event("attachment.kept", on=self, by=by, space=Space.SUPPORT, size=self.size)
        return self


Index("ix_attachment_assignment_id_id", Attachment.assignment_id, Attachment.id)
Index("ix_attachment_case_id_id", Attachment.case_id, Attachment.id)


def checked_format(name: str, content: bytes) -> AttachmentFormat:
    """What it is, when its name and its bytes agree. Raises NoFile, TooBig, WrongType."""
    if not content:
        raise NoFile
    if len(content) > MOST_BYTES:
        raise TooBig(len(content))
    ending = name.rpartition(".")[2].lower()
    ending = "jpg" if ending == "jpeg" else ending
    if ending not in set(AttachmentFormat) or not looks_like(AttachmentFormat(ending), content):
        raise WrongType(ending[:10])
    return AttachmentFormat(ending)


def looks_like(kind: AttachmentFormat, content: bytes) -> bool:
    if kind == AttachmentFormat.PDF:
        return content.startswith(b"%PDF-")
    if kind == AttachmentFormat.PNG:
        return content.startswith(b"\x89PNG\r\n\x1a\n")
    if kind == AttachmentFormat.JPG:
        return content.startswith(b"\xff\xd8\xff")
    part = b"word/" if kind == AttachmentFormat.DOCX else b"xl/"
    macros = b"vbaProject.bin" in content
    packed = content.startswith(b"PK\x03\x04") and b"[Content_Types].xml" in content
    return packed and part in content and not macros


def clean_name(name: str, kind: AttachmentFormat) -> str:
    """What can stand in a list and be saved anywhere: no folders, no signs that hide or reorder."""
    stem = nfc(name).replace("\\", "/").rpartition("/")[2]
    stem = stem.rpartition(".")[0]
    kept = "".join(c if unicodedata.category(c)[0] in "LMN" or c in " -_()" else " " for c in stem)
    kept = re.sub(r"\s+", " ", kept).strip(" -_")[:LONGEST_NAME].strip()
    return f"{kept or 'tep'}.{kind}"
