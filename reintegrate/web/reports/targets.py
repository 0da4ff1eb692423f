"""What the own area wants of a report's numbers in a year; and how a report stands to it, in words
and colour. Only where a period begins with the year: six and nine months, and the year."""

from typing import Any, NamedTuple

from flask import abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.db import commit, today
from reintegrate.models.indicator import Indicator
from reintegrate.models.period import Period
from reintegrate.models.report_target import Direction, ReportTarget
from reintegrate.models.work_plan import Light
from reintegrate.web.reports import submitted
from reintegrate.web.reports.forms import ReportTargetForm
from reintegrate.web.ui.i18n import gettext, language
from reintegrate.web.ui.labels import label

TONES = {Light.REACHED: "ok", Light.ON_COURSE: "info", Light.BEHIND: "soon", Light.MISSED: "late"}


class Stand(NamedTuple):
    """A number beside its target."""

    words: str
    light: str
    tone: str


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
        (one, wanted_words(aims[one.code]) if one.code in aims else "")
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


def stands_of(
    viewer: Any, area_id: int, period: Period, indicators: list[Indicator], numbers: dict[str, int]
) -> dict[str, Stand]:
    """By code, of those with a target."""
    if period.kind.months < 6:
        return {}
    aims = submitted.targets(viewer, area_id, period.year)
    found = {}
    for one in indicators:
        aim, number = aims.get(one.code), numbers.get(one.code)
        if aim is not None and number is not None:
            light = aim.light(number, one, period)
            found[one.code] = Stand(wanted_words(aim), label(light), TONES[light])
    return found


def wanted_words(aim: ReportTarget) -> str:
    number = f"{aim.wanted:,}".replace(",", ".")
    if aim.direction == Direction.AT_MOST:
        return gettext("at most %(number)s", number=number)
    return gettext("at least %(number)s", number=number)
