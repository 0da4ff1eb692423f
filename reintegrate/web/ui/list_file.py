"""A list as an Excel file: marked, with who made it when, of how many rows; every cell is text and
none is ever taken for a formula."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from reintegrate.db import utcnow
from reintegrate.later import later
from reintegrate.models.user import User
from reintegrate.web.ui.filters import moment
from reintegrate.web.ui.i18n import gettext

xlsxwriter = later("xlsxwriter")

MARK = "LƯU HÀNH NỘI BỘ"
"""As papers of the state say it, whatever language the rest is in."""
WIDE, NARROW = 34, 24
BOLD_LINES = 2


def stated(title: str, filters: Iterable[str], counted: str, *, by: User) -> list[str]:
    """What stands above the list."""
    area = by.area.name if by.area else ""
    return [
        f"{title}: {area}",
        MARK,
        gettext("Filters: %(filters)s", filters="; ".join(filters) or gettext("none")),
        counted,
        gettext("Made at %(time)s by %(name)s", time=moment(utcnow()), name=by.name),
    ]


def write_list(
    file: BinaryIO,
    title: str,
    above: Sequence[str],
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    folder: Path | None = None,
) -> None:
    """`folder`: where the rows of a list longer than memory wait; names of people wait nowhere."""
    kept = {"constant_memory": True, "tmpdir": str(folder)} if folder else {"in_memory": True}
    options = {"strings_to_formulas": False, "strings_to_urls": False, **kept}
    book: Any = xlsxwriter.Workbook(file, options)
    bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(title)
    sheet.set_column(0, 0, WIDE)
    sheet.set_column(1, len(heads) - 1, NARROW)
    top = len(above) + 1
    sheet.freeze_panes(top + 1, 1)
    sheet.set_landscape()
    sheet.repeat_rows(top)
    for row, line in enumerate(above):
        sheet.write_string(row, 0, line, bold if row < BOLD_LINES else None)
    for column, words in enumerate(heads):
        sheet.write_string(top, column, words, head)
    for row, said in enumerate(rows, top + 1):
        for column, words in enumerate(said):
            sheet.write_string(row, column, words, text)
    book.close()
