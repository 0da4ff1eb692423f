"""How a Word file says things look, worked out for one run or paragraph at a time: its own settings
first, then its styles', then the file's defaults. Lengths in points."""

from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

TWENTIETHS = 20.0
SIZE = 10.0
"""Points, where a file says nothing at all."""


class Styles:
    """The chains of styles of one file."""

    def __init__(self, word: Document):
        root: Any = word.styles.element
        self.by_id = {style.get(qn("w:styleId")): style for style in root.findall(qn("w:style"))}
        self.default = {
            kind: style
            for style in root.findall(qn("w:style"))
            if style.get(qn("w:default")) in {"1", "true", "on"}
            for kind in [style.get(qn("w:type"))]
        }
        self.defaults = root.find(qn("w:docDefaults"))

    def chain(self, style_id: str | None, kind: str) -> Iterator[Any]:
        """This style and what it is based on; without an id, the default one of its kind."""
        style = self.by_id.get(style_id) if style_id else self.default.get(kind)
        seen: list[Any] = []
        while style is not None and style not in seen:
            seen.append(style)
            yield style
            below = style.find(qn("w:basedOn"))
            style = None if below is None else self.by_id.get(below.get(qn("w:val")))

    def of_run(self, run: Any, paragraph: Any) -> list[Any]:
        """Every `w:rPr` that speaks of this run, the strongest first."""
        own = run.find(qn("w:rPr"))
        named = None if own is None else own.find(qn("w:rStyle"))
        found = [own]
        if named is not None:
            found += [s.find(qn("w:rPr")) for s in self.chain(named.get(qn("w:val")), "character")]
        found += [s.find(qn("w:rPr")) for s in self._paragraph_chain(paragraph)]
        if self.defaults is not None:
            found.append(self.defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}"))
        return [properties for properties in found if properties is not None]

    def of_paragraph(self, paragraph: Any) -> list[Any]:
        """Every `w:pPr` that speaks of this paragraph, the strongest first."""
        found = [paragraph.find(qn("w:pPr"))]
        found += [s.find(qn("w:pPr")) for s in self._paragraph_chain(paragraph)]
        if self.defaults is not None:
            found.append(self.defaults.find(f"{qn('w:pPrDefault')}/{qn('w:pPr')}"))
        return [properties for properties in found if properties is not None]

    def _paragraph_chain(self, paragraph: Any) -> Iterator[Any]:
        named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self.chain(None if named is None else named.get(qn("w:val")), "paragraph")


def first(layers: list[Any], name: str) -> Any:
    """The strongest element of this name, or None."""
    for properties in layers:
        found = properties.find(qn(name))
        if found is not None:
            return found
    return None


def value(layers: list[Any], name: str, attribute: str = "w:val") -> str | None:
    """The strongest value of this attribute. A nearer element that leaves it out hides nothing."""
    for properties in layers:
        found = properties.find(qn(name))
        if found is not None and found.get(qn(attribute)) is not None:
            said: str = found.get(qn(attribute))
            return said
    return None


def switched_on(layers: list[Any], name: str) -> bool:
    found = first(layers, name)
    return found is not None and found.get(qn("w:val")) not in {"0", "false", "off", "none"}


def points(layers: list[Any], name: str, attribute: str) -> float:
    text = value(layers, name, attribute)
    try:
        return float(text or 0) / TWENTIETHS
    except ValueError:
        return 0.0


def size_of(layers: list[Any]) -> float:
    text = value(layers, "w:sz")
    return float(text) / 2 if text and text.isdecimal() else SIZE
