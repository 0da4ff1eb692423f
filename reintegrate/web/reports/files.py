"""A report as Word in the official style, as PDF and as Excel; each carries the snapshot's code."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from flask import Response, abort

from reintegrate.db import HERE
from reintegrate.later import later
from reintegrate.web.print.pdf import NoPdf, pdf_of
from reintegrate.web.reports.narrative import HEADINGS
from reintegrate.web.ui.hidden_cells import HIDDEN_WORDS
from reintegrate.web.ui.sent_file import EXCEL, PDF, WORD, sent_file

if TYPE_CHECKING:
    from reintegrate.web.print import layout
else:
    layout = later("reintegrate.web.print.layout")
xlsxwriter = later("xlsxwriter")

KINDS = {
    "docx": WORD,
    "xlsx": EXCEL,
    "pdf": PDF,
}
WIDE = 5
"""More columns than this lie on a sheet turned sideways."""
LONGEST_NAME = 31
"""Of a worksheet."""

Cell = str | int | None


@dataclass(frozen=True)
class Grid:
    """One table."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    notes: Sequence[str] = ()
    """Under it."""


@dataclass(frozen=True)
class Printed:
    """What a file says, in Vietnamese whoever asked for it."""

    title: str
    about: str
    letterhead: Sequence[str]
    superior: Sequence[str]
    place_and_date: str
    authority: Sequence[str]
    stated: Sequence[str]
    """Filter, time, code: what the numbers are and where they come from."""
    tables: Sequence[Grid]
    narrative: dict[str, str]
    recipients: Sequence[str]
    file_name: str
    mark: str = ""
    """Above everything: who alone may have it."""

    @property
    def counted(self) -> str:
        """A file that was cut short would not have as many."""
        rows = sum(len(table.rows) for table in self.tables)
        return f"Số bảng: {len(self.tables)}; tổng số dòng: {rows}."


def file_of(printed: Printed, ending: str) -> Response:
    """Raises NoPdf."""
    return sent_file(content_of(printed, ending), KINDS[ending], f"{printed.file_name}.{ending}")


def sent(printed: Printed, ending: str) -> Response:
    """The file; none of a kind that cannot be made here."""
    if ending not in KINDS:
        abort(404)
    try:
        return file_of(printed, ending)
    except NoPdf:
        abort(404)


def content_of(printed: Printed, ending: str) -> bytes:
    """Raises NoPdf."""
    if ending == "xlsx":
        return excel(printed)
    made = word(printed)
    return pdf_of(made, title=printed.title) if ending == "pdf" else made


def word(printed: Printed) -> bytes:
    paper = layout.Paper(landscape=any(len(table.heads) > WIDE for table in printed.tables))
    if printed.mark:
        paper.line(printed.mark, bold=True, align=layout.CENTRE, after=6)
    paper.letterhead(
        printed.letterhead, superior=printed.superior, place_and_date=printed.place_and_date
    )
    paper.title(printed.title.upper(), printed.about)
    for part, heading in HEADINGS.items():
        if said := printed.narrative.get(part):
            paper.text(f"**{heading}**")
            for line in said.split("\n"):
                paper.text(line.replace("**", ""))
    if printed.narrative:
        paper.text("**SỐ LIỆU TRONG KỲ**", before=12)
    for place, table in enumerate(printed.tables, 1):
        draw(paper, table, f"Bảng {place}. {table.title}" if len(printed.tables) > 1 else "")
    for line in (*printed.stated, printed.counted):
        paper.text(line, indent=0, italic=True)
    paper.signature(printed.recipients, printed.authority, signer="")
    return paper.content()


def draw(paper: "layout.Paper", table: Grid, title: str) -> None:
    if title:
        paper.text(f"**{title}**", indent=0, before=10, after=4)
    rows = [[shown(cell) for cell in row] for row in table.rows]
    weights = [weight(column) for column in zip(table.heads, *rows, strict=True)]
    widths = [paper.width * one / sum(weights) for one in weights]
    numbers = [place for place in range(1, len(table.heads)) if are_numbers(table.rows, place)]
    size = 9 if len(table.heads) > 2 * WIDE else 11
    paper.table(table.heads, rows, widths, size=size, numbers=numbers)
    for note in table.notes:
        paper.text(note, indent=0, italic=True, before=2)
    paper.line("", size=6)


def weight(texts: Sequence[str]) -> int:
    """How wide a column wants to be: its longest word in the head, what stands below up to a
    name's length."""
    head, *cells = texts
    longest = max((len(word) for word in head.split()), default=0)
    return max(7, longest, *(min(len(cell), 30) for cell in cells), 0)


def are_numbers(rows: Sequence[Sequence[Cell]], place: int) -> bool:
    hidden = HIDDEN_WORDS["vi"]
    return any(isinstance(row[place], int) or row[place] in hidden for row in rows)


def shown(cell: Cell) -> str:
    if cell is None:
        return "–"
    return f"{cell:,}".replace(",", ".") if isinstance(cell, int) else cell


def excel(printed: Printed) -> bytes:
    """A sheet for each table, and one for the narrative. Numbers are numbers; text is never taken
    for a formula."""
    held = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book: Any = xlsxwriter.Workbook(held, options)
    styles = {
        "bold": book.add_format({"bold": True}),
        "number": book.add_format({"num_format": "#,##0"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "head": book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "top"}),
    }
    for place, table in enumerate(printed.tables, 1):
        sheet = book.add_worksheet(f"{place}. {table.title.replace('/', '-')}"[:LONGEST_NAME])
        fill(sheet, printed, table, styles)
    if printed.narrative:
        sheet = book.add_worksheet("Phần lời")
        sheet.set_column(0, 0, 100)
        lines = [
            line
            for part, heading in HEADINGS.items()
            if printed.narrative.get(part)
            for line in (heading, printed.narrative[part])
        ]
        for row, line in enumerate(lines):
            sheet.write_string(row, 0, line, styles["bold" if row % 2 == 0 else "text"])
    book.close()
    return held.getvalue()


def fill(sheet: Any, printed: Printed, table: Grid, styles: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 45)
    sheet.set_column(1, len(table.heads), 16)
    sheet.write_string(0, 0, f"{printed.title}: {table.title}", styles["bold"])
    sheet.write_string(1, 0, printed.about)
    counted = f"Số dòng: {len(table.rows)}"
    marked = [printed.mark] if printed.mark else []
    stated = [*marked, *printed.stated, *table.notes, counted]
    for place, line in enumerate(stated, 2):
        sheet.write_string(place, 0, line)
    top = 3 + len(stated)
    for column, text in enumerate(table.heads):
        sheet.write_string(top, column, text, styles["head"])
    for row, cells in enumerate(table.rows, top + 1):
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(row, column, cell, styles["number"])
            else:
                sheet.write_string(row, column, "" if cell is None else cell)
    sheet.freeze_panes(top + 1, 1)


def made_at(moment: datetime) -> str:
    return moment.astimezone(HERE).strftime("%H:%M ngày %d/%m/%Y")
