"""Counts as the pages of counts give them: a ward its own, the province with small ones hidden."""

from collections.abc import Mapping, Sequence

from reintegrate.models.names import fold
from reintegrate.models.user import User
from reintegrate.web.api.queries import areas_numbered
from reintegrate.web.api.shapes import AreaName, Counts, WardCounts
from reintegrate.web.reports.queries import NUMBERS, counts_by_ward
from reintegrate.web.reports.small_cells import guarded
from reintegrate.web.ui.small_numbers import is_exact


def counts_of(viewer: User, *, guarding: bool) -> Counts:
    """`guarding`: the reader is outside the wards, so what is few is only said to be few."""
    counts = counts_by_ward(viewer)
    areas = areas_numbered(viewer, counts)
    ids = sorted(areas, key=lambda number: fold(areas[number].name))
    rows: Sequence[Mapping[str, int]] = [counts[number] for number in ids]
    if guarding:
        cells, totals = guarded(rows, NUMBERS)
    else:
        cells = [[str(row[name]) for name in NUMBERS] for row in rows]
        totals = [str(sum(row[name] for row in rows)) for name in NUMBERS]
    wards = [
        WardCounts(AreaName(areas[number].code, areas[number].name), by_name(row))
        for number, row in zip(ids, cells, strict=True)
    ]
    return Counts(wards, by_name(totals))


def by_name(cells: Sequence[str]) -> dict[str, int | str]:
    return {
        name: int(cell) if is_exact(cell) else cell
        for name, cell in zip(NUMBERS, cells, strict=True)
    }
