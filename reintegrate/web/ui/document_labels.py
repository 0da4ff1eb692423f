"""The words of papers: who signs and reads them, and how they stand. Part of `labels.LABELS`."""

from enum import StrEnum
from typing import Any

from reintegrate.models.document import DocumentStatus
from reintegrate.models.document_kind import BodyKind, FieldInput, Readers
from reintegrate.models.document_text import FileFormat
from reintegrate.models.issuing_body import Capacity
from reintegrate.web.ui.i18n import lazy_gettext as _l

DOCUMENT_LABELS: dict[type[StrEnum], dict[StrEnum, Any]] = {
    DocumentStatus: {
        DocumentStatus.DRAFT: _l("Draft paper"),
        DocumentStatus.NUMBERED: _l("Numbered"),
        DocumentStatus.ISSUED: _l("Issued"),
        DocumentStatus.WITHDRAWN: _l("Withdrawn"),
    },
    BodyKind: {
        BodyKind.COMMITTEE: _l("People's Committee"),
        BodyKind.POLICE: _l("Police"),
    },
    FieldInput: {
        FieldInput.LINE: _l("One line"),
        FieldInput.TEXT: _l("Several lines"),
        FieldInput.DAY: _l("A day"),
    },
    Readers: {
        Readers.WARD: _l("Staff of the ward"),
        Readers.DECIDERS: _l("Officials and police of the ward"),
        Readers.WORKER: _l("The worker who answers for the case"),
    },
    FileFormat: {
        FileFormat.DOCX: _l("Word file"),
        FileFormat.PDF: _l("PDF file"),
    },
    Capacity: {
        Capacity.IN_PERSON: _l("The head themselves"),
        Capacity.ON_BEHALF: _l("TM.: on behalf of the collective"),
        Capacity.FOR_HEAD: _l("KT.: a deputy for the head"),
        Capacity.ON_BEHALF_FOR_HEAD: _l("TM. and KT.: a deputy, on behalf of the collective"),
        Capacity.BY_ORDER: _l("TL.: by order"),
        Capacity.BY_AUTHORISATION: _l("TUQ.: by authorisation"),
        Capacity.ACTING: _l("Q.: acting head"),
    },
}
