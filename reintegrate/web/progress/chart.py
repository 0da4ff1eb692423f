"""Where the marks of a chart stand. The template draws shapes, lines and numbers: nothing is told
by colour alone, and nothing but what was answered is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

LEFT, RIGHT, TOP, BOTTOM = 28, 340, 20, 84


@dataclass(frozen=True)
class Span:
    """The days a chart shows."""

    first: date
    last: date

    def x(self, day: date) -> float:
        length = max(1, (self.last - self.first).days)
        part = min(max((day - self.first).days, 0), length) / length
        return round(LEFT + part * (RIGHT - LEFT), 1)


@dataclass(frozen=True)
class Mark:
    x: float
    y: float
    value: int

    @property
    def label_y(self) -> float:
        return self.y - 8


@dataclass(frozen=True)
class Line:
    """One question, or the total: what was answered and when."""

    words: str
    low: int
    high: int
    marks: tuple[Mark, ...]

    @property
    def path(self) -> str:
        return " ".join(f"{mark.x},{mark.y}" for mark in self.marks)

    @property
    def values(self) -> str:
        return ", ".join(str(mark.value) for mark in self.marks)


def line(words: str, answered: Sequence[tuple[date, int]], low: int, high: int, span: Span) -> Line:
    """`answered`: day and value, the oldest first."""
    height = (BOTTOM - TOP) / max(1, high - low)
    marks = (Mark(span.x(day), round(BOTTOM - (v - low) * height, 1), v) for day, v in answered)
    return Line(words, low, high, tuple(marks))
