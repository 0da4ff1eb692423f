"""Opens a register: its one sheet with headings, as rows of cells that say where they stand."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from reintegrate.cli.import_columns import Column, recognised
from reintegrate.cli.import_scan import (
    HEADINGS_WITHIN,
    MOST_BYTES,
    BadFile,
    broken,
    cell_name,
    column_name,
    looked_through,
)
from reintegrate.web.ui.i18n import gettext as _

Value = int | float | str | bool | time | date | datetime | timedelta
ENOUGH = 3
"""So many headings we know make a row the one with the headings."""


class Row(NamedTuple):
    number: int
    cells: dict[str, Value]
    """By column, those with something in them."""
    merged: tuple[str, ...]


@dataclass
class Register:
    headings: dict[str, str]
    """Column -> where its heading stands."""
    rows: list[Row]
    left_out: list[str]
    """Headings of columns that are never read."""


def open_register(file: Path) -> tuple[Register, list[str]]:
    """The register, and what is wrong with its cells and headings. Raises BadFile."""
    if file.stat().st_size > MOST_BYTES:
        raise BadFile(_("The file is too large for a register of one ward."))
    clean, troubles = looked_through(file.read_bytes())
    try:
        book = CalamineWorkbook.from_object(BytesIO(clean))
        sheets = [
            book.get_sheet_by_name(sheet.name)
            for sheet in book.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet
        ]
        found = [(sheet, top) for sheet in sheets if (top := heading_row(sheet)) is not None]
    except (CalamineError, OSError, ValueError) as error:
        raise BadFile(broken()) from error
    if not found:
        text = _("No row with headings was found in the first %(rows)s rows of any sheet.")
        raise BadFile(text % {"rows": HEADINGS_WITHIN})
    if len(found) > 1:
        names = ", ".join(sheet.name for sheet, _top in found)
        text = _("Several sheets have headings: %(names)s. Put all rows in one sheet.", names=names)
        raise BadFile(text)
    register, wrong = read(*found[0])
    return register, troubles + wrong


def heading_row(sheet: CalamineSheet) -> int | None:
    """The first of the top rows where most cells are headings we know."""
    for place, cells in enumerate(sheet.to_python(skip_empty_area=False, nrows=HEADINGS_WITHIN)):
        texts = [cell for cell in cells if isinstance(cell, str) and cell.strip()]
        known = sum(recognised(text) is not None for text in texts)
        if known >= ENOUGH and 2 * known >= len(texts):
            return place
    return None


def read(sheet: CalamineSheet, top: int) -> tuple[Register, list[str]]:
    lines = sheet.to_python(skip_empty_area=False)
    heads = {place: text for place, text in enumerate(lines[top]) if str(text).strip()}
    below = {place: text for place, text in enumerate(lines[top + 1])} if lines[top + 1 :] else {}
    below = {place: text for place, text in below.items() if str(text).strip()}
    if below and all(recognised(str(text)) for text in below.values()):
        heads, top = heads | below, top + 1
    columns, register, wrong = understood(heads, top + 1)
    merged = merged_cells(sheet, top)
    for number, line in enumerate(lines[top + 1 :], top + 2):
        texts = {place: value for place, value in enumerate(line) if str(value).strip()}
        if not texts:
            continue
        strays = [cell_name(number, place + 1) for place in texts if place not in heads]
        wrong += [_("Cell %(cell)s stands under no heading.", cell=cell) for cell in strays]
        cells = {columns[place].code: texts[place] for place in texts if place in columns}
        cells.pop("number", None)  # often written down to the end of the page beforehand
        if cells:
            register.rows.append(Row(number, cells, merged.get(number, ())))
    return register, wrong


def understood(heads: dict[int, Value], row: int) -> tuple[dict[int, Column], Register, list[str]]:
    """What each heading means. One we do not know is told, never passed over in silence."""
    register, columns, wrong = Register({}, [], []), {}, []
    for place, text in heads.items():
        heading, column = " ".join(str(text).split())[:60], recognised(str(text))
        cell = cell_name(row, place + 1)
        if column is None:
            text = _(
                "Cell %(cell)s: the heading “%(heading)s” is not known. Rename the column as in "
                "the form, or delete it.",
                cell=cell,
                heading=heading,
            )
            wrong.append(text)
        elif not column.field:
            register.left_out.append(heading)
        elif column.code in register.headings:
            wrong.append(
                _(
                    "Cells %(first)s and %(cell)s mean the same. Keep one of the two columns.",
                    first=register.headings[column.code],
                    cell=cell,
                )
            )
        else:
            register.headings[column.code] = cell
            columns[place] = column
    return columns, register, wrong


def merged_cells(sheet: CalamineSheet, top: int) -> dict[int, tuple[str, ...]]:
    """By row, the merged ranges below the headings: whose value it is, is not written."""
    found: dict[int, tuple[str, ...]] = {}
    for (first, left), (last, right) in sheet.merged_cell_ranges or ():
        if last > top:
            name = f"{column_name(left + 1)}{first + 1}:{column_name(right + 1)}{last + 1}"
            found[first + 1] = (*found.get(first + 1, ()), name)
    return found
