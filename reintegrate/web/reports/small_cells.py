"""Which numbers of a table of wards are shown as they are, and which as a range."""

from collections.abc import Mapping, Sequence

from reintegrate.web.ui.small_numbers import guarded_number, guarded_total

SEEN_SINGLY = frozenset({"coming", "going"})
"""The coordinator sees each transfer anyway, without a name: nothing to guard."""


def guarded(
    rows: Sequence[Mapping[str, int]], names: Sequence[str]
) -> tuple[list[list[str]], list[str]]:
    """Each row's cells and the totals, as they may be shown."""
    cells = [[shown(name, row[name]) for name in names] for row in rows]
    return cells, [total(name, [row[name] for row in rows]) for name in names]


def shown(name: str, number: int) -> str:
    return str(number) if name in SEEN_SINGLY else guarded_number(number)


def total(name: str, numbers: Sequence[int]) -> str:
    return str(sum(numbers)) if name in SEEN_SINGLY else guarded_total(numbers)
