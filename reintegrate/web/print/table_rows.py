"""Rows of a ruled table: one is laid out, the others are its copies with other words. Laying every
cell of a province's report out anew would take seconds."""

from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table, _Cell

MODEL = "x"


def add_rows(
    table: Table,
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    write: Callable[[_Cell, str, int], Any],
) -> None:
    """`write(cell, text, place)` lays one cell out."""
    model = table.add_row()
    for place, cell in enumerate(model.cells):
        write(cell, MODEL, place)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    table._tbl.remove(model._tr)
    for texts in rows:
        copy = deepcopy(model._tr)
        for run, text in zip(list(copy.iter(qn("w:r"))), texts, strict=True):
            if text:
                run.text = text
            else:
                run.getparent().remove(run)
        table._tbl.append(copy)
