"""What an edited rhythm changes from now on: stretch by stretch, and for how many open cases."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from reintegrate.models.rhythm import Stretch

Span = tuple[int, int | None]


class Change(NamedTuple):
    first: int
    last: int | None
    before: int
    after: int
    cases: int

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


def changes(
    before: Sequence[Stretch],
    after: Sequence[Stretch],
    count: Callable[[Sequence[Span]], list[int]],
) -> list[Change]:
    """`count` says how many cases stand in each span today. The first contact is the span (0, 0)
    of nobody: whoever has had one is past it."""
    spans = spans_of(before, after)
    cases = count(spans)
    return [
        Change(first, last, every(before, first), every(after, first), number)
        for (first, last), number in zip(spans, cases, strict=True)
    ]


def spans_of(before: Sequence[Stretch], after: Sequence[Stretch]) -> list[Span]:
    ends = sorted({step.to_day for step in (*before[1:], *after[1:]) if step.to_day})
    begins = [0, *(end + 1 for end in ends)]
    return list(zip(begins, [*ends, None], strict=True))


def every(steps: Sequence[Stretch], day: int) -> int:
    return next(s.every_days for s in steps[1:] if s.to_day is None or day <= s.to_day)
