"""An empty register: its headings, one invented row, and a sheet that explains each column."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

from reintegrate.cli.import_columns import Column, columns
from reintegrate.db import today
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language

RARE = frozenset({"birth_male", "birth_female"})
"""Read where they stand in a register, but nothing to begin one with."""
HOME_SINCE = timedelta(days=60)
WIDE, NARROW, WRAPPED = 60, 18, 30


def write_form(file: Path) -> None:
    book: Any = xlsxwriter.Workbook(str(file), {"strings_to_formulas": False})
    offered = [one for one in columns().values() if one.field and one.code not in RARE]
    styles = {
        "head": book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
    }
    fill_register(book.add_worksheet(_("Register of people")), offered, styles)
    explain(book.add_worksheet(_("How to fill it in")), offered, styles)
    book.close()


def fill_register(sheet: Any, offered: list[Column], styles: dict[str, Any]) -> None:
    """Every column is text, so that Excel keeps noughts in front and makes no dates."""
    for place, column in enumerate(offered):
        sheet.set_column(place, place, NARROW, styles["text"])
        sheet.write_string(0, place, column.name_in(language()), styles["head"])
        sheet.write_string(1, place, example(column), styles["text"])
    sheet.freeze_panes(1, 2)


def explain(sheet: Any, offered: list[Column], styles: dict[str, Any]) -> None:
    sheet.set_column(0, 0, WRAPPED)
    sheet.set_column(1, 1, NARROW)
    sheet.set_column(2, 2, WIDE)
    lines = [
        _("Row 2 of the register is invented: delete it before you begin."),
        _(
            "One row for each person who is under management now. Columns that stay empty may be "
            "deleted, and their order does not matter."
        ),
        _(
            "Do not write down HIV, test results, offences, ethnicity or religion: nobody here "
            "needs to know them, and they are not read."
        ),
    ]
    for row, text in enumerate(lines):
        sheet.write_string(row, 0, text)
    top = len(lines) + 1
    for place, text in enumerate(
        (_("Column of the register"), _("Must be filled in"), _("What it means"))
    ):
        sheet.write_string(top, place, text, styles["head"])
    for row, column in enumerate(offered, top + 1):
        sheet.write_string(row, 0, column.name_in(language()), styles["text"])
        sheet.write_string(row, 1, _("Yes") if column.needed else "", styles["text"])
        sheet.write_string(row, 2, column.hint_in(language()), styles["text"])


def example(column: Column) -> str:
    """Days of the invented row are always of late, so that its term runs."""
    completed_on: date = today() - HOME_SINCE
    return column.example.format(
        completed=f"{completed_on:%d/%m/%Y}", decided=f"{completed_on:%d/%m/%Y}"
    )
