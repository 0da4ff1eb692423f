"""DocumentTemplate: a Word template an administrator sent in, checked before it is kept. Which one
is in use is a mark; none marked means the form as it came with the system."""

import hashlib
from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, func, select, text, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, utcnow
from reintegrate.models.audit import Space, record_event
from reintegrate.models.document_kind import DocumentKind
from reintegrate.models.idempotency import first_result
from reintegrate.models.user import User


class DocumentTemplate(Base):
    """Never changed and never deleted: papers say which one they were made with."""

    __tablename__ = "document_template"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    kind_id: Mapped[int] = mapped_column(ForeignKey("document_kind.id"))
    number: Mapped[int]
    """1, 2, 3 … of its kind; the one that came with the system is 0."""
    content: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    in_use: Mapped[bool] = mapped_column(default=False)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    added_at: Mapped[datetime] = mapped_column(default=utcnow)

    kind: Mapped[DocumentKind] = relationship()
    by: Mapped[User] = relationship()

    @classmethod
    def add(
        cls, kind: DocumentKind, content: bytes, *, key: str, note: str, by: User
    ) -> "DocumentTemplate":
        """Keep a checked template, not yet in use."""
        earlier = first_result(cls, key, by=by, kind_id=kind.id)
        if earlier is not None:
            return earlier
        newest = select(func.max(cls.number)).where(cls.kind_id == kind.id)
        template = cls(key=key, kind_id=kind.id, kind=kind, content=content, note=note)
        template.number = (db.session.scalar(newest) or 0) + 1
        template.sha256 = hashlib.sha256(content).hexdigest()
        template.by_id = by.id
        db.session.add(template)
        db.session.flush()
        record_event("document_template.added", on=template, by=by, space=Space.SYSTEM)
        return template

    @classmethod
    def used_for(cls, kind_id: int) -> "DocumentTemplate | None":
        """None: the form as it came with the system."""
        return db.session.scalar(select(cls).where(cls.kind_id == kind_id, cls.in_use))

    @classmethod
    def numbered(cls, template_id: int | None) -> "DocumentTemplate | None":
        """The one with this id; None for the form as it came with the system."""
        return None if template_id is None else db.session.get_one(cls, template_id)

    def use(self, *, by: User) -> None:
        """New papers of this kind are made with this one; going back is using an older one."""
        stop_using(self.kind_id)
        self.in_use = True
        record_event("document_template.used", on=self, by=by, space=Space.SYSTEM)

    def leave(self, *, by: User) -> None:
        """New papers are made with the form as it came with the system."""
        self.in_use = False
        record_event("document_template.left", on=self, by=by, space=Space.SYSTEM)


def stop_using(kind_id: int) -> None:
    of_kind = DocumentTemplate.kind_id == kind_id
    db.session.execute(update(DocumentTemplate).where(of_kind).values(in_use=False))


Index("ix_document_template_kind_id_number", DocumentTemplate.kind_id, DocumentTemplate.number)
Index(
    "uq_document_template_in_use",
    DocumentTemplate.kind_id,
    unique=True,
    sqlite_where=text("in_use"),
    postgresql_where=text("in_use"),
)
