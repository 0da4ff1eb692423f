"""The list as an Excel file: the page's rows and columns, marked and written into the trail."""

from io import BytesIO
from typing import Any

from reintegrate.db import HERE, utcnow
from reintegrate.later import later
from reintegrate.models import caseload_file
from reintegrate.models.caseload_file import TooManyCases, caseload_leaves
from reintegrate.models.user import User
from reintegrate.web.caseload import panel, queries
from reintegrate.web.caseload.filters import Filters
from reintegrate.web.caseload.lines import Line, lines
from reintegrate.web.ui.i18n import gettext

xlsxwriter = later("xlsxwriter")

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MARK = "LƯU HÀNH NỘI BỘ"
"""As papers of the state say it, whatever language the rest is in."""
WIDE, NARROW = 34, 24


def caseload_as_excel(
    viewer: User, filters: Filters, *, command: bool = False
) -> tuple[bytes, int]:
    """The file and how many rows it has; the trail has it once the caller commits. Raises
    TooManyCases."""
    tally = panel.Tally(queries.cells(viewer, filters))
    most = caseload_file.MOST_ROWS
    found = queries.listed_cases(viewer, filters, tally.worker_ids, most + 1)
    if len(found) > most:
        raise TooManyCases(len(found))
    chips = [chip.label for chip in panel.chips(filters, tally, "")]
    content = excel(viewer, chips, [cells(line) for line in lines(found)])
    marks = [f"{name}={value}" for name, value in sorted(filters.marks)]
    searched = ["searched"] if filters.find else []
    caseload_leaves(content, len(found), [*marks, *searched], by=viewer, command=command)
    return content, len(found)


def heads() -> list[str]:
    name, *others = [column.label for column in panel.columns(Filters(), None)]
    return [name, gettext("Case number"), *others]


def cells(line: Line) -> list[str]:
    """In the order of the headings; what one cell says on the page stands in one here."""
    moving = panel.words()["moving"] if line.moving else ""
    return [
        line.name,
        line.number,
        together(line.status, moving, line.owed),
        together(line.reached, line.tries),
        together(line.due_on, line.due),
        line.worker or gettext("Nobody yet"),
        line.term_to,
    ]


def together(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def about(viewer: User, chips: list[str], rows: int) -> list[str]:
    now = utcnow().astimezone(HERE).strftime("%d/%m/%Y %H:%M")
    return [
        MARK,
        gettext("Filters: %(filters)s", filters="; ".join(chips) or gettext("none")),
        gettext("Cases: %(n)s", n=rows),
        gettext("Made at %(time)s by %(name)s", time=now, name=viewer.name),
        gettext(
            "Do not pass this on: whoever is told may use it only for what it was told for, and "
            "may tell others only with the person's consent or where a law says so (Law 91/2025, "
            "Articles 15 and 17)."
        ),
    ]


def excel(viewer: User, chips: list[str], rows: list[list[str]]) -> bytes:
    """Every cell is text and none is ever taken for a formula."""
    held = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book: Any = xlsxwriter.Workbook(held, options)
    bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(gettext("Caseload"))
    sheet.set_column(0, 0, WIDE)
    sheet.set_column(1, len(heads()) - 1, NARROW)
    ward = viewer.area.name if viewer.area else ""
    stated = [f"{gettext('Caseload')}: {ward}", *about(viewer, chips, len(rows))]
    for row, line in enumerate(stated):
        sheet.write_string(row, 0, line, bold if row < 2 else None)
    top = len(stated) + 1
    for column, words in enumerate(heads()):
        sheet.write_string(top, column, words, head)
    for row, said in enumerate(rows, top + 1):
        for column, words in enumerate(said):
            sheet.write_string(row, column, words, text)
    sheet.freeze_panes(top + 1, 1)
    sheet.set_landscape()
    sheet.repeat_rows(top)
    book.close()
    return held.getvalue()
