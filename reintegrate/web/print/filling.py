"""Fills a Word template. Templates are data: they name values, repeat lines and leave lines out;
anything else in them is refused before a single tag is carried out."""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import Any

from jinja2 import TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reintegrate.later import later

shared, docxtpl = later("docx.shared"), later("docxtpl")

QR = "ma_qr"
QR_WIDTH = 18
"""Millimetres."""
LINES = "_dong"
"""`noi_nhan_dong` is `noi_nhan` line by line, for a loop."""
DEEPEST = 4
PLAIN = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.If,
    nodes.For,
    nodes.Not,
    nodes.And,
    nodes.Or,
)

Values = Mapping[str, str]


class Blank(str):
    """Room to write by hand. For an `if` it is nothing."""

    def __bool__(self) -> bool:
        return False


BLANK = Blank("…" * 8)


class BadTemplate(Exception):
    """The template says something that no template may say: `said` is the tag, in short."""

    def __init__(self, said: str):
        super().__init__(said)
        self.said = said


class Sandbox(ImmutableSandboxedEnvironment):
    """Belt and braces beside `tags_of`: no attribute, no call, no filter, no global."""

    def __init__(self) -> None:
        super().__init__(autoescape=True)
        self.globals.clear()
        self.filters.clear()
        self.tests.clear()

    def getattr(self, obj: Any, attribute: str) -> Any:
        raise BadTemplate(f".{attribute}")

    def getitem(self, obj: Any, argument: Any) -> Any:
        raise BadTemplate(f"[{argument}]")

    def call(self, *arguments: Any, **named: Any) -> Any:
        raise BadTemplate("()")


@dataclass(frozen=True)
class Tags:
    """What a template asks for."""

    names: frozenset[str] = field(default_factory=frozenset)

    def unknown(self, offered: Set[str]) -> list[str]:
        known = set(offered) | {QR} | {f"{name}{LINES}" for name in offered}
        return sorted(self.names - known)

    def missing(self, required: Set[str]) -> list[str]:
        """Those that the paper must say and this template does not."""
        said = {name.removesuffix(LINES) for name in self.names}
        return sorted(set(required) - said)


@lru_cache(maxsize=64)
def tags_of(template: bytes) -> Tags:
    """The names this template uses. Raises BadTemplate at anything but names, `for` over lines and
    `if`. The file itself must have been `checked`."""
    word = docxtpl.DocxTemplate(BytesIO(template))
    word.init_docx()
    environment = Sandbox()
    found: set[str] = set()
    for source in sources(word):
        try:
            tree = environment.parse(source)
        except TemplateError as error:
            raise BadTemplate(str(error.message or error)[:80]) from None
        walk(tree, set(), found, 0)
    return Tags(frozenset(found))


def sources(word: Any) -> list[str]:
    """Everything docxtpl would carry out: body, headers, footers, and the file's properties."""
    found = [word.patch_xml(word.get_xml())]
    for kind in (word.HEADER_URI, word.FOOTER_URI):
        for _, part in word.get_headers_footers(kind):
            found.append(word.patch_xml(word.get_part_xml(part)))
    properties = word.docx.core_properties
    names = ("author", "comments", "identifier", "language", "subject", "title")
    found += [getattr(properties, name) for name in names]
    for part in word.docx.part.package.iter_parts():
        if str(part.partname).endswith(("footnotes.xml", "endnotes.xml")):
            found.append(word.patch_xml(part.blob.decode("utf-8", "replace")))
    return found


def walk(node: nodes.Node, inner: set[str], found: set[str], depth: int) -> None:
    """Collect the names that come from outside; `inner` are those of loops around."""
    if not isinstance(node, PLAIN) or depth > 3 * DEEPEST:
        raise BadTemplate(type(node).__name__)
    if isinstance(node, nodes.Name):
        if node.name not in inner:
            found.add(node.name)
        return
    if isinstance(node, nodes.For):
        walk_loop(node, inner, found, depth)
        return
    for child in node.iter_child_nodes():
        walk(child, inner, found, depth + 1)


def walk_loop(node: nodes.For, inner: set[str], found: set[str], depth: int) -> None:
    """One name over one list of lines, never a loop within a loop: nothing here can run long."""
    if inner or node.test or node.recursive or node.else_:
        raise BadTemplate("for")
    each, lines = node.target, node.iter
    if not isinstance(each, nodes.Name) or not isinstance(lines, nodes.Name):
        raise BadTemplate("for")
    if not lines.name.endswith(LINES):
        raise BadTemplate(f"for … in {lines.name}")
    found.add(lines.name)
    for child in node.body:
        walk(child, inner | {each.name}, found, depth + 1)


def filled(template: bytes, values: Values, *, qr: bytes | None = None) -> bytes:
    """The Word file. Values are plain text; what they hold of tags or of markup stays text."""
    tags = tags_of(template)
    word = docxtpl.DocxTemplate(BytesIO(template))
    names = [name for name in tags.names if not name.endswith(LINES)]
    context: dict[str, Any] = {name: plain(values.get(name) or "") or BLANK for name in names}
    for name in tags.names:
        if name.endswith(LINES):
            text = plain(values.get(name.removesuffix(LINES)) or "")
            context[name] = [line for line in text.split("\n") if line.strip()]
    word.init_docx()
    context[QR] = picture(word, qr) if qr else ""
    word.render(context, Sandbox(), autoescape=True)
    held = BytesIO()
    word.save(held)
    return held.getvalue()


def picture(word: Any, png: bytes) -> Any:
    return docxtpl.InlineImage(word, BytesIO(png), width=shared.Mm(QR_WIDTH))


def plain(text: str) -> str:
    """Without the control characters that docxtpl reads as page and paragraph breaks, and without
    what it turns into braces."""
    kept = "".join(c for c in text if c >= " " or c == "\n")
    return re.sub(r"\{_(?=[{%])|(?<=[%}])_\}", "", kept)
