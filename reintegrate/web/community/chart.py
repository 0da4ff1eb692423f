"""Charts as numbers a template can draw: every place in it is in per cent of the width or in
pixels, so that nothing shrinks on a phone. A number of few people is only ever a range."""

from collections.abc import Sequence
from typing import NamedTuple

from reintegrate.access.community_counts import SMALL, shown

ROUND_TO = 5
WIDEST, HIGHEST = 80, 140
"""Per cent of the width; pixels."""
ROW = 50
"""Pixels of one bar with its label: a mark that leads somewhere has room for a thumb."""


class Bar(NamedTuple):
    """`width` in per cent of the chart, `words` beside it, the list behind it if there is one."""

    label: str
    words: str
    width: float
    y: int
    url: str | None = None

    @property
    def text_y(self) -> int:
        return self.y + 16

    @property
    def bar_y(self) -> int:
        return self.y + 22

    @property
    def cells(self) -> tuple[str, str, str | None]:
        """The same in the table beside the chart."""
        return self.label, self.words, self.url

    @property
    def bottom(self) -> int:
        """Where the chart ends, if this is its last."""
        return self.y + ROW


class Column(NamedTuple):
    """One column of a row in time."""

    label: str
    words: str
    x: float
    middle: float
    width: float
    y: float
    height: float
    url: str | None = None


def bars(rows: Sequence[tuple[str, str, float, str | None]], longest: float) -> list[Bar]:
    """`rows`: label, words, size, address."""
    return [
        Bar(label, words, round(WIDEST * size / longest, 2) if longest else 0, ROW * place, url)
        for place, (label, words, size, url) in enumerate(rows)
    ]


def columns(rows: Sequence[tuple[str, int, str | None]], guarded: bool) -> list[Column]:
    """`rows`: label, number and address, in the order of time."""
    sizes = [size_of(number) if guarded else number for _, number, _ in rows]
    highest = max(sizes, default=0) or 1
    step = 100 / max(1, len(rows))
    return [
        Column(
            label,
            shown(number) if guarded else str(number),
            round(step * (place + 0.1), 2),
            round(step * (place + 0.5), 2),
            round(step * 0.8, 2),
            round(20 + HIGHEST * (1 - size / highest), 1),
            round(HIGHEST * size / highest, 1),
            url,
        )
        for place, ((label, number, url), size) in enumerate(zip(rows, sizes, strict=True))
    ]


def size_of(number: int) -> int:
    """A range is drawn as its largest: a chart must not tell what its words keep."""
    return SMALL if 1 <= number <= SMALL else number


def total_shown(numbers: Sequence[int]) -> str:
    """Where the total less the others would tell about small ones, it is rounded up."""
    total = sum(numbers)
    return f"≤ {rounded(total)}" if has_small(numbers) else str(total)


def has_small(numbers: Sequence[int]) -> bool:
    return any(1 <= number <= SMALL for number in numbers)


def rounded(number: int) -> int:
    return -(-number // ROUND_TO) * ROUND_TO


class Share(NamedTuple):
    """A part of a whole in per cent, and in words that keep small numbers."""

    percent: float
    words: str


def share(part: int, whole: int) -> Share:
    """Of few nothing is said; a small part or a small rest is only bounded."""
    if whole <= SMALL:
        return Share(0, "–")
    if 1 <= whole - part <= SMALL:
        percent = round(100 * (whole - SMALL) / whole)
        return Share(percent, f"≥ {percent} %")
    if 1 <= part <= SMALL:
        percent = round(100 * SMALL / whole)
        return Share(percent, f"≤ {percent} %")
    percent = round(100 * part / whole)
    return Share(percent, f"{percent} %")
