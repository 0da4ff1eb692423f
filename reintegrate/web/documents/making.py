"""From a paper's fields to its files: what it says, what is missing, Word, PDF."""

from typing import NamedTuple

from flask import g, url_for

from reintegrate.access.actions import Action
from reintegrate.access.policy import may
from reintegrate.db import today
from reintegrate.models.document import Document
from reintegrate.models.document_kind import KnownField, fields_by_code
from reintegrate.models.document_template import DocumentTemplate
from reintegrate.models.document_text import DocumentFile, FileFormat
from reintegrate.models.names import fold
from reintegrate.models.user import User
from reintegrate.paths import seeds_dir
from reintegrate.web.documents.facts import facts_of, letterhead
from reintegrate.web.documents.forms import SIGNER
from reintegrate.web.documents.wording import dated
from reintegrate.web.print.filling import filled
from reintegrate.web.print.pdf import NoPdf, pdf_of
from reintegrate.web.print.qr import qr_of
from reintegrate.web.print.undrawable import Undrawable
from reintegrate.web.ui.i18n import gettext, language

Values = dict[str, str]


class Gap(NamedTuple):
    """A field that is still empty, and where it is filled in."""

    label: str
    url: str
    in_record: bool


def said(document: Document, by: User | None = None) -> Values:
    """What it says: the record, and before it what was written here. Once it is numbered, only
    what was kept then."""
    if not document.is_draft:
        return document.answers
    return letterhead(document) | facts_of(by or g.viewer, document) | document.answers


def gaps(document: Document, values: Values) -> list[Gap]:
    """What is still missing to print it. Each with the page where it is put right."""
    if not document.is_draft:
        return []
    fields = fields_by_code()
    found = [
        gap(document, fields[field.code])
        for field in document.kind.asked
        if field.required and not values.get(field.code)
    ]
    if document.kind.body is not None and document.signer is None:
        found.append(signer_gap(document))
    return found


def signer_gap(document: Document) -> Gap:
    """One of those who sign for the office is chosen on the paper; the first is written down
    where the letterhead is kept."""
    if document.body is not None and document.body.signers():
        return Gap(gettext("Who signs"), in_draft(document, SIGNER), in_record=False)
    kept = may(g.viewer, Action.KEEP_LETTERHEAD)
    url = url_for("letterheads.show", _anchor=SIGNER) if kept else ""
    return Gap(gettext("Who signs"), url, in_record=True)


def gap(document: Document, field: KnownField) -> Gap:
    """In the record where it has a page, because other papers print it too; else in this draft."""
    place = record_page(document, field)
    label = field.label_in(language())
    if place:
        return Gap(label, place, in_record=True)
    return Gap(label, in_draft(document, field.code), in_record=False)


def in_draft(document: Document, field: str) -> str:
    """Empty for whoever reads this kind of paper and does not write it."""
    if not may(g.viewer, Action.DRAFT_DOCUMENT, document):
        return ""
    return url_for("documents.edit", document_id=document.id, _anchor=field)


def record_page(document: Document, field: KnownField) -> str:
    """Empty where the record has no page for it, this viewer may not change it, or issuing this
    very paper writes it into the record: the team, the helper."""
    case = document.case
    if case is None or (field.kept_in == "helper" and document.kind.names_helper):
        return ""
    pages = {
        "person": ("cases.correct", Action.CORRECT_PERSON),
        "residence": ("cases.residence", Action.CORRECT_PERSON),
        "transfer": ("transfers.new", Action.PROPOSE_TRANSFER),
        "decision": ("acts.decide", Action.RECORD_ACT),
        "helper": ("helpers.new", Action.KEEP_HELPER),
    }
    endpoint, action = pages.get(field.kept_in or "", ("", None))
    if action is None or not may(g.viewer, action, case):
        return ""
    return url_for(endpoint, case_id=case.id, _anchor=AT_FIELD.get(field.code))


AT_FIELD = {
    "ho_ten": "name",
    "ten_khac": "other_names",
    "gioi_tinh": "sex",
    "tuoi": "birth_year",
    "ngay_sinh": "birth_year",
    "nghe_nghiep": "occupation",
    "trinh_do": "education",
    "ben_nhan_ten": "name",
    "ben_nhan_gioi_tinh": "sex",
    "ben_nhan_ngay_sinh": "birth_year",
    "noi_o": "address",
    "ben_nhan_dien_thoai": "phone",
    "noi_chuyen_den": "to_area",
    "noi_o_moi": "new_address",
    "giao_cho": "name",
    "qd_so": "number",
    "qd_goc": "number",
    "van_ban": "number",
    "qd_ngay": "on",
    "qd_cua": "signer",
}
"""Where on the record's page a value is written."""


def prints(document: Document, values: Values, by: User) -> Values:
    """The values with what only the finished paper knows: number, place and day."""
    numbered = document.kind.is_numbered
    day = document.dated_on or (None if numbered else today())
    year = (day or today()).year
    body = document.body
    sign = document.sign
    if not sign and numbered and body is not None:
        sign = f"……/{document.kind.series}-{body.abbreviation}"
    place = values.get("dia_danh", "")
    return values | {
        "so_ky_hieu": f"Số: {sign}" if sign else "",
        "dia_danh_ngay": dated(place, day, year),
        "nguoi_lap": values.get("nguoi_lap") or by.name,
    }


def word_of(document: Document, values: Values) -> bytes:
    """The Word file as the system makes it."""
    address = url_for("documents.by_code", paper=document.code, _external=True)
    return word_with(document, values, by=g.viewer, address=address)


def word_with(document: Document, values: Values, *, by: User, address: str) -> bytes:
    """`address`: what its QR code opens."""
    return filled(template_of(document), prints(document, values, by), qr=qr_of(address))


def template_of(document: Document) -> bytes:
    """Settled when the paper was numbered; before, the one in use now."""
    if document.is_draft:
        used = DocumentTemplate.used_for(document.kind_id)
    else:
        used = DocumentTemplate.numbered(document.template_id)
    return used.content if used else shipped(document.kind.code)


def template_id(document: Document) -> int | None:
    used = DocumentTemplate.used_for(document.kind_id)
    return used.id if used else None


def shipped(kind_code: str) -> bytes:
    """The form as it came with the system."""
    return (seeds_dir() / "documents" / f"{kind_code}.docx").read_bytes()


def present_word(document: Document) -> bytes:
    """What would be issued now: the text an official brought, else the one made here."""
    brought = DocumentFile.final_of(document.id)
    return brought.content if brought else word_of(document, said(document))


def title_of(document: Document) -> str:
    """Of the file, for its properties: never a person's name."""
    return f"{document.kind.name_vi} {document.sign}".strip()


def pdf_or_why(document: Document, word: bytes) -> tuple[bytes | None, str]:
    """The PDF, or in words why there is none."""
    try:
        return pdf_of(word, title=title_of(document)), ""
    except NoPdf:
        return None, gettext("This installation makes no PDF files: it lacks its part “pdf”.")
    except Undrawable as error:
        return None, gettext(
            "No PDF: the Word file holds what cannot be drawn here (%(what)s). Save it as PDF in "
            "Word if you need one.",
            what=", ".join(error.what),
        )


def files_of(document: Document, word: bytes) -> dict[FileFormat, bytes]:
    pdf, _ = pdf_or_why(document, word)
    return {FileFormat.DOCX: word} | ({FileFormat.PDF: pdf} if pdf else {})


def file_name(document: Document, ending: str) -> str:
    """Kind and number, plain letters, nobody's name: it stands in folders and on screens."""
    sign = fold(document.sign).replace("/", "-") or f"draft-{document.id}"
    return f"{document.kind.code}-{sign}.{ending}"
