"""Small numbers name people: in a ward of few, "1 suspended" is somebody the neighbours know."""

from collections.abc import Mapping, Sequence

from reintegrate.web.ui.small_numbers import guarded_number

ROUND_TO = 5
SEEN_SINGLY = frozenset({"coming", "going"})
"""The coordinator sees each transfer anyway, without a name: nothing to guard."""


def guarded(
    rows: Sequence[Mapping[str, int]], names: Sequence[str]
) -> tuple[list[list[str]], list[str]]:
    """Each row's cells and the totals, as they may be shown. Where a total less the other cells
    would give a single small one away, the total is rounded up."""
    cells = [[shown(name, row[name]) for name in names] for row in rows]
    totals = []
    for place, name in enumerate(names):
        total = sum(row[name] for row in rows)
        hidden = sum(row[place].startswith("1–") for row in cells)
        totals.append(about(total) if hidden == 1 else str(total))
    return cells, totals


def shown(name: str, number: int) -> str:
    return str(number) if name in SEEN_SINGLY else guarded_number(number)


def about(total: int) -> str:
    return f"≤ {-(-total // ROUND_TO) * ROUND_TO}"
