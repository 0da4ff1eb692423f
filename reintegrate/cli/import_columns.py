"""The columns a register may have, by any of their headings. What nobody here needs is left out."""

import csv
from functools import cache
from typing import NamedTuple

from reintegrate.models.names import words
from reintegrate.paths import seeds_dir


class Column(NamedTuple):
    code: str
    field: str
    """Section and field of the intake it answers. Empty: known, and never read."""
    name_vi: str
    name_en: str
    also: str
    needed: str
    example: str
    hint_vi: str
    hint_en: str

    def name_in(self, locale: str) -> str:
        return self.name_en if locale == "en" else self.name_vi

    def hint_in(self, locale: str) -> str:
        return self.hint_en if locale == "en" else self.hint_vi

    @property
    def section(self) -> str:
        return self.field.partition(".")[0]


@cache
def columns() -> dict[str, Column]:
    path = seeds_dir() / "reference" / "register_columns.csv"
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.DictReader(line for line in file if not line.startswith("#"))
        return {line["code"]: Column(**line) for line in lines}


@cache
def by_heading() -> dict[str, Column]:
    found: dict[str, Column] = {}
    for column in columns().values():
        for text in (column.name_vi, column.name_en, *column.also.split("|")):
            found.setdefault(plain(text), column)
    found.pop("", None)
    return found


def recognised(heading: str) -> Column | None:
    """With and without accents, capitals, and what stands in brackets."""
    for text in (heading, heading.partition("(")[0]):
        if (found := by_heading().get(plain(text))) is not None:
            return found
    return None


def plain(heading: str) -> str:
    """Its words, each as often as it stands there."""
    return "".join(words_in_order(heading))


def words_in_order(text: str) -> list[str]:
    return [word for part in text.split() for word in words(part)]
