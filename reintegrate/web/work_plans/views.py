"""The plan of the year, its targets, and the review that assembles what was done."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask import Response as File
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.access.policy import may
from reintegrate.db import commit, today, utcnow
from reintegrate.models.catalogue import Programme, choices, names
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.work_plan import Figure, Target, WorkTask
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.messages import message
from reintegrate.web.work_plans import queries
from reintegrate.web.work_plans.comparison import comparison
from reintegrate.web.work_plans.forms import NewTaskForm, TargetForm, TaskFields, TaskForm
from reintegrate.web.work_plans.progress import years_work
from reintegrate.web.work_plans.word import review_paper

bp = Blueprint("work_plans", __name__)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FIRST_YEAR = 2020


def asked_year() -> int:
    """The year in the address, or this one."""
    text = request.args.get("year", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else today().year
    return year if FIRST_YEAR <= year <= today().year + 1 else today().year


@bp.get("/community/plan")
@allows(Action.SEE_COMMUNITY)
def index() -> str:
    return render_template(
        "work_plans/index.html",
        work=years_work(g.viewer, asked_year()),
        programmes=names(Programme, language()),
        years=[today().year - 1, today().year, today().year + 1],
        may_keep=may(g.viewer, Action.KEEP_PLAN),
    )


@bp.route("/community/plan/new", methods=["GET", "POST"])
@allows(Action.KEEP_PLAN)
def new() -> Response | str:
    year = asked_year()
    form = NewTaskForm.of_request(data={"due_on": today().replace(year=year, month=12, day=31)})
    offer(form)
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
    offer(form, keep=task.programme_code)
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
    year, counted = asked_year(), Figure(figure)
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


@bp.get("/community/review")
@allows(Action.SEE_COMMUNITY)
def review() -> str:
    year = asked_year()
    kinds, in_time, results = queries.told(g.viewer, year)
    work = years_work(g.viewer, year)
    return render_template(
        "work_plans/review.html",
        area=g.viewer.area.name,
        work=work,
        comparison=comparison(work, years_work(g.viewer, year - 1)),
        kinds=kinds,
        in_time=in_time,
        results=results,
        programmes=names(Programme, language()),
    )


@bp.get("/community/review.docx")
@allows(Action.SEE_COMMUNITY)
def review_word() -> File:
    """The same in the official style, in Vietnamese, to be finished in Word."""
    g.language = "vi"
    year = asked_year()
    told = queries.told(g.viewer, year)
    work, last = years_work(g.viewer, year), years_work(g.viewer, year - 1)
    content = review_paper(g.viewer.area, work, last, told)
    answer = File(content, mimetype=WORD)
    answer.headers.set("Content-Disposition", "attachment", filename=f"tong-ket-{year}.docx")
    return answer


def offer(form: TaskFields, *, keep: str = "") -> None:
    offered = choices(Programme, language(), keep=keep)
    form.programme_code.choices = [("", _("Choose…")), *offered]
