"""The text an official finished in Word: looked through before it is kept."""

from io import BytesIO
from typing import Any

from flask import request

from reintegrate.later import later
from reintegrate.models.document import Document
from reintegrate.web.print.word_file import Refused, checked
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.word_words import refusal

docx, oxml = later("docx"), later("docx.oxml.ns")


def final_text(document: Document, form: Any) -> bytes | None:
    """The file's bytes, or None with the reason at the form's field."""
    sent = request.files.get("file")
    content = sent.read() if sent else b""
    if not content:
        form.refuse(gettext("Choose the Word file first."), "file")
        return None
    try:
        checked(content)
    except Refused as refused:
        form.refuse(refusal(refused), "file")
        return None
    if document.sign and document.sign not in words_of(content):
        text = gettext("This file does not bear the number %(sign)s.", sign=document.sign)
        form.refuse(text, "file")
        return None
    return content


def words_of(content: bytes) -> str:
    """Every word of the text, without the spaces that Word puts anywhere."""
    body = docx.Document(BytesIO(content)).element.body
    return "".join("".join(part.text or "" for part in body.iter(oxml.qn("w:t"))).split())
