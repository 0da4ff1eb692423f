"""A report as Word in the official style, as PDF and as Excel; each carries the snapshot's code."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from flask import Response

from reintegrate.db import HERE
from reintegrate.web.print.layout import Paper
from reintegrate.web.print.pdf import pdf_of
from reintegrate.web.reports.narrative import HEADINGS
from reintegrate.web.ui.sent_file import PDF, WORD, sent_file

KINDS = {
    "docx": WORD,
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": PDF,
}
SHEET_NAME = "Báo cáo"
AT_ONCE = 8
"""Columns of numbers on one sheet of paper."""


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
    heads: Sequence[str]
    rows: Sequence[Sequence[str | int | None]]
    narrative: dict[str, str]
    recipients: Sequence[str]
    file_name: str


def file_of(printed: Printed, ending: str) -> Response:
    """Raises NoPdf."""
    return sent_file(content_of(printed, ending), KINDS[ending], f"{printed.file_name}.{ending}")


def content_of(printed: Printed, ending: str) -> bytes:
    """Raises NoPdf."""
    if ending == "xlsx":
        return excel(printed)
    made = word(printed)
    return pdf_of(made, title=printed.title) if ending == "pdf" else made


def word(printed: Printed) -> bytes:
    wide = len(printed.heads) > 5
    paper = Paper(landscape=wide)
    paper.letterhead(
        printed.letterhead, superior=printed.superior, place_and_date=printed.place_and_date
    )
    paper.title("BÁO CÁO", printed.about)
    for part, heading in HEADINGS.items():
        if said := printed.narrative.get(part):
            paper.text(f"**{heading}**")
            for line in said.split("\n"):
                paper.text(line.replace("**", ""))
    if printed.narrative:
        paper.text("**SỐ LIỆU TRONG KỲ**", before=12)
    for begins in range(1, len(printed.heads), AT_ONCE):
        draw(paper, printed, list(range(begins, min(begins + AT_ONCE, len(printed.heads)))))
    for line in printed.stated:
        paper.text(line, indent=0, italic=True)
    paper.signature(printed.recipients, printed.authority, signer="")
    return paper.content()


def draw(paper: Paper, printed: Printed, columns: list[int]) -> None:
    """One table with the rows' names and these columns: a sheet is only so wide."""
    first = paper.width * (0.2 if len(printed.heads) > AT_ONCE else 0.6)
    widths = [first, *[(paper.width - first) / len(columns)] * len(columns)]
    heads = [printed.heads[place] for place in (0, *columns)]
    rows = [[shown(row[place]) for place in (0, *columns)] for row in printed.rows]
    paper.table(heads, rows, widths, size=11, numbers=range(1, len(heads)))
    paper.line("", size=6)


def shown(cell: str | int | None) -> str:
    if cell is None:
        return "–"
    return f"{cell:,}".replace(",", ".") if isinstance(cell, int) else cell


def excel(printed: Printed) -> bytes:
    """Numbers are numbers; text is never taken for a formula."""
    held = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book: Any = xlsxwriter.Workbook(held, options)
    sheet = book.add_worksheet(SHEET_NAME)
    bold, number = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0"})
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 55)
    sheet.set_column(1, len(printed.heads), 16)
    sheet.write(0, 0, printed.title, bold)
    sheet.write(1, 0, printed.about)
    counted = f"Số dòng: {len(printed.rows)}"
    for place, line in enumerate([*printed.stated, counted], 2):
        sheet.write(place, 0, line)
    top = 4 + len(printed.stated)
    for column, text in enumerate(printed.heads):
        sheet.write(top, column, text, head)
    for row, cells in enumerate(printed.rows, top + 1):
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(row, column, cell, number)
            else:
                sheet.write_string(row, column, "" if cell is None else cell)
    sheet.freeze_panes(top + 1, 1)
    book.close()
    return held.getvalue()


def made_at(moment: datetime) -> str:
    return moment.astimezone(HERE).strftime("%H:%M ngày %d/%m/%Y")
