"""The page of the province's table of one period: totals first, then the wards, a line each with a
page of its own; sorted and sought by name."""

from typing import Any, NamedTuple

from flask import abort, g, render_template, request, url_for

from reintegrate.models.names import fold
from reintegrate.web.print.pdf import can_make_pdf
from reintegrate.web.reports import submitted
from reintegrate.web.reports.choosing import chosen
from reintegrate.web.reports.files import Cell, Grid, shown
from reintegrate.web.reports.sheet import unit_word
from reintegrate.web.reports.summary import Sheet, Summary, table_of
from reintegrate.web.ui.i18n import gettext, language
from reintegrate.web.ui.periods import period_name

TELLING = {
    "balance": "closing",
    "contacts": "met",
    "supports": "counselled",
    "year": "year_reached",
}
"""The number that stands beside a ward's name on a phone; elsewhere the first one."""


HERE = "reports.summary"


class WardLine(NamedTuple):
    name: str
    url: str | None
    """Of its own page; the total has none."""
    cells: list[Cell]


def summary_page() -> str:
    kind, period = chosen(g.viewer, request.args)
    as_now = request.args.get("wards") == "now"
    summary = table_of(g.viewer, period, language(), as_now=as_now)
    asked: dict[str, Any] = {"kind": kind.code, "year": period.year, "part": period.part}
    here = asked | ({"wards": "now"} if as_now else {})
    facts = {
        "period": period,
        "period_name": period_name(period),
        "summary": summary,
        "shown": shown,
        "as_now": as_now,
        "asked": asked,
        "asked_now": asked | {"wards": "now"},
        "shown_here": here,
        "can_make_pdf": can_make_pdf(),
    }
    if "ward" in request.args:
        return ward_page(summary, facts)
    if summary.sheet is None:
        return render_template("reports/summary.html", **facts)
    return render_template("reports/summary.html", **facts, **by_ward(summary, summary.sheet, here))


def by_ward(summary: Summary, sheet: Sheet, here: dict[str, Any]) -> dict[str, Any]:
    """One of the tables: as it was asked for, else the first."""
    sections = [part.section.value for part in summary.parts]
    asked = request.args.get("table", "")
    place = sections.index(asked) if asked in sections else 0
    grid, part = summary.by_ward[place], summary.parts[place]
    sought, backwards = request.args.get("q", "").strip()[:80], request.args.get("sort") == "-name"
    kept: dict[str, Any] = {"table": sections[place], "sort": "-name" if backwards else None}
    turned = kept | {"q": sought or None, "sort": None if backwards else "-name"}
    codes = [one.code for one in part.indicators]
    told = TELLING.get(part.section.value, "")
    telling = codes.index(told) if told in codes else 0
    return {
        "grid": grid,
        "lines": lines_of(sheet, grid, here, sought, backwards=backwards),
        "telling": telling,
        "first_head": grid.heads[0],
        "heads": [
            {"words": head, "told": place == telling} for place, head in enumerate(grid.heads[1:])
        ],
        "sections": [
            {
                "url": url_for(HERE, **here, **kept | {"q": sought or None, "table": section}),
                "label": one.title,
                "current": section == sections[place],
            }
            for section, one in zip(sections, summary.by_ward, strict=True)
        ],
        "kept": {name: value for name, value in (here | kept).items() if value},
        "sought": sought,
        "backwards": backwards,
        "sort_url": url_for(HERE, **here, **turned),
    }


def lines_of(
    sheet: Sheet, grid: Grid, here: dict[str, Any], sought: str, *, backwards: bool
) -> list[WardLine]:
    """The total first; where a name is sought, those that bear it."""
    found = [
        WardLine(str(row[0]), url_for(HERE, **here, ward=area_id), list(row[1:]))
        for area_id, row in zip(sheet.ids, grid.rows, strict=False)
        if fold(sought) in fold(str(row[0]))
    ]
    found.sort(key=lambda line: fold(line.name), reverse=backwards)
    return found if sought else [WardLine(sheet.names[-1], None, list(grid.rows[-1][1:])), *found]


def ward_page(summary: Summary, facts: dict[str, Any]) -> str:
    """Every number of one ward, as the province's table has it."""
    sheet, asked = summary.sheet, request.args.get("ward", "")
    ids = [str(area_id) for area_id in sheet.ids] if sheet else []
    if sheet is None or asked not in ids:
        abort(404)
    place = ids.index(asked)
    reports = submitted.reports_of(g.viewer, facts["period"])
    return render_template(
        "reports/summary_ward.html",
        **facts,
        ward=sheet.names[place],
        report=None if facts["as_now"] else reports.get(sheet.ids[place]),
        sound=sheet.sound[place],
        tables=[
            Grid(
                grid.title,
                [],
                [
                    (one.name_in(language()), unit_word(one.unit), cell)
                    for one, cell in zip(part.indicators, grid.rows[place][1:], strict=False)
                ],
            )
            for part, grid in zip(summary.parts, summary.by_ward, strict=True)
        ],
        columns=[
            {"label": gettext("Indicator")},
            {"label": gettext("Number"), "number": True},
        ],
    )
