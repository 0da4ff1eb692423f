"""A table of a Word file in typst's language: widths, joined cells, ruling, heads that repeat."""

from typing import Any

from docx.oxml.ns import qn
from lxml.etree import tostring

SIDES = ("top", "bottom", "left", "right")
BESIDE = 5.4
"""Points between a cell's edge and its text, where a file says nothing."""
THIN = "0.5pt"


def table_of(table: Any, drawing: Any) -> str:
    """`drawing` draws what stands in the cells."""
    widths = [float(column.get(qn("w:w")) or 0) / 20 for column in table.iter(qn("w:gridCol"))]
    columns = ", ".join(f"{width:.2f}pt" if width else "1fr" for width in widths)
    ruled = _table_is_ruled(table, drawing)
    beside = _beside(table)
    rows = [row for row in table.iterchildren(qn("w:tr"))]
    heads: list[str] = []
    cells: list[str] = []
    seen: dict[bytes, str] = {}
    for place, row in enumerate(rows):
        drawn = _cells(rows, place, ruled, drawing, seen)
        repeated = row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        (heads if repeated and len(cells) == 0 else cells).extend(drawn)
    head = f"table.header({', '.join(heads)}), " if heads else ""
    centred = table.find(f"{qn('w:tblPr')}/{qn('w:jc')}")
    aligned = "center" if centred is not None and centred.get(qn("w:val")) == "center" else "left"
    inset = f"(x: {beside:.2f}pt, y: {1.5 if ruled else 0}pt)"
    look = f"columns: ({columns},), stroke: none, inset: {inset}, gutter: 0pt"
    return f"align({aligned}, table({look}, {head}{', '.join(cells)}))"


def _cells(
    rows: list[Any], place: int, ruled: bool, drawing: Any, seen: dict[bytes, str]
) -> list[str]:
    """`seen`: cells drawn before. A province's numbers repeat; drawing each anew takes seconds."""
    drawn, column = [], 0
    whole = rows[place].find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None
    for cell in rows[place].iterchildren(qn("w:tc")):
        span = _span(cell)
        merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        begun = merge is not None and merge.get(qn("w:val")) == "restart"
        if merge is None or begun:
            tall = _height(rows, place, column) if begun else 1
            look = f"colspan: {span}, rowspan: {tall}, stroke: {_stroke(cell, ruled)}"
            look += f", align: {_upright(cell)}, breakable: {'false' if whole else 'true'}"
            drawn.append(f"table.cell({look}, {{ {_within(cell, drawing, seen)} }})")
        column += span
    return drawn


def _within(cell: Any, drawing: Any, seen: dict[bytes, str]) -> str:
    if next(cell.iter(qn("w:drawing")), None) is not None:
        return str(drawing.blocks(cell))
    written = tostring(cell)
    if written not in seen:
        seen[written] = drawing.blocks(cell)
    return seen[written]


def _span(cell: Any) -> int:
    found = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return int(found.get(qn("w:val"))) if found is not None else 1


def _height(rows: list[Any], place: int, column: int) -> int:
    """How many rows a cell joins, itself included."""
    tall = 1
    for row in rows[place + 1 :]:
        here, at = None, 0
        for cell in row.iterchildren(qn("w:tc")):
            if at == column:
                here = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            at += _span(cell)
        if here is None or here.get(qn("w:val")) == "restart":
            break
        tall += 1
    return tall


def _upright(cell: Any) -> str:
    found = cell.find(f"{qn('w:tcPr')}/{qn('w:vAlign')}")
    return {"center": "horizon", "bottom": "bottom"}.get(
        "" if found is None else found.get(qn("w:val")), "top"
    )


def _table_is_ruled(table: Any, drawing: Any) -> bool:
    """By its own borders, or by its style's."""
    own = table.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}")
    if own is not None:
        return _drawn(own.find(qn("w:insideH"))) or _drawn(own.find(qn("w:top")))
    named = table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
    chain = drawing.styles.chain(None if named is None else named.get(qn("w:val")), "table")
    for style in chain:
        borders = style.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}")
        if borders is not None:
            return _drawn(borders.find(qn("w:top")))
    return False


def _stroke(cell: Any, ruled: bool) -> str:
    borders = cell.find(f"{qn('w:tcPr')}/{qn('w:tcBorders')}")
    said = {side: ruled for side in SIDES}
    for side in SIDES if borders is not None else ():
        border = borders.find(qn(f"w:{side}"))
        if border is not None:
            said[side] = _drawn(border)
    return "(" + ", ".join(f"{s}: {THIN if on else 'none'}" for s, on in said.items()) + ")"


def _drawn(border: Any) -> bool:
    return border is not None and border.get(qn("w:val")) not in {"nil", "none"}


def _beside(table: Any) -> float:
    left = table.find(f"{qn('w:tblPr')}/{qn('w:tblCellMar')}/{qn('w:left')}")
    return BESIDE if left is None else float(left.get(qn("w:w")) or 0) / 20
