"""Word files for tests, read again by other means than those that made them."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.oxml.ns import qn

from reintegrate.paths import seeds_dir

FORMS = sorted(path.stem for path in (seeds_dir() / "documents").glob("*.docx"))
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def shipped(code: str) -> bytes:
    return Path(seeds_dir() / "documents" / f"{code}.docx").read_bytes()


def words_in(content: bytes) -> list[str]:
    """Every word of the text, tables included, in reading order."""
    body = Document(BytesIO(content)).element.body
    lines = []
    for paragraph in body.iter(qn("w:p")):
        lines.append("".join(part.text or "" for part in paragraph.iter(qn("w:t"))))
    return " ".join(lines).split()


def letters(text: str) -> str:
    return "".join(text.split())


def changed(content: bytes, **parts: bytes | None) -> bytes:
    """The file with parts replaced, added, or (None) removed. `word__document_xml` is
    word/document.xml."""
    named = {name.replace("__", "/").replace("_xml", ".xml"): part for name, part in parts.items()}
    held = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(held, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename not in named:
                new.writestr(info.filename, old.read(info.filename))
        for name, part in named.items():
            if part is not None:
                new.writestr(name, part)
    return held.getvalue()


def with_text(text: str) -> bytes:
    """A Word file with these words in one paragraph."""
    word = Document()
    word.add_paragraph(text)
    held = BytesIO()
    word.save(held)
    return held.getvalue()


def with_xml(inside: str) -> bytes:
    """A Word file whose one paragraph holds this XML (prefix w)."""
    body = f'<w:document xmlns:w="{W}"><w:body><w:p>{inside}</w:p><w:sectPr/></w:body></w:document>'
    return changed(with_text(""), word__document_xml=body.encode())
