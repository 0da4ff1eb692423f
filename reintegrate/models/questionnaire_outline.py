"""Outline: what is known of an instrument whose own words are not part of this system."""

import tomllib
from functools import lru_cache
from typing import NamedTuple

from reintegrate.models.questionnaire import Scoring
from reintegrate.paths import seeds_dir


class Outline(NamedTuple):
    code: str
    name_vi: str
    name_en: str
    source: str
    """Where its words stand, and what allows their use."""
    scoring: Scoring
    items: int
    lowest: int
    """The number of its first answer."""
    answers: int

    def name_in(self, locale: str) -> str:
        return self.name_en if locale.startswith("en") else self.name_vi

    @property
    def highest(self) -> int:
        return self.lowest + self.answers - 1


@lru_cache(maxsize=1)
def outlines() -> dict[str, Outline]:
    """By code; they come with the system and never change while it runs."""
    files = sorted((seeds_dir() / "reference" / "questionnaire_outlines").glob("*.toml"))
    found = [Outline(**tomllib.loads(file.read_text("utf-8"))) for file in files]
    return {one.code: one._replace(scoring=Scoring(one.scoring)) for one in found}
