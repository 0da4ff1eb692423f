"""A paper's file as an answer: saved, never shown within the site, its name naming nobody."""

from flask import Response

from reintegrate.models.document_text import FileFormat

KINDS = {
    FileFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileFormat.PDF: "application/pdf",
}


def sent(content: bytes, kind: FileFormat, name: str) -> Response:
    response = Response(content, mimetype=KINDS[kind])
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
