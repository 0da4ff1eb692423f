"""A side's official papers: a draft, an issued one with its files, a signer, a brought template."""

import uuid
from typing import TYPE_CHECKING, Any

from reintegrate.models.case import Case
from reintegrate.models.document import Document
from reintegrate.models.document_kind import BodyKind, DocumentKind
from reintegrate.models.document_template import DocumentTemplate
from reintegrate.models.document_text import DocumentFile, FileFormat
from reintegrate.models.issuing_body import Capacity, IssuingBody
from reintegrate.models.user import User
from reintegrate.web.ui.letterheads import proposed
from tests.print.papers import shipped

if TYPE_CHECKING:
    from tests.trust.scenery import Side


def key() -> str:
    return str(uuid.uuid4())


def committee(area: Any, by: User) -> IssuingBody:
    """The ward's committee, with one who signs."""
    letterhead = proposed(area, BodyKind.COMMITTEE)
    body = IssuingBody.begin(area, BodyKind.COMMITTEE, by=by, **letterhead)
    if not body.signers():
        body.add_signer("Lý Văn Minh", Capacity.FOR_HEAD, title="PHÓ CHỦ TỊCH", by=by)
    return body


def draft(kind: str, case: Case, body: IssuingBody | None, by: User) -> Document:
    found = DocumentKind.coded(kind)
    return Document.draft(found, key=key(), area=case.area, case=case, body=body, by=by)


def issued(case: Case, body: IssuingBody, by: User, values: dict[str, str]) -> Document:
    """A decision about this case, numbered and issued; its files hold bytes, not papers."""
    document = draft("decision", case, body, by)
    asked = {field.code: "…" for field in document.kind.asked}
    document.give_number(asked | values, template_id=None, by=by)
    files = {FileFormat.DOCX: b"word", FileFormat.PDF: b"pdf"}
    document.issue(files, by=by, values=document.answers)
    return document


def papers(side: "Side", case: Case, by: User) -> None:
    body = committee(case.area, by)
    paper = draft("decision", case, body, by)
    paper.write({"phoi_hop": side.mark("paper: help along")}, by=by)
    finished = issued(case, body, by, {"ho_ten": side.mark("paper: name")})
    kind = DocumentKind.coded("decision")
    template = DocumentTemplate.add(kind, shipped("decision"), key=key(), note="", by=by)
    side.ids |= {
        "paper": paper.id,
        "paper_code": paper.code,
        "issued_paper": finished.id,
        "paper_file": file_id(finished),
        "signer": body.signers()[0].id,
        "kind": kind.id,
        "template": template.id,
    }


def file_id(document: Document) -> int:
    return DocumentFile.issued_of(document.id)[0].id


ANSWERS_OF_PAPERS: dict[str, Any] = {
    "documents.begin": lambda day, key: {"key": key, "kind": kind_of("decision")},
    "documents.begin_for_ward": lambda day, key: {"key": key, "kind": kind_of("team")},
    "documents.edit": lambda day, key: {"version": "1", "giao_cho": "ông Tạ", "signer": ""},
    "documents.give_number": lambda day, key: {},
    "documents.bring_final": lambda day, key: {},
    "documents.issue": lambda day, key: {},
    "documents.withdraw": lambda day, key: {"reason": "In nhầm"},
    "letterheads.show": lambda day, key: {
        "version": "1",
        "name": "ỦY BAN NHÂN DÂN",
        "head_title": "CHỦ TỊCH",
        "place": "Bắc Kạn",
        "abbreviation": "UBND",
    },
    "letterheads.add_signer": lambda day, key: {"signer": "Hà Văn Ví", "capacity": "in_person"},
    "letterheads.end_signer": lambda day, key: {},
    "letterheads.given_outside": lambda day, key: {"series": "QĐ-UBND", "up_to": "99"},
    "document_templates.show": lambda day, key: {"note": "Sửa"},
    "document_templates.use": lambda day, key: {},
    "document_templates.leave": lambda day, key: {},
}
"""What each of its posts is sent, by endpoint: of a day so far from today, and a new key."""


def kind_of(code: str) -> str:
    return str(DocumentKind.coded(code).id)
