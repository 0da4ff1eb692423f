"""The counts of today: the province by ward for the coordinator, the own ward with its lists."""

from typing import Any, NamedTuple

from flask import g, render_template, url_for

from reintegrate.db import utcnow
from reintegrate.models.names import fold
from reintegrate.web.reports import queries
from reintegrate.web.reports.small_cells import guarded
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.small_numbers import SMALL

WORDS = {
    "open": _l("Open cases"),
    "overdue": _l("Overdue"),
    "no_worker": _l("Nobody yet"),
    "first_contact": _l("First contact pending"),
    "absent": _l("Away without word"),
    "suspended": _l("Suspended"),
    "coming": _l("Coming in"),
    "going": _l("Moving out"),
    "ended": _l("Ended this year"),
}
LISTS: dict[str, tuple[str, dict[str, Any]]] = {
    "open": ("caseload.index", {}),
    "overdue": ("caseload.index", {"due": "overdue"}),
    "no_worker": ("caseload.index", {"worker": "none"}),
    "first_contact": ("caseload.index", {"contact": "first"}),
    "absent": ("caseload.index", {"status": "absent"}),
    "suspended": ("caseload.index", {"status": "suspended"}),
    "coming": ("transfers.index", {"_anchor": "in"}),
    "going": ("transfers.index", {"_anchor": "out"}),
    "ended": ("caseload.index", {"ended": "year"}),
}
"""The list behind each number: it lists exactly as many."""
TONES = {"overdue": "late", "no_worker": "soon", "first_contact": "soon", "coming": "info"}


class Tile(NamedTuple):
    number: int
    label: str
    url: str
    tone: str


def province() -> str:
    """By ward, in numbers nobody can be recognised in. No number leads to a person."""
    counts = queries.counts_by_ward(g.viewer)
    names = queries.ward_names(g.viewer, counts)
    ids = sorted(names, key=lambda area_id: fold(names[area_id]))
    rows, totals = guarded([counts[area_id] for area_id in ids], queries.NUMBERS)
    return render_template(
        "reports/province.html",
        area=g.viewer.area.name,
        now=utcnow(),
        columns=[str(WORDS[name]) for name in queries.NUMBERS],
        rows=[(names[area_id], row) for area_id, row in zip(ids, rows, strict=True)],
        totals=totals,
        small=SMALL,
    )


def ward() -> str:
    counts = queries.counts_by_ward(g.viewer).get(g.viewer.area_id, {})
    return render_template(
        "reports/ward.html",
        area=g.viewer.area.name,
        now=utcnow(),
        tiles=[
            Tile(
                number=counts.get(name, 0),
                label=str(WORDS[name]),
                url=url_for(LISTS[name][0], **LISTS[name][1]),
                tone=TONES.get(name, "quiet"),
            )
            for name in queries.NUMBERS
        ],
    )
