"""What other programs may ask, first version: only reading, only what its owner's screens show."""

from datetime import date
from typing import Any

from flask import Blueprint, abort, current_app, g, request, url_for

from reintegrate.access.actions import Action
from reintegrate.access.gate import PUBLIC, allows, find_or_404
from reintegrate.access.programs import may_name
from reintegrate.models.api_token import Grant
from reintegrate.models.case import Case
from reintegrate.models.report import Report
from reintegrate.models.user import Role
from reintegrate.web.api import shapes
from reintegrate.web.api.answering import answers
from reintegrate.web.api.asked import DAY, FILTERS, PAGE, Parameter, is_day, refuse_contradictions
from reintegrate.web.api.catalogues import CATALOGUES, entries_of
from reintegrate.web.api.document import document_of, resources
from reintegrate.web.api.dues import dues_of
from reintegrate.web.api.lists import areas_in_force, case_in_sight, cases_listed
from reintegrate.web.api.numbers import counts_of
from reintegrate.web.api.submitted import report_in_sight, reports_listed
from reintegrate.web.ui.i18n import lazy_gettext as _l

bp = Blueprint("api", __name__, url_prefix="/api/v1")

ON = Parameter("on", _l("Only those in force on this day"), right=is_day, schema=DAY)


@bp.get("/", strict_slashes=False)
@allows(PUBLIC)
@answers(shapes.Index, _l("What there is"), is_open=True, keeps=True)
def index() -> shapes.Index:
    listed = [
        shapes.Resource(path, str(one.summary), one.grant) for path, one in resources(current_app)
    ]
    return shapes.Index("1", url_for("api.document"), listed)


@bp.get("/openapi.json")
@allows(PUBLIC)
@answers(None, _l("This document"), is_open=True, keeps=True)
def document() -> dict[str, Any]:
    return document_of(current_app)


@bp.get("/me", strict_slashes=False)
@allows(Action.KEEP_ACCOUNT)
@answers(shapes.Me, _l("Whose key it is, and what it may read"))
def me() -> shapes.Me:
    area = g.viewer.area
    return shapes.Me(
        username=g.viewer.username,
        role=g.viewer.role,
        area=shapes.AreaName(area.code, area.name) if area else None,
        key_name=g.viewer.token_name,
        grants=[grant for grant in Grant if g.viewer.has(grant)],
        last_day=g.viewer.last_day,
    )


@bp.get("/areas", strict_slashes=False)
@allows(Action.KEEP_ACCOUNT)
@answers(shapes.Areas, _l("Areas and the days they existed"), asks=(ON, PAGE), keeps=True)
def areas() -> shapes.Areas:
    on = request.args.get("on")
    return areas_in_force(g.viewer, date.fromisoformat(on) if on else None)


@bp.get("/catalogues/<catalogue>", strict_slashes=False)
@allows(Action.KEEP_ACCOUNT)
@answers(shapes.Catalogue, _l("What the codes of one catalogue mean"), keeps=True)
def catalogue(catalogue: str) -> shapes.Catalogue:
    if catalogue not in CATALOGUES:
        abort(404)
    return shapes.Catalogue(catalogue, entries_of(catalogue))


@bp.get("/caseload", strict_slashes=False)
@allows(Action.SEE_CASELOAD)
@answers(
    shapes.Caseload,
    _l("The ward's list of cases, with the filters of the page"),
    grant=Grant.CASELOAD,
    asks=FILTERS,
)
def caseload() -> shapes.Caseload:
    refuse_contradictions(g.viewer, request.args)
    return cases_listed(g.viewer)


@bp.get("/cases/<int:case_id>", strict_slashes=False)
@allows(Action.VIEW_CASE)
@answers(shapes.Case, _l("What stands on top of one case's page"), grant=Grant.CASES)
def case(case_id: int) -> shapes.Case:
    return case_in_sight(find_or_404(Case, case_id), named=may_name(g.viewer))


@bp.get("/due", strict_slashes=False)
@allows(Action.SEE_TODAY)
@answers(shapes.DueDays, _l("How many things are due on which day"), grant=Grant.DUE)
def due() -> shapes.DueDays:
    return dues_of(g.viewer, with_contacts=g.viewer.role == Role.SOCIAL_WORKER)


@bp.get("/counts", strict_slashes=False)
@allows(Action.SEE_COUNTS)
@answers(shapes.Counts, _l("Counts of today, by ward"), grant=Grant.COUNTS)
def counts() -> shapes.Counts:
    return counts_of(g.viewer, guarding=g.viewer.role == Role.COORDINATOR)


@bp.get("/reports", strict_slashes=False)
@allows(Action.VIEW_REPORT)
@answers(shapes.Reports, _l("Submitted reports"), grant=Grant.REPORTS, asks=(PAGE,))
def reports() -> shapes.Reports:
    return reports_listed(g.viewer)


@bp.get("/reports/<int:report_id>", strict_slashes=False)
@allows(Action.VIEW_REPORT)
@answers(shapes.Report, _l("Numbers of one submitted report"), grant=Grant.REPORTS)
def report(report_id: int) -> shapes.Report:
    return report_in_sight(g.viewer, find_or_404(Report, report_id))
