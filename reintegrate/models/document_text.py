"""What papers say, version by version, and their files. Both encrypted: papers name people."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, utcnow
from reintegrate.models.case import Case
from reintegrate.models.encrypted import EncryptedBytes, EncryptedJson
from reintegrate.models.user import User


class FileFormat(StrEnum):
    DOCX = "docx"
    PDF = "pdf"


class DocumentText(Base):
    """One version of what somebody wrote; the newest counts."""

    __tablename__ = "document_text"
    __table_args__ = (UniqueConstraint("document_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    number: Mapped[int]
    answers: Mapped[dict[str, Any]] = mapped_column(EncryptedJson("document_text.answers"))
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    written_at: Mapped[datetime] = mapped_column(default=utcnow)

    @classmethod
    def newest_of(cls, document_id: int) -> "DocumentText | None":
        of_document = select(cls).where(cls.document_id == document_id)
        return db.session.scalar(of_document.order_by(cls.number.desc()).limit(1))

    @classmethod
    def add(cls, document_id: int, answers: Mapping[str, str], *, by: User) -> "DocumentText":
        """The caller holds the document."""
        newest = cls.newest_of(document_id)
        number = newest.number + 1 if newest else 1
        text = cls(document_id=document_id, number=number, answers=dict(answers), by_id=by.id)
        db.session.add(text)
        db.session.flush()
        return text


class DocumentFile(Base):
    """A file of a paper, byte for byte, with its fingerprint. Never changed, never deleted."""

    __tablename__ = "document_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    format: Mapped[FileFormat]
    issued: Mapped[bool]
    """False: brought before issuing, as its final text."""
    content: Mapped[bytes] = mapped_column(EncryptedBytes("document_file.content"), deferred=True)
    sha256: Mapped[str]
    size: Mapped[int]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    kept_at: Mapped[datetime] = mapped_column(default=utcnow)

    case: Mapped[Case | None] = relationship()

    @classmethod
    def keep(
        cls, document: Any, kind: FileFormat, content: bytes, *, issued: bool, by: User
    ) -> "DocumentFile":
        file = cls(
            document_id=document.id,
            case_id=document.case_id,
            area_id=document.area_id,
            format=kind,
            issued=issued,
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
            by_id=by.id,
        )
        db.session.add(file)
        db.session.flush()
        return file

    @classmethod
    def issued_of(cls, document_id: int) -> "list[DocumentFile]":
        """What was issued: the Word file, and the PDF where one could be made."""
        kept = select(cls).where(cls.document_id == document_id, cls.issued)
        return list(db.session.scalars(kept.order_by(cls.id)))

    @classmethod
    def final_of(cls, document_id: int) -> "DocumentFile | None":
        """The newest text an official brought, or None."""
        brought = select(cls).where(cls.document_id == document_id, cls.issued.is_(False))
        return db.session.scalar(brought.order_by(cls.id.desc()).limit(1))


Index("ix_document_file_document_id", DocumentFile.document_id, DocumentFile.id)
