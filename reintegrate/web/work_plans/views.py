"""The plan of the year, its targets, and the review that assembles what was done."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.access.policy import may
from reintegrate.db import commit, today, utcnow
from reintegrate.models.catalogue import Programme, names
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.period import Period
from reintegrate.models.plan_year import kinds_of_year, plan_period, plan_year_on
from reintegrate.models.work_plan import Figure, Target, WorkTask, choose_year
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.programmes import offer_programmes
from reintegrate.web.ui.sent_file import WORD, sent_file
from reintegrate.web.work_plans import queries
from reintegrate.web.work_plans.comparison import comparison
from reintegrate.web.work_plans.forms import NewTaskForm, TargetForm, TaskForm, YearForm
from reintegrate.web.work_plans.progress import years_work
from reintegrate.web.work_plans.word import review_paper

bp = Blueprint("work_plans", __name__)

FIRST_YEAR = 2020


def asked_year() -> Period:
    """The days of the year in the address, or of the one that runs."""
    text = request.args.get("year", "")
    now = plan_year_on(g.viewer.area_id, today())
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else now
    return plan_period(g.viewer.area_id, year if FIRST_YEAR <= year <= now + 1 else now)


@bp.get("/community/plan")
@allows(Action.SEE_COMMUNITY)
def index() -> str:
    now = plan_year_on(g.viewer.area_id, today())
    return render_template(
        "work_plans/index.html",
        work=years_work(g.viewer, asked_year()),
        programmes=names(Programme, language()),
        years=[now - 1, now, now + 1],
        may_keep=may(g.viewer, Action.KEEP_PLAN),
    )


@bp.route("/community/plan/new", methods=["GET", "POST"])
@allows(Action.KEEP_PLAN)
def new() -> Response | str:
    days = asked_year()
    year = days.year
    form = NewTaskForm.of_request(data={"due_on": days.last})
    offer_programmes(form)
    if form.accepted:
        try:
            said = {"year": year, **form.said}
            task = WorkTask.plan(key=str(form.key.data), **said, by=g.viewer)
        except DomainError as error:
            form.refuse(message(error), "due_on")
        else:
            commit()
            proof: Any = {
                "what": _("The task is in the plan."),
                "next": _("How far it is shows by itself."),
                "code": task.receipt,
                "at": utcnow(),
            }
            flash(proof, "receipt")
            return redirect(url_for("work_plans.index", year=year))
    return render_template("work_plans/new.html", form=form, year=year)


@bp.route("/community/plan/<int:task_id>", methods=["GET", "POST"])
@allows(Action.KEEP_PLAN)
def show(task_id: int) -> Response | str:
    task = find_or_404(WorkTask, task_id)
    shown = ("programme_code", "words", "body", "due_on", "figure", "wanted")
    written = {name: getattr(task, name) for name in shown}
    form = TaskForm.of_request(data={**written, "version": task.version})
    offer_programmes(form, keep=task.programme_code)
    if form.accepted:
        if not form.started_from(task.version):
            form.show_theirs(task.version, **written)
        elif changed(task, form):
            return redirect(url_for("work_plans.index", year=task.year))
    return render_template("work_plans/show.html", task=task, form=form)


def changed(task: WorkTask, form: TaskForm) -> bool:
    try:
        task.change(**form.said, by=g.viewer)
    except DomainError as error:
        form.refuse(message(error), "due_on")
        return False
    commit()
    flash(_("The task is changed."), "success")
    return True


@bp.post("/community/plan/<int:task_id>/removal")
@allows(Action.KEEP_PLAN)
def drop(task_id: int) -> Response:
    task = find_or_404(WorkTask, task_id)
    if task.is_planned:
        task.drop(by=g.viewer)
        commit()
    flash(_("Taken out of the plan; it stays in sight."), "success")
    return redirect(url_for("work_plans.index", year=task.year))


@bp.post("/community/plan/<int:task_id>/return")
@allows(Action.KEEP_PLAN)
def take_up_again(task_id: int) -> Response:
    task = find_or_404(WorkTask, task_id)
    if not task.is_planned:
        task.take_up_again(by=g.viewer)
        commit()
    flash(_("It is in the plan again."), "success")
    return redirect(url_for("work_plans.index", year=task.year))


@bp.route("/community/targets/<figure>", methods=["GET", "POST"])
@allows(Action.KEEP_PLAN)
def target(figure: str) -> Response | str:
    """What the own area wants of one figure this year; version 0 where nothing was said yet."""
    if figure not in set(Figure):
        abort(404)
    year, counted = asked_year().year, Figure(figure)
    now = queries.targets(g.viewer, year).get(counted)
    version, wanted = (now.version, now.wanted) if now else (0, None)
    form = TargetForm.of_request(data={"wanted": wanted, "version": version})
    if form.accepted:
        if form.started_from(version):
            Target.aim(year, counted, form.wanted.data, by=g.viewer)
            commit()
            flash(_("The target is set."), "success")
            return redirect(url_for("work_plans.index", year=year))
        form.show_theirs(version, wanted=wanted)
    return render_template("work_plans/target.html", form=form, year=year, figure=label(counted))


@bp.route("/community/plan/year", methods=["GET", "POST"])
@allows(Action.KEEP_PLAN)
def days_of_year() -> Response | str:
    """Which days the year has: the calendar's, or those of the administrative year."""
    days = asked_year()
    chosen = queries.chosen_year(g.viewer, days.year)
    version = chosen.version if chosen else 0
    form = YearForm.of_request(data={"kind": days.kind.code, "version": version})
    kinds = {kind.code: kind for kind in kinds_of_year()}
    form.kind.choices = [(code, kind.name_in(language())) for code, kind in kinds.items()]
    if form.accepted:
        if not form.started_from(version):
            form.show_theirs(version, kind=days.kind.code)
        elif year_chosen(days.year, form):
            return redirect(url_for("work_plans.index", year=days.year))
    return render_template("work_plans/year.html", form=form, year=days.year)


def year_chosen(year: int, form: YearForm) -> bool:
    try:
        choose_year(year, str(form.kind.data), by=g.viewer)
    except DomainError as error:
        form.refuse(message(error), "kind")
        return False
    commit()
    flash(_("Counted over these days from now on."), "success")
    return True


@bp.get("/community/review")
@allows(Action.SEE_COMMUNITY)
def review() -> str:
    days = asked_year()
    kinds, in_time, results = queries.told(g.viewer, days)
    work = years_work(g.viewer, days)
    return render_template(
        "work_plans/review.html",
        area=g.viewer.area.name,
        work=work,
        comparison=comparison(work, years_work(g.viewer, days.year_before)),
        kinds=kinds,
        in_time=in_time,
        results=results,
        programmes=names(Programme, language()),
    )


@bp.get("/community/review.docx")
@allows(Action.SEE_COMMUNITY)
def review_word() -> Response:
    """The same in the official style, in Vietnamese, to be finished in Word."""
    g.language = "vi"
    days = asked_year()
    told = queries.told(g.viewer, days)
    work, last = years_work(g.viewer, days), years_work(g.viewer, days.year_before)
    content = review_paper(g.viewer.area, work, last, told)
    return sent_file(content, WORD, f"tong-ket-{days.year}.docx")
