"""What an answer says to whoever opens it: a page, a Word file with its hidden corners, a PDF."""

from io import BytesIO
from zipfile import ZipFile

from pypdf import PdfReader
from werkzeug.test import TestResponse


def text_of(answer: TestResponse) -> str:
    content = answer.get_data()
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as file:
            parts = [file.read(name) for name in file.namelist() if name.endswith((".xml", "rels"))]
        return "\n".join(part.decode("utf-8", "replace") for part in parts)
    if content.startswith(b"%PDF-"):
        pdf = PdfReader(BytesIO(content))
        return "\n".join([*(page.extract_text() for page in pdf.pages), str(pdf.metadata)])
    return content.decode("utf-8", "replace")
