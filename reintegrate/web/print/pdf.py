"""Word files as PDF or as pictures. Needs the optional `pdf` part of the installation (typst), and
no other program; its one font, with the measures of Times New Roman, travels along."""

from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from reintegrate.later import later
from reintegrate.web.print.undrawable import Undrawable

word_to_typst = later("reintegrate.web.print.word_to_typst")

FONTS = Path(__file__).parent / "fonts"


class NoPdf(Exception):
    """This installation cannot make PDF files: it was installed without its part `pdf`."""


def can_make_pdf() -> bool:
    return find_spec("typst") is not None


def pdf_of(word: bytes, *, title: str) -> bytes:
    """The PDF that says what this Word file says. Raises NoPdf, Undrawable. `title` stands in the
    file's properties: never a person's name."""
    source = word_to_typst.typst_of(word, title=title)
    try:
        made: bytes = compiler(source).compile(format="pdf", timestamp=0)
    except RuntimeError as error:  # typst's own, whatever it stumbled over
        raise Undrawable({"typst"}) from error
    return made


def pictures_of(word: bytes, *, ppi: int = 96) -> list[bytes]:
    """Its pages as PNG. Raises NoPdf, Undrawable."""
    made = compiler(word_to_typst.typst_of(word, title="")).compile(format="png", ppi=ppi)
    return made if isinstance(made, list) else [made]


def compiler(source: str) -> Any:
    return typst().Compiler(source.encode(), font_paths=fonts(), ignore_system_fonts=True)


@lru_cache(maxsize=1)
def fonts() -> Any:
    return typst().Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


def typst() -> Any:
    """Loaded at the first PDF: most processes never make one."""
    if not can_make_pdf():
        raise NoPdf
    return import_module("typst")
