"""A paper's file as an answer: saved, never shown within the site, its name naming nobody."""

from flask import Response

from reintegrate.models.document_text import FileFormat
from reintegrate.web.ui.sent_file import PDF, WORD, sent_file

KINDS = {FileFormat.DOCX: WORD, FileFormat.PDF: PDF}


def sent(content: bytes, kind: FileFormat, name: str) -> Response:
    return sent_file(content, KINDS[kind], name)
