"""A Word file in typst's language, so that the PDF says what the Word file says, even after an
official has edited it. What cannot be drawn is named, never left out in silence."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Length

from reintegrate.web.print.typst_words import (
    ASCENT,
    DESCENT,
    SINGLE,
    cm,
    empty_height,
    prefixed,
    quoted,
    styled,
)
from reintegrate.web.print.undrawable import Undrawable
from reintegrate.web.print.word_lists import Lists, Mark
from reintegrate.web.print.word_look import (
    Styles,
    first,
    points,
    size_of,
    switched_on,
    value,
)
from reintegrate.web.print.word_table import table_of

FONT = "Liberation Serif"
TAB = "h(1.27cm)"
ALIGNED = {"center": "center", "right": "right", "end": "right"}
IGNORED = {
    "w:pPr",
    "w:bookmarkStart",
    "w:bookmarkEnd",
    "w:proofErr",
    "w:permStart",
    "w:permEnd",
    "w:commentRangeStart",
    "w:commentRangeEnd",
}
WRAPPING = {"w:hyperlink", "w:smartTag", "w:fldSimple", "w:sdt", "w:sdtContent", "w:customXml"}
MARKS = {
    "w:tab": TAB,
    "w:cr": "linebreak()",
    "w:noBreakHyphen": 'text("\\u{2011}")',
}
SILENT = {"w:rPr", "w:lastRenderedPageBreak", "w:softHyphen", "w:sdtPr", "w:sdtEndPr"}
PAGE_FIELDS = {
    "PAGE": "context counter(page).display()",
    "NUMPAGES": "context str(counter(page).final().first())",
}


def typst_of(content: bytes, *, title: str) -> str:
    """The typst source of a Word file. Raises Undrawable."""
    try:
        return Drawing(Document(BytesIO(content))).source(title)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise Undrawable({type(error).__name__}) from error


class Drawing:
    """One file on its way: its styles, and what was met that cannot be drawn."""

    def __init__(self, word: Any):
        self.word, self.styles, self.lists = word, Styles(word), Lists(word)
        self.undrawable: set[str] = set()
        self.part = word.part

    def source(self, title: str) -> str:
        body = self.blocks(self.word.element.body)
        page = self.page()
        if self.undrawable:
            raise Undrawable(self.undrawable)
        look = f'set text(font: "{FONT}", lang: "vi", top-edge: {ASCENT}em, '
        look += f"bottom-edge: -{DESCENT}em, hyphenate: false, overhang: false)"
        document = f"set document(title: {quoted(title)}, date: none)"
        return "#{\n" + "\n".join([document, page, look, "set block(spacing: 0pt)", body]) + "\n}\n"

    def page(self) -> str:
        """Size, margins, and what stands above and below each page."""
        if len(self.word.sections) != 1:
            raise Undrawable(self.undrawable | {"w:sectPr"})
        section = self.word.sections[0]
        sides = ("top", "bottom", "left", "right")
        margins = ", ".join(f"{s}: {cm(getattr(section, f'{s}_margin'))}" for s in sides)
        size = f"width: {cm(section.page_width)}, height: {cm(section.page_height)}"
        header = self.repeated(section, "header")
        footer = self.repeated(section, "footer")
        return f"set page({size}, margin: ({margins}), {header}, {footer})"

    def repeated(self, section: Any, which: str) -> str:
        """The header or footer: of the first page, if that has its own, and of the others."""
        usual = self._of_part(getattr(section, which))
        words = usual
        if section.different_first_page_header_footer:
            own = self._of_part(getattr(section, f"first_page_{which}"))
            words = f"context if counter(page).get().first() == 1 {{ {own} }} else {{ {usual} }}"
        gap = "header-ascent" if which == "header" else "footer-descent"
        return f"{which}: {{ {words} }}, {gap}: 25%"

    def _of_part(self, part: Any) -> str:
        if part.is_linked_to_previous:
            return "none"
        kept, self.part = self.part, part.part
        drawn = self.blocks(part._element) or "none"
        self.part = kept
        return drawn

    def blocks(self, holder: Any) -> str:
        """Paragraphs and tables, in order."""
        drawn = []
        for element in holder:
            name = prefixed(element)
            if name == "w:p":
                drawn.append(self.paragraph(element))
            elif name == "w:tbl":
                drawn.append(table_of(element, self))
            elif name in {"w:sdt", "w:sdtContent", "w:customXml"}:
                drawn.append(self.blocks(element))
            elif name not in IGNORED | SILENT | {"w:sectPr", "w:tcPr"}:
                self.undrawable.add(name)
        return "\n".join(drawn)

    def paragraph(self, element: Any) -> str:
        layers = self.styles.of_paragraph(element)
        if element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            self.undrawable.add("w:sectPr")
        words = self.inline(element, element)
        mark = self.mark_size(element)
        listed = self.listed(layers, element)
        if listed is not None:
            return self.item(listed, layers, words, element)
        inside = words or f"box(height: {empty_height(layers, mark):.2f}pt)"
        return (
            f"block({self.around(layers)}, {{ {self.setting(layers, mark)}; par({{ {inside} }}) }})"
        )

    def listed(self, layers: list[Any], element: Any) -> Mark | None:
        try:
            return self.lists.mark(layers)
        except KeyError:
            self.undrawable.add("w:numPr")
            return None

    def item(self, listed: Mark, layers: list[Any], words: str, element: Any) -> str:
        """A paragraph of a list: its number hangs before it. Its own indents go before the
        list's."""
        own = value(layers[:1], "w:ind", "w:left") is not None
        left = points(layers, "w:ind", "w:left") if own else listed.left
        hanging = (points(layers, "w:ind", "w:hanging") if own else 0) or listed.hanging or 18.0
        size = self.mark_size(element)
        number = f"text(size: {size:g}pt, {quoted(listed.text)})"
        before = points(layers, "w:spacing", "w:before")
        after = points(layers, "w:spacing", "w:after")
        around = f"above: {before:.2f}pt, below: {after:.2f}pt, width: 100%"
        around += f", inset: (left: {max(left - hanging, 0):.2f}pt)"
        look = f"set par(justify: true, leading: {self.leading(layers, size):.2f}pt, "
        look += f"hanging-indent: {hanging:.2f}pt)"
        inside = f"box(width: {hanging:.2f}pt, {number}); {words or 'none'}"
        return f"block({around}, {{ {look}; par({{ {inside} }}) }})"

    def mark_size(self, element: Any) -> float:
        """The size of the biggest letter: line spacing hangs on it."""
        runs = element.iter(qn("w:r"))
        sizes = [
            size_of(self.styles.of_run(r, element)) for r in runs if r.find(qn("w:t")) is not None
        ]
        own = element.find(qn("w:pPr"))
        empty = [] if own is None or own.find(qn("w:rPr")) is None else [own.find(qn("w:rPr"))]
        return max(sizes) if sizes else size_of([*empty, *self.styles.of_run(element, element)])

    def around(self, layers: list[Any]) -> str:
        before, after = (
            points(layers, "w:spacing", "w:before"),
            points(layers, "w:spacing", "w:after"),
        )
        left, right = points(layers, "w:ind", "w:left"), points(layers, "w:ind", "w:right")
        parts = [f"above: {before:.2f}pt", f"below: {after:.2f}pt", "width: 100%"]
        if left or right:
            parts.append(f"inset: (left: {left:.2f}pt, right: {right:.2f}pt)")
        if switched_on(layers, "w:keepNext"):
            parts.append("sticky: true")
        return ", ".join(parts)

    def setting(self, layers: list[Any], size: float) -> str:
        """Alignment, indents and the space between lines."""
        aligned = value(layers, "w:jc")
        leading = self.leading(layers, size)
        indent = points(layers, "w:ind", "w:firstLine")
        hanging = points(layers, "w:ind", "w:hanging")
        justify = "true" if aligned in {"both", "distribute"} else "false"
        parts = [f"justify: {justify}", f"leading: {leading:.2f}pt"]
        if indent:
            parts.append(f"first-line-indent: (amount: {indent:.2f}pt, all: true)")
        if hanging:
            parts.append(f"hanging-indent: {hanging:.2f}pt")
        said = [f"set par({', '.join(parts)})", f"set align({ALIGNED.get(aligned or '', 'left')})"]
        borders = first(layers, "w:pBdr")
        if borders is not None and borders.find(qn("w:top")) is not None:
            said.append("line(length: 100%, stroke: 0.75pt)")
        return "; ".join(said)

    def leading(self, layers: list[Any], size: float) -> float:
        line, rule = value(layers, "w:spacing", "w:line"), value(layers, "w:spacing", "w:lineRule")
        letters = (ASCENT + DESCENT) * size
        if line is None or not line.isdecimal():
            return SINGLE * size - letters
        if rule in {"exact", "atLeast"}:
            return max(float(line) / 20 - letters, -0.3 * size)
        return float(line) / 240 * SINGLE * size - letters

    def inline(self, holder: Any, paragraph: Any) -> str:
        """The words of a paragraph, one after another."""
        drawn: list[str] = []
        field: str | None = None
        for element in holder:
            name = prefixed(element)
            if name == "w:r":
                field = self.run(element, paragraph, drawn, field)
            elif name in WRAPPING:
                inside = self.inline(element, paragraph)
                if inside:
                    drawn.append(inside)
            elif name not in IGNORED | SILENT:
                self.undrawable.add(name)
        return "; ".join(drawn)

    def run(self, run: Any, paragraph: Any, drawn: list[str], field: str | None) -> str | None:
        """Draw a run. Returns the field it stands in: "" while its instruction is read, its name
        while its old result is skipped, None outside."""
        layers = self.styles.of_run(run, paragraph)
        if switched_on(layers, "w:vanish"):
            return field
        for element in run:
            name = prefixed(element)
            if name == "w:fldChar":
                kind = element.get(qn("w:fldCharType"))
                field = {"begin": "", "end": None}.get(kind, field)
            elif name == "w:instrText":
                asked = (element.text or "").split()
                field = asked[0].upper() if asked else field
                if field in PAGE_FIELDS:
                    drawn.append(styled(PAGE_FIELDS[field], layers))
            elif field not in PAGE_FIELDS:
                self.piece(element, name, layers, drawn)
        return field

    def piece(self, element: Any, name: str, layers: list[Any], drawn: list[str]) -> None:
        if name == "w:t":
            words = element.text or ""
            if switched_on(layers, "w:caps"):
                words = words.upper()
            drawn.append(styled(quoted(words), layers))
        elif name == "w:br":
            paged = element.get(qn("w:type")) == "page"
            drawn.append("colbreak(weak: true)" if paged else "linebreak()")
        elif name in MARKS:
            drawn.append(MARKS[name])
        elif name == "w:drawing":
            drawn.append(self.picture(element))
        elif name not in SILENT:
            self.undrawable.add(name)

    def picture(self, element: Any) -> str:
        """A small picture standing in the line, such as a QR code."""
        shown = element.find(f".//{qn('a:blip')}")
        size = element.find(f"{qn('wp:inline')}/{qn('wp:extent')}")
        if shown is None or size is None or shown.get(qn("r:embed")) not in self.part.rels:
            self.undrawable.add("w:drawing")
            return "none"
        part = self.part.rels[shown.get(qn("r:embed"))].target_part
        if part.content_type != "image/png":
            self.undrawable.add(part.content_type)
            return "none"
        numbers = ",".join(str(byte) for byte in part.blob)
        width = cm(Length(int(size.get("cx"))))
        return f'box(image(bytes(({numbers},)), format: "png", width: {width}))'
