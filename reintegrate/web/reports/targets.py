"""What the own area wants of a report's numbers in a year."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.db import commit, today
from reintegrate.models.report_target import Direction, ReportTarget
from reintegrate.web.reports import submitted
from reintegrate.web.reports.forms import ReportTargetForm
from reintegrate.web.ui.aims import wanted_words
from reintegrate.web.ui.i18n import gettext, language


def asked_year() -> int:
    text = request.args.get("year", "")
    offered = {str(year): year for year in years()}
    return offered.get(text, today().year)


def years() -> list[int]:
    return [today().year - 1, today().year, today().year + 1]


def targets_page() -> str:
    year = asked_year()
    aims = submitted.targets(g.viewer, g.viewer.area_id, year)
    rows = [
        (one, wanted_words(aims[one.code].stands_as, language()) if one.code in aims else "")
        for one in submitted.indicators(g.viewer)
    ]
    links = [
        {"url": url_for("reports.targets", year=one), "label": str(one), "current": one == year}
        for one in years()
    ]
    return render_template(
        "reports/targets.html", year=year, links=links, rows=rows, language=language()
    )


def target_page(code: str) -> Response | str:
    """Version 0 where nothing was said yet."""
    one = submitted.indicator_coded(g.viewer, code)
    if one is None or one.retired_on is not None:
        abort(404)
    year = asked_year()
    now = submitted.targets(g.viewer, g.viewer.area_id, year).get(code)
    stands: dict[str, Any] = {"version": 0, "direction": Direction.AT_LEAST, "wanted": None}
    if now:
        stands = {"version": now.version, "direction": now.direction, "wanted": now.wanted}
    form: Any = ReportTargetForm.of_request(data=stands)
    if form.accepted:
        if form.started_from(stands["version"]):
            direction = Direction(form.direction.data)
            ReportTarget.aim(year, one, direction, form.wanted.data, by=g.viewer)
            commit()
            flash(gettext("The target is set."), "success")
            return redirect(url_for("reports.targets", year=year))
        form.show_theirs(**stands)
    return render_template(
        "reports/target.html", form=form, year=year, name=one.name_in(language())
    )
