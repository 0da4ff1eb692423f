"""Submitted reports as programs are told of them: the frozen numbers, hidden as on the screen."""

from flask import abort

from reintegrate.models.report import Report as ReportRecord
from reintegrate.models.user import User
from reintegrate.web.api import queries
from reintegrate.web.api.lists import onward, page_asked
from reintegrate.web.api.shapes import AreaName, Figure, Report, ReportLine, Reports
from reintegrate.web.reports import submitted
from reintegrate.web.reports.leaving import shown_to
from reintegrate.web.reports.summary import hidden_of
from reintegrate.web.ui.i18n import language


def reports_listed(viewer: User) -> Reports:
    """The newest period first."""
    page = queries.reports(viewer, page_asked(queries.REPORTS))
    lines = [
        ReportLine(row.id, AreaName(row.code, row.area), *row[3:9])  # in the order of the query
        for row in page.rows
    ]
    return Reports(lines, onward(page.next))


def report_in_sight(viewer: User, report: ReportRecord) -> Report:
    """The newest snapshot. What was never submitted is the ward's own affair: not found."""
    snapshots = submitted.snapshots_of(viewer, report)
    if not snapshots:
        abort(404)
    newest, nothing = snapshots[0], submitted.Earlier(None, {}, {})
    said = newest.said
    indicators = submitted.indicators(viewer, list(said["definitions"]))
    told = submitted.Told(snapshots, newest.numbers, None)
    elsewhere = hidden_of(viewer, report.period, report.area_id)
    seen = shown_to(viewer, indicators, told, nothing, {}, language(), elsewhere)
    return Report(
        id=report.id,
        area=AreaName(said["area"]["code"], said["area"]["name"]),
        kind=report.kind_code,
        year=report.year,
        part=report.part,
        first=report.first,
        last=report.last,
        status=report.status,
        snapshot=newest.number,
        code=newest.code,
        figures=[
            Figure(one.code, one.name_in(language()), one.unit, seen.numbers[one.code])
            for one in indicators
            if one.code in seen.numbers
        ],
    )
