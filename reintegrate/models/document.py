"""Document: one official paper, from draft to issued. What was issued is kept byte for byte."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, today, utcnow
from reintegrate.models.area import Area
from reintegrate.models.audit import Space, record_event
from reintegrate.models.case import Case
from reintegrate.models.document_kind import DocumentKind, Readers
from reintegrate.models.document_number import DocumentNumber, printed
from reintegrate.models.document_text import DocumentFile, DocumentText, FileFormat
from reintegrate.models.encrypted import EncryptedText
from reintegrate.models.idempotency import first_result
from reintegrate.models.issuing_body import IssuingBody, Signer
from reintegrate.models.lifecycle import DomainError, IllegalMove, Lifecycle
from reintegrate.models.paper_effects import be_known, be_unknown, refuse_what_does_nothing
from reintegrate.models.user import User


class DocumentStatus(StrEnum):
    DRAFT = "draft"
    NUMBERED = "numbered"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"


MOVES = {
    DocumentStatus.DRAFT: {
        DocumentStatus.NUMBERED,
        DocumentStatus.ISSUED,
        DocumentStatus.WITHDRAWN,
    },
    DocumentStatus.NUMBERED: {DocumentStatus.ISSUED, DocumentStatus.WITHDRAWN},
    DocumentStatus.ISSUED: {DocumentStatus.WITHDRAWN},
    DocumentStatus.WITHDRAWN: set(),
}
"""Papers without a number go from draft to issued at once; all others are numbered first."""


DOCUMENT = Lifecycle("document", MOVES)
SUPPORT_DOCUMENT = Lifecycle("document", MOVES, space=Space.SUPPORT)


class StillMissing(DomainError):
    """The form cannot be printed yet: `fields` are empty."""

    def __init__(self, fields: list[str]):
        super().__init__(", ".join(fields))
        self.fields = fields


class NeedsNumber(DomainError):
    """This kind of paper is issued only with a number."""


class Document(Base):
    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    code: Mapped[int] = mapped_column(BigInteger, unique=True)
    """What its QR code says: a number drawn by lot."""
    kind_id: Mapped[int] = mapped_column(ForeignKey("document_kind.id"))
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    """The ward whose paper it is, also after its case has moved on."""
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    readers: Mapped[Readers]
    status: Mapped[DocumentStatus] = mapped_column(default=DocumentStatus.DRAFT)
    body_id: Mapped[int | None] = mapped_column(ForeignKey("issuing_body.id"))
    signer_id: Mapped[int | None] = mapped_column(ForeignKey("signer.id"))
    template_id: Mapped[int | None] = mapped_column(ForeignKey("document_template.id"))
    """Settled when it is numbered or issued. None: the form as it came with the system."""
    series: Mapped[str] = mapped_column(default="")
    number: Mapped[int | None]
    dated_on: Mapped[date | None]
    issued_at: Mapped[datetime | None]
    texts: Mapped[int] = mapped_column(default=0)
    """How often it was written in: this way an edit counts as a change of the paper."""
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    begun_at: Mapped[datetime] = mapped_column(default=utcnow)
    version: Mapped[int] = mapped_column(default=1)

    kind: Mapped[DocumentKind] = relationship(lazy="joined", innerjoin=True)
    area: Mapped[Area] = relationship()
    case: Mapped[Case | None] = relationship()
    body: Mapped[IssuingBody | None] = relationship()
    signer: Mapped[Signer | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def draft(
        cls,
        kind: DocumentKind,
        *,
        key: str,
        area: Area,
        case: Case | None,
        body: IssuingBody | None,
        by: User,
    ) -> "Document":
        """Begin a paper; what it says is taken from the record until somebody writes otherwise."""
        case_id = case.id if case else None
        earlier = first_result(cls, key, by=by, case_id=case_id, kind_id=kind.id)
        if earlier is not None:
            return earlier
        document = cls(key=key, kind_id=kind.id, kind=kind, area_id=area.id, case_id=case_id)
        document.case, document.body, document.by_id = case, body, by.id
        document.readers, document.code = kind.readers, 10**15 + secrets.randbelow(9 * 10**15)
        signers = body.signers() if body else []
        document.body_id = body.id if body else None
        document.signer_id = signers[0].id if signers else None
        db.session.add(document)
        db.session.flush()
        document._tell("drafted", by=by)
        return document

    def write(
        self, answers: Mapping[str, str], *, by: User, signer_id: int | None = None
    ) -> DocumentText:
        """Keep what was written, beside every earlier version. Raises IllegalMove."""
        if self.status != DocumentStatus.DRAFT:
            raise IllegalMove(self, DocumentStatus.DRAFT)
        self.signer_id = signer_id
        text = self._keep(answers, by=by)
        self._tell("written", by=by, text=text.number)
        return text

    def _keep(self, answers: Mapping[str, str], *, by: User) -> DocumentText:
        text = DocumentText.add(self.id, answers, by=by)
        self.texts = text.number
        return text

    @property
    def answers(self) -> dict[str, str]:
        """What was written here last; nothing yet means the record speaks."""
        newest = DocumentText.newest_of(self.id)
        return dict(newest.answers) if newest else {}

    def give_number(self, values: Mapping[str, str], *, template_id: int | None, by: User) -> None:
        """The next number of its series, dated today; from now on `values` are what it says.
        Raises StillMissing, IllegalMove."""
        if not self.kind.is_numbered or self.body is None:
            raise IllegalMove(self, DocumentStatus.NUMBERED)
        self._refuse_gaps(values)
        refuse_what_does_nothing(self, values)
        self._lifecycle.move(self, DocumentStatus.NUMBERED, by=by)
        self.series = f"{self.kind.series}-{self.body.abbreviation}"
        self.dated_on = today()
        year = self.dated_on.year
        given = DocumentNumber.give(
            self.id, area_id=self.area_id, series=self.series, year=year, by=by
        )
        self.number, self.template_id = given.number, template_id
        self._keep(values, by=by)

    def bring_final(self, content: bytes, *, by: User) -> DocumentFile:
        """The text as an official finished it in Word, kept as it came. Raises IllegalMove."""
        if self.status not in {DocumentStatus.NUMBERED, DocumentStatus.DRAFT}:
            raise IllegalMove(self, DocumentStatus.ISSUED)
        file = DocumentFile.keep(self, FileFormat.DOCX, content, issued=False, by=by)
        self._tell("final_brought", by=by, sha256=file.sha256)
        return file

    def issue(
        self,
        files: Mapping[FileFormat, bytes],
        *,
        by: User,
        values: Mapping[str, str] | None = None,
        template_id: int | None = None,
        prints: tuple[date, date] | None = None,
    ) -> None:
        """Signed and sent out: these files are the paper, and the act it stands for is done.
        `values` and `template_id` are those of a paper that bears no number; `prints` are the from
        and to of a decision. Raises NeedsNumber, StillMissing, IllegalMove."""
        if self.status == DocumentStatus.DRAFT:
            if self.kind.is_numbered:
                raise NeedsNumber(self.id)
            self._refuse_gaps(values or {})
            self._keep(values or {}, by=by)
            self.dated_on, self.template_id = today(), template_id
        kept = [
            DocumentFile.keep(self, kind, content, issued=True, by=by)
            for kind, content in files.items()
        ]
        hashes = {file.format.value: file.sha256 for file in kept}
        self._lifecycle.move(self, DocumentStatus.ISSUED, by=by, **hashes)
        self.issued_at = utcnow()
        be_known(self, prints=prints, by=by)

    def withdraw(self, *, reason: str, by: User) -> None:
        """It counts no more: its number stays its own, and what it did is undone, so that what was
        due is due again. Raises IllegalMove."""
        self._lifecycle.move(self, DocumentStatus.WITHDRAWN, by=by)
        withdrawal = DocumentWithdrawal(document_id=self.id, reason=reason, by_id=by.id)
        db.session.add(withdrawal)
        if self.issued_at is not None:
            be_unknown(self, by=by)

    @property
    def _lifecycle(self) -> Lifecycle[DocumentStatus]:
        return SUPPORT_DOCUMENT if self.readers == Readers.WORKER else DOCUMENT

    def _refuse_gaps(self, values: Mapping[str, str]) -> None:
        gaps = [f.code for f in self.kind.asked if f.required and not values.get(f.code)]
        if gaps:
            raise StillMissing(gaps)

    def _tell(self, what: str, *, by: User, **details: Any) -> None:
        space = self._lifecycle.space
        record_event(f"document.{what}", on=self, by=by, space=space, **details)

    @property
    def name_as_source(self) -> str:
        return f"document:{self.id}"

    @property
    def sign(self) -> str:
        """Number and sign as printed, "05/QĐ-UBND"; empty while it has none."""
        return "" if self.number is None else f"{printed(self.number)}/{self.series}"

    @property
    def is_draft(self) -> bool:
        return self.status == DocumentStatus.DRAFT

    @property
    def is_withdrawn(self) -> bool:
        return self.status == DocumentStatus.WITHDRAWN

    @property
    def is_under_way(self) -> bool:
        return self.status in {DocumentStatus.DRAFT, DocumentStatus.NUMBERED}

    def __repr__(self) -> str:
        return f"<Document {self.id}>"


class DocumentWithdrawal(Base):
    """Why a paper counts no more."""

    __tablename__ = "document_withdrawal"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(EncryptedText("document_withdrawal.reason"))
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    withdrawn_at: Mapped[datetime] = mapped_column(default=utcnow)


Index("ix_document_area_id_id", Document.area_id, Document.id)
Index("ix_document_area_id_status_id", Document.area_id, Document.status, Document.id)
Index("ix_document_area_id_kind_id_id", Document.area_id, Document.kind_id, Document.id)
Index("ix_document_area_id_number", Document.area_id, Document.number)
Index("ix_document_case_id_id", Document.case_id, Document.id)
