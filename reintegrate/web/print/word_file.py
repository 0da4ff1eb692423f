"""Is this really a plain Word file? Asked of every uploaded one before anything opens it: bounded
in size, nothing that runs, nothing fetched from elsewhere, no hidden changes."""

import re
import zlib
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile, ZipInfo

from reintegrate.later import later

if TYPE_CHECKING:
    from lxml import etree
else:
    etree = later("lxml.etree")

LARGEST = 480 * 1024
"""Bytes of a file sent here."""
LARGEST_INSIDE = 8 * 1024 * 1024
LARGEST_PART = 2 * 1024 * 1024
MOST_PARTS = 200
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RUNNING = re.compile(r"vbaProject|macroEnabled|activeX|oleObject|embeddings|\.bin$|\.exe$", re.I)
FIELDS = {"PAGE", "NUMPAGES", "SECTIONPAGES"}
"""What a Word field may ask for; others fetch files or run programs (INCLUDETEXT, DDEAUTO)."""
UNREADABLE = (
    BadZipFile,
    zlib.error,
    EOFError,
    RuntimeError,
    ValueError,
    OSError,
)
REVISIONS = {"ins", "del", "moveFrom", "moveTo"}
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Refused(Exception):
    """This file is not taken in. `reason` is a code that `words.py` puts into words."""

    def __init__(self, reason: str, detail: str = ""):
        super().__init__(f"{reason} {detail}".strip())
        self.reason, self.detail = reason, detail


def checked(content: bytes) -> bytes:
    """The same bytes, when they are a Word file that may be opened. Raises Refused."""
    if len(content) > LARGEST:
        raise Refused("too_big")
    try:
        with ZipFile(BytesIO(content)) as file:
            _check_size(file)
            parts = {info.filename: read(file, info) for info in file.infolist()}
    except UNREADABLE:
        raise Refused("not_word") from None
    _check_kind(parts)
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            _check_part(name, part)
    return content


def _check_size(file: ZipFile) -> None:
    """By what the directory says; `read` holds it to that."""
    infos = file.infolist()
    names = [info.filename for info in infos]
    if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > LARGEST_INSIDE:
        raise Refused("unpacks_too_big")
    if len(set(names)) != len(names) or any(info.flag_bits & 0x1 for info in infos):
        raise Refused("not_word")


def read(file: ZipFile, info: ZipInfo) -> bytes:
    """One part, and never more than it says it is."""
    if info.file_size > LARGEST_PART:
        raise Refused("unpacks_too_big")
    with file.open(info) as part:
        content = part.read(info.file_size + 1)
    if len(content) > info.file_size:
        raise Refused("unpacks_too_big")
    return content


def _check_kind(parts: dict[str, bytes]) -> None:
    kinds = parts.get("[Content_Types].xml", b"").decode("utf-8", "replace")
    if any(RUNNING.search(name) for name in parts) or RUNNING.search(kinds):
        raise Refused("macros")
    if MAIN not in kinds or "word/document.xml" not in parts:
        raise Refused("not_word")


def _check_part(name: str, part: bytes) -> None:
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part or b"<\0!\0" in part:
        raise Refused("not_word")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Refused("not_word") from None
    for element in root.iter(etree.Element):
        if name.endswith(".rels"):
            _check_relation(element)
        else:
            _check_element(element)


def _check_relation(element: "etree._Element") -> None:
    """Nothing is fetched from elsewhere when somebody opens the file."""
    if element.get("TargetMode") == "External":
        raise Refused("outside", str(element.get("Type", "")).rpartition("/")[2])


def _check_element(element: "etree._Element") -> None:
    space, _, name = str(element.tag).rpartition("}")
    if space.lstrip("{") != WORDS:
        return
    if name in REVISIONS and element.getparent() is not None:
        raise Refused("tracked_changes")
    if name == "altChunk":
        raise Refused("macros")
    asked = element.text if name == "instrText" else element.get(f"{{{WORDS}}}instr")
    if name in {"instrText", "fldSimple"} and asked and asked.split():
        field = asked.split()[0].upper()
        if field not in FIELDS:
            raise Refused("field", field[:20])
