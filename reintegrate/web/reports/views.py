"""Counts of today; reports of a period: written by the ward, frozen, answered by the province."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.access.policy import may
from reintegrate.db import commit
from reintegrate.models.indicator import Indicator
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.report import PARTS, Report
from reintegrate.models.user import Role
from reintegrate.web.reports import counts, submitted
from reintegrate.web.reports.annex import annex_page
from reintegrate.web.reports.choosing import (
    chosen,
    links,
    owed_lines,
    own_periods,
    province_rows,
    sent_then,
)
from reintegrate.web.reports.files import sent
from reintegrate.web.reports.forms import (
    TYPED,
    IndicatorForm,
    ReturnForm,
    SubmissionForm,
    WordsForm,
    words_form,
)
from reintegrate.web.reports.printing import ward_file
from reintegrate.web.reports.province import summary_page
from reintegrate.web.reports.show import catalogue, list_columns, page, proposed_for
from reintegrate.web.reports.summary import hidden_of, summary_file
from reintegrate.web.reports.targets import target_page, targets_page
from reintegrate.web.ui.answered import still_open
from reintegrate.web.ui.i18n import gettext, language
from reintegrate.web.ui.messages import message

bp = Blueprint("reports", __name__)

Answer = Response | str
BOOKS: dict[str, tuple[str, dict[str, Any]]] = {
    "information": ("information.received", {"which": "useful"}),
    "activities": ("community_activities.index", {}),
}
"""The list of a number that is known from a book of the ward."""


@bp.get("/reports/")
@allows(Action.SEE_COUNTS)
def index() -> str:
    return counts.province() if g.viewer.role == Role.COORDINATOR else counts.ward()


@bp.get("/reports/periods")
@allows(Action.VIEW_REPORT)
def periods() -> str:
    """The ward's own reports by period; the coordinator's wards of one period."""
    kind, period = chosen(g.viewer, request.args)
    of_province = g.viewer.role == Role.COORDINATOR
    before = submitted.of_wards_before(g.viewer, kind, request.args.get("before"))
    return render_template(
        "reports/province_periods.html" if of_province else "reports/periods.html",
        kinds=submitted.kinds(g.viewer),
        kind=kind,
        period=period,
        links=links(kind, period) if of_province else [],
        rows=province_rows(g.viewer, period) if of_province else own_periods(g.viewer, kind),
        owed=owed_lines(g.viewer),
        before=before,
        sent_then=sent_then(kind, before),
        may_write=may(g.viewer, Action.WRITE_REPORT),
        language=language(),
    )


@bp.post("/reports/periods")
@allows(Action.WRITE_REPORT)
def begin() -> Response:
    """Posted twice, it is the one there is."""
    _, period = chosen(g.viewer, request.form)
    report = Report.begin(g.viewer.area, period, by=g.viewer)
    commit()
    return redirect(url_for("reports.show", report_id=report.id))


@bp.get("/reports/<int:report_id>")
@allows(Action.VIEW_REPORT)
def show(report_id: int) -> str:
    return page(find_or_404(Report, report_id))


@bp.get("/reports/<int:report_id>/lists/<counted>")
@allows(Action.VIEW_REPORT)
def behind(report_id: int, counted: str) -> Answer:
    """Who was counted: as many rows as the number says. Books have their own lists."""
    report = find_or_404(Report, report_id)
    one = submitted.indicator_coded(g.viewer, counted)
    if g.viewer.area_id != report.area_id or one is None:
        abort(404)
    if counted in BOOKS:
        book, which = BOOKS[counted]
        return redirect(url_for(book, first=report.first, last=report.last, **which))
    rows = submitted.people_behind(g.viewer, counted, report.period)
    if rows is None:
        abort(404)
    said = submitted.told(g.viewer, report)
    return render_template(
        "reports/behind.html",
        report=report,
        name=one.name_in(language()),
        definition=one.definition_in(language()),
        rows=rows,
        money=counted == "loan_amount",
        columns=list_columns(money=counted == "loan_amount"),
        frozen=said.snapshots[0].numbers.get(counted) if said.snapshots else None,
        now=(said.now or {}).get(counted, 0),
    )


@bp.route("/reports/<int:report_id>/annex", methods=["GET", "POST"])
@allows(Action.NAME_PEOPLE)
def annex(report_id: int) -> Answer:
    """A file that names who is counted: for a purpose, marked, logged."""
    return annex_page(find_or_404(Report, report_id))


@bp.route("/reports/<int:report_id>/words", methods=["GET", "POST"])
@allows(Action.WRITE_REPORT)
def write(report_id: int) -> Answer:
    """What the ward types itself, and the narrative: proposed from the figures, then its own."""
    report = find_or_404(Report, report_id)
    typed = submitted.typed_indicators(g.viewer)
    now: dict[str, Any] = dict(report.narrative)
    if request.method == "GET" and ("anew" in request.args or not any(now.values())):
        now = dict(proposed_for(report))
    entered = submitted.typed_before(g.viewer, report)
    now |= {TYPED + one.code: entered.get(one.code) for one in typed}
    form: Any = words_form(typed, language()).of_request(data=now)
    if request.method == "GET" and not form.restored:
        form.version.data = str(report.version)
    if form.accepted:
        if form.started_from(report.version):
            save(report, form)
            return redirect(url_for("reports.show", report_id=report.id))
        form.show_theirs(report.version, **now)
    return render_template("reports/words.html", form=form, report=report, parts=PARTS, typed=TYPED)


def save(report: Report, form: WordsForm) -> None:
    answers = form.data
    typed = {name.removeprefix(TYPED): n for name, n in answers.items() if name.startswith(TYPED)}
    report.write(typed, {part: answers[part] or "" for part in PARTS}, by=g.viewer)
    commit()
    flash(gettext("Saved. The report is not submitted yet."), "success")


@bp.post("/reports/<int:report_id>/submission")
@allows(Action.WRITE_REPORT)
def submit(report_id: int) -> Answer:
    """Freeze it. A later one says what it puts right."""
    report = find_or_404(Report, report_id)
    form: Any = SubmissionForm.of_request()
    if form.accepted:
        if not form.started_from(report.version):
            flash(gettext("The report has changed meanwhile. Look through it once more."), "info")
            return redirect(url_for("reports.show", report_id=report.id))
        try:
            if not any(report.narrative.values()):
                typed = dict(submitted.typed_before(g.viewer, report))
                report.write(typed, proposed_for(report), by=g.viewer)
            report.submit(because=form.because.data or "", by=g.viewer)
            commit()
            flash(gettext("Submitted. These numbers stay as they are."), "success")
            return redirect(url_for("reports.show", report_id=report.id))
        except DomainError as error:
            form.refuse(message(error), "because" if report.submitted_at else None)
    return page(report, submission=form)


@bp.post("/reports/<int:report_id>/acceptance")
@allows(Action.ANSWER_REPORT)
def accept(report_id: int) -> Response:
    report = find_or_404(Report, report_id, Action.VIEW_REPORT)
    if still_open(report):
        report.accept(by=g.viewer)
        commit()
        flash(gettext("Accepted."), "success")
    return redirect(url_for("reports.show", report_id=report.id))


@bp.post("/reports/<int:report_id>/return")
@allows(Action.ANSWER_REPORT)
def send_back(report_id: int) -> Answer:
    report = find_or_404(Report, report_id, Action.VIEW_REPORT)
    form: Any = ReturnForm.of_request()
    if still_open(report):
        if not form.accepted:
            return page(report, sending_back=form)
        report.send_back(because=form.because.data, by=g.viewer)
        commit()
        flash(gettext("Sent back to the ward."), "success")
    return redirect(url_for("reports.show", report_id=report.id))


@bp.get("/reports/<int:report_id>/file.<ending>")
@allows(Action.VIEW_REPORT)
def file(report_id: int, ending: str) -> Response:
    """The newest snapshot; before there is one, a draft that says so."""
    report = find_or_404(Report, report_id)
    said = submitted.told(g.viewer, report)
    codes = list(said.snapshots[0].said["definitions"]) if said.snapshots else None
    names = submitted.indicators(g.viewer, codes)
    earlier = submitted.earlier_of(g.viewer, report, said)
    aims = submitted.aims_of(g.viewer, report, said)
    reader = None if "outside" in request.args else g.viewer
    elsewhere = hidden_of(g.viewer, report.period, report.area_id)
    return sent(ward_file(report, said, names, earlier, aims, reader, elsewhere), ending)


@bp.get("/reports/summary")
@allows(Action.ANSWER_REPORT)
def summary() -> str:
    """The province of one period, by ward with totals, as it may leave the office."""
    return summary_page()


@bp.get("/reports/summary.<ending>")
@allows(Action.ANSWER_REPORT)
def summary_of(ending: str) -> Response:
    _, period = chosen(g.viewer, request.args)
    as_now = request.args.get("wards") == "now"
    return sent(summary_file(g.viewer, period, as_now=as_now), ending)


@bp.get("/reports/definitions")
@allows(Action.VIEW_REPORT)
def definitions() -> str:
    return catalogue(g.viewer, None)


@bp.get("/reports/targets")
@allows(Action.KEEP_PLAN)
def targets() -> str:
    """What the own area wants of each number in one year."""
    return targets_page()


@bp.route("/reports/targets/<counted>", methods=["GET", "POST"])
@allows(Action.KEEP_PLAN)
def target(counted: str) -> Answer:
    return target_page(counted)


@bp.route("/reports/indicators", methods=["GET", "POST"])
@allows(Action.KEEP_INDICATORS)
def indicators() -> Answer:
    form: Any = IndicatorForm.of_request()
    if form.accepted:
        names = ("name_vi", "name_en", "definition_vi", "definition_en", "formula", "key")
        try:
            Indicator.compose(**{name: form[name].data for name in names}, by=g.viewer)
            commit()
            flash(gettext("Saved. Reports that are submitted from now on have it."), "success")
            return redirect(url_for("reports.indicators"))
        except DomainError as error:
            form.refuse(message(error), "formula")
    return catalogue(g.viewer, form)


@bp.post("/reports/indicators/<int:indicator_id>/end")
@allows(Action.KEEP_INDICATORS)
def retire(indicator_id: int) -> Response:
    find_or_404(Indicator, indicator_id).retire(by=g.viewer)
    commit()
    flash(gettext("No longer counted. Submitted reports keep it."), "success")
    return redirect(url_for("reports.indicators"))
