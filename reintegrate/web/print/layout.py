"""A paper as Decree 30/2020 (Annex I) lays it out, as a Word file: what templates and reports are
made of. Measures are the decree's; nothing here knows what a paper says."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from reintegrate.web.print.table_rows import add_rows

FONT = "Times New Roman"
BODY, SMALL, CAPTION = 14, 11, 12
LEFT, RIGHT, CENTRE, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
MARGINS = {"top": 20, "bottom": 20, "left": 30, "right": 20}
"""Millimetres: within the decree's 20-25, 20-25, 30-35 and 15-20."""
MOTTO = "Độc lập - Tự do - Hạnh phúc"
MOTTO_WIDTH = 5.7
"""Centimetres at 13 points: the rule under it is as long as the words."""


class Paper:
    """One Word file being written, top to bottom. Text may hold template tags."""

    def __init__(self, *, landscape: bool = False):
        self.word = Document()
        self._page(landscape)
        self._style()
        self._page_number()
        self.width = 24.7 if landscape else 16.0
        """Centimetres between the margins."""
        self.begun: set[Any] = set()
        """Cells that were written in: a new one comes with an empty paragraph, which is used."""

    def _page(self, landscape: bool) -> None:
        section = self.word.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        if landscape:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Mm(297), Mm(210)
        for side, width in MARGINS.items():
            setattr(section, f"{side}_margin", Mm(width))
        section.header_distance = section.footer_distance = Mm(10)
        section.different_first_page_header_footer = True

    def _style(self) -> None:
        normal = self.word.styles["Normal"]
        normal.font.name, normal.font.size = FONT, Pt(BODY)
        fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(kind), FONT)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "vi-VN")
        normal.element.get_or_add_rPr().append(language)
        normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
        normal.paragraph_format.line_spacing = 1.0

    def _page_number(self) -> None:
        """In the middle of the top margin, from the second page on."""
        line = self.word.sections[0].header.paragraphs[0]
        line.alignment = CENTRE
        run = line.add_run()
        for kind, text in (("begin", ""), (None, " PAGE "), ("end", "")):
            part = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                part.set(qn("w:fldCharType"), kind)
            part.text = text or None
            run._r.append(part)

    def letterhead(
        self,
        body: Sequence[str],
        *,
        place_and_date: str,
        superior: Sequence[str] = (),
        number: str = "",
        about: Sequence[str] = (),
    ) -> None:
        """Who issues it, on the left; the state and its motto, on the right; number, place, day."""
        (left, right), (under_left, under_right) = self._columns(2, 6.8, 9.2)
        for text in superior:
            self.line(text, into=left, size=CAPTION, align=CENTRE)
        for text in body:
            self.line(text, into=left, size=CAPTION, bold=True, align=CENTRE)
        self.rule(2.6, 6.8, into=left)
        self.nation(right)
        for text, size in ((number, 13), *((line, CAPTION) for line in about)):
            self.line(text, into=under_left, size=size, align=CENTRE, before=6 if size == 13 else 0)
        self.line(place_and_date, into=under_right, size=13, italic=True, align=CENTRE, before=6)

    def nation(self, cell: _Cell, *, width: float = 9.2) -> None:
        """The state's name, its motto, and a rule as long as the motto."""
        name = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        self.line(name, into=cell, size=CAPTION, bold=True, align=CENTRE)
        self.line(MOTTO, into=cell, size=13, bold=True, align=CENTRE)
        self.rule(MOTTO_WIDTH, width, into=cell)

    def form_number(self, text: str) -> None:
        """Which form it is, small, above everything, as the decree's annexes print it."""
        self.line(text, size=SMALL, italic=True, align=RIGHT, after=4)

    def title(self, name: str, *about: str) -> None:
        self.line(name, bold=True, align=CENTRE, before=16)
        for text in about:
            self.line(text, bold=True, align=CENTRE)
        if about:
            self.rule(5.5, self.width)

    def basis(self, text: str) -> None:
        """One line of what it rests on."""
        self.text(text, italic=True)

    def text(self, text: str, *, indent: float = 1.0, **look: Any) -> Paragraph:
        """A paragraph of the body. `**words**` in it are bold."""
        italic = look.pop("italic", None)
        line = self.line("", **({"align": JUSTIFY, "before": 6} | look))
        line.paragraph_format.first_line_indent = Cm(indent)
        for place, part in enumerate(text.split("**")):
            run = line.add_run(part)
            run.bold = bool(place % 2) or None
            run.italic = italic
        return line

    def tag(self, text: str, *, into: _Cell | None = None) -> None:
        """A template tag on a line of its own: the line vanishes when the template is filled."""
        self.line(text, into=into)

    def line(
        self,
        text: str,
        *,
        into: _Cell | None = None,
        size: float = BODY,
        bold: bool = False,
        italic: bool = False,
        align: Any = LEFT,
        before: float = 0,
        after: float = 0,
    ) -> Paragraph:
        line = self._new_line(into)
        line.alignment = align
        line.paragraph_format.space_before, line.paragraph_format.space_after = (
            Pt(before),
            Pt(after),
        )
        if text:
            run = line.add_run(text)
            run.font.size = Pt(size)
            run.bold, run.italic = bold or None, italic or None
        return line

    def rule(self, length: float, width: float, *, into: _Cell | None = None) -> None:
        """A thin line in the middle: an empty paragraph with a border, so that Word needs no
        drawing for it. Centimetres."""
        line = self._new_line(into)
        line.paragraph_format.left_indent = Cm((width - length) / 2)
        line.paragraph_format.right_indent = Cm((width - length) / 2)
        line.paragraph_format.space_before = Pt(2)
        line.paragraph_format.line_spacing = Pt(3)
        border = OxmlElement("w:pBdr")
        top = OxmlElement("w:top")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
            top.set(qn(f"w:{name}"), value)
        border.append(top)
        properties = line._p.get_or_add_pPr()
        properties.insert_element_before(border, "w:spacing", "w:ind", "w:jc", "w:rPr")

    def signature(
        self,
        recipients: Sequence[str],
        authority: Sequence[str],
        *,
        signer: str,
        mark: str = "",
        tags: tuple[str, str] | None = None,
    ) -> None:
        """Recipients on the left, level with who signs on the right. `tags` open and close a loop
        around the recipients and the authority's lines; `mark` is where the QR code goes."""
        self.line("", before=6)
        self.hold_together()
        ((left, right),) = self._columns(1, 8.0, 8.0)
        self.line("Nơi nhận:", into=left, size=CAPTION, bold=True, italic=True)
        for text in recipients:
            self.line(text, into=left, size=SMALL)
        if mark:
            self.line(mark, into=left, size=SMALL, before=6)
        for text in authority:
            self.line(text, into=right, bold=True, align=CENTRE)
        for _ in range(4):
            self.line("", into=right, align=CENTRE)
        self.line(signer, into=right, bold=True, align=CENTRE)

    def signatures(self, *columns: tuple[str, str, str]) -> None:
        """Several who sign side by side: heading, the small words under it, name."""
        self.line("", before=6)
        self.hold_together()
        (cells,) = self._columns(1, *[self.width / len(columns)] * len(columns))
        for cell, (heading, note, name) in zip(cells, columns, strict=True):
            self.line(heading, into=cell, bold=True, align=CENTRE)
            self.line(note, into=cell, size=13, italic=True, align=CENTRE)
            for _ in range(4):
                self.line("", into=cell, align=CENTRE)
            self.line(name, into=cell, bold=True, align=CENTRE)

    def table(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        *,
        size: float = 12,
        numbers: Sequence[int] = (),
    ) -> Table:
        """A ruled table; widths in centimetres; `numbers` are the columns set flush right."""
        table = self._grid(1, widths)
        table.style = "Table Grid"
        for cell, text in zip(table.rows[0].cells, heads, strict=True):
            self.line(text, into=cell, size=size, bold=True, align=CENTRE)
        _mark(table.rows[0], "w:tblHeader")

        def write(cell: _Cell, text: str, place: int) -> None:
            self.line(text, into=cell, size=size, align=RIGHT if place in numbers else LEFT)

        add_rows(table, rows, widths, write)
        return table

    def boxed(self, text: str) -> None:
        """A mark such as LƯU HÀNH NỘI BỘ, in a box."""
        table = self._grid(1, [6.0])
        table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
        self.line(text, into=table.rows[0].cells[0], size=13, bold=True, align=CENTRE)

    def content(self) -> bytes:
        """The file."""
        properties = self.word.core_properties
        properties.author = properties.title = properties.comments = ""
        held = BytesIO()
        self.word.save(held)
        return held.getvalue()

    def _new_line(self, into: _Cell | None) -> Paragraph:
        if into is None:
            return self.word.add_paragraph()
        if into._tc in self.begun:
            return into.add_paragraph()
        self.begun.add(into._tc)
        return into.paragraphs[0]

    def hold_together(self) -> None:
        """The last lines of the text stay with what follows: nobody signs an empty page."""
        said = [line for line in self.word.paragraphs if not line.text.startswith("{%p")]
        for line in said[-2:]:
            line.paragraph_format.keep_with_next = True

    def _columns(self, rows: int, *widths: float) -> list[tuple[_Cell, ...]]:
        """Without ruling and without space around: the widths are the text's."""
        table = self._grid(rows, widths)
        margins = OxmlElement("w:tblCellMar")
        for side in ("left", "right"):
            width = OxmlElement(f"w:{side}")
            width.set(qn("w:w"), "0")
            width.set(qn("w:type"), "dxa")
            margins.append(width)
        properties = table._tbl.tblPr
        look = properties.find(qn("w:tblLook"))
        properties.append(margins) if look is None else look.addprevious(margins)
        for row in table.rows:
            _mark(row, "w:cantSplit")
        return [tuple(row.cells) for row in table.rows]

    def _grid(self, rows: int, widths: Sequence[float]) -> Table:
        table = self.word.add_table(rows=rows, cols=len(widths))
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
            for cell in column.cells:
                cell.width = Cm(width)
        return table


def _mark(row: Any, name: str) -> None:
    """`w:tblHeader`: stands on every page. `w:cantSplit`: is not torn between two."""
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
