"""The page of the province's table of one period."""

from typing import Any

from flask import g, render_template, request

from reintegrate.web.print.pdf import can_make_pdf
from reintegrate.web.reports.choosing import chosen
from reintegrate.web.reports.files import shown
from reintegrate.web.reports.summary import table_of
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.periods import period_name


def summary_page() -> str:
    kind, period = chosen(g.viewer, request.args)
    as_now = request.args.get("wards") == "now"
    summary = table_of(g.viewer, period, language(), as_now=as_now)
    asked: dict[str, Any] = {"kind": kind.code, "year": period.year, "part": period.part}
    return render_template(
        "reports/summary.html",
        period=period,
        period_name=period_name(period),
        summary=summary,
        shown=shown,
        as_now=as_now,
        asked=asked,
        asked_now=asked | {"wards": "now"},
        shown_here=asked | ({"wards": "now"} if as_now else {}),
        can_make_pdf=can_make_pdf(),
        language=language(),
    )
