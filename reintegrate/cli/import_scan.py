"""Looks through a workbook's parts before anything reads them: how large, how far its cells reach,
what in it shows an error. Nothing in it is believed, least of all the sizes it states."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from xml.parsers import expat
from zipfile import ZIP_STORED, BadZipFile, ZipFile

from reintegrate.web.ui.i18n import gettext as _

MOST_BYTES = 20 << 20
MOST_UNPACKED = 120 << 20
MOST_PARTS = 1000
MOST_ROWS = 10_000
MOST_COLUMNS = 100
HEADINGS_WITHIN = 10
CHUNK = 1 << 20

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class BadFile(Exception):
    """The whole file cannot be read; says why and what to do, in words for people."""


@dataclass
class Part:
    """What the walk through one part of a workbook remembers."""

    row: int = 0
    column: int = 0
    has_formula: bool = False
    has_value: bool = False
    in_value: bool = False
    is_error: bool = False
    troubles: list[str] = field(default_factory=list)

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        plain = name.rpartition(":")[2]
        if plain == "row":
            self.row = int(attributes.get("r") or self.row + 1)
            self.column = 0
        elif plain == "c":
            self.row, self.column = place_of(attributes.get("r"), self.row, self.column + 1)
            self.has_formula = self.has_value = False
            self.is_error = attributes.get("t") == "e"
        elif plain in {"v", "f", "is"}:
            self.has_formula |= plain == "f"
            self.in_value = plain != "f"
            if self.row > MOST_ROWS + HEADINGS_WITHIN or self.column > MOST_COLUMNS:
                raise BadFile(
                    _(
                        "Cell %(cell)s is too far away: a register has at most %(rows)s rows and "
                        "%(columns)s columns. Delete what stands below and to the right of it.",
                        cell=cell_name(self.row, self.column),
                        rows=MOST_ROWS,
                        columns=MOST_COLUMNS,
                    )
                )

    def hear(self, text: str) -> None:
        self.has_value |= self.in_value and bool(text)

    def end(self, name: str) -> None:
        self.in_value = False
        if name.rpartition(":")[2] != "c":
            return
        cell = cell_name(self.row, self.column)
        if self.is_error:
            self.troubles.append(_("Cell %(cell)s shows an error of Excel: mend it.", cell=cell))
        elif self.has_formula and not self.has_value:
            text = _("Cell %(cell)s was never worked out: open the file in Excel and save it.")
            self.troubles.append(text % {"cell": cell})


def looked_through(content: bytes) -> tuple[bytes, list[str]]:
    """The same workbook with only those parts that were looked at, and what is wrong in its cells.
    Raises BadFile."""
    refuse_other_kinds(content)
    kept, troubles, left = BytesIO(), [], MOST_UNPACKED
    try:
        with ZipFile(BytesIO(content)) as packed, ZipFile(kept, "w", ZIP_STORED) as clean:
            if len(packed.infolist()) > MOST_PARTS:
                raise BadFile(too_large())
            for info in packed.infolist():
                text = b"".join(unpacked(packed, info, left))
                left -= len(text)
                if text.lstrip()[:1] in {b"<", b"\xef", b"\xff", b"\xfe"}:
                    troubles += walk(text)
                    clean.writestr(info.filename, text)
    except (BadZipFile, RuntimeError, EOFError, zlib.error) as error:
        raise BadFile(broken()) from error
    return kept.getvalue(), troubles


def refuse_other_kinds(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise BadFile(too_large())
    if content.startswith(OLD_OFFICE):
        if ENCRYPTED in content:
            raise BadFile(_("The file has a password: take it off in Excel and save it again."))
        raise BadFile(_("This is an old Excel file (.xls): save it in Excel as .xlsx."))
    if not content.startswith(b"PK"):
        raise BadFile(_("This is no Excel file: save it in Excel as .xlsx."))


def unpacked(packed: ZipFile, info: Any, left: int) -> Iterator[bytes]:
    """In pieces, so that a file that swells is noticed before it fills the memory."""
    with packed.open(info) as part:
        while piece := part.read(CHUNK):
            left -= len(piece)
            if left < 0:
                raise BadFile(too_large())
            yield piece


def walk(text: bytes) -> list[str]:
    """Raises BadFile. No document type is allowed: with one, a page of text becomes gigabytes."""
    part, parser = Part(), expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = part.begin, part.end
    parser.CharacterDataHandler = part.hear
    parser.StartDoctypeDeclHandler = refuse_doctype
    try:
        parser.Parse(text, True)
    except (expat.ExpatError, ValueError) as error:
        raise BadFile(broken()) from error
    return part.troubles


def refuse_doctype(*_about: object) -> None:
    raise BadFile(broken())


def place_of(reference: str | None, row: int, column: int) -> tuple[int, int]:
    if reference is None:
        return row, column
    found = re.fullmatch(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})", reference, re.ASCII)
    if found is None:
        raise ValueError(reference)
    number = 0
    for letter in found[1].upper():
        number = number * 26 + ord(letter) - 64
    return int(found[2]), number


def column_name(number: int) -> str:
    """1 is A, 27 is AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def cell_name(row: int, column: int) -> str:
    return f"{column_name(column)}{row}"


def broken() -> str:
    return _("The file is damaged, or no Excel file. Open it in Excel and save it again as .xlsx.")


def too_large() -> str:
    return _("The file is too large for a register of one ward. Save its rows in a new file.")
