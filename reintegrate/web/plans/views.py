"""The reintegration plan: made with the person, agreed, reviewed. Only the worker who answers."""

from datetime import date
from typing import Any, cast
from uuid import uuid4

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.access.policy import may
from reintegrate.db import commit
from reintegrate.models.case import Case
from reintegrate.models.lifecycle import DomainError, NotYet, TooEarly
from reintegrate.models.plan import DoneBy, Plan, PlanGoal, PlanStep, StepBy
from reintegrate.web.plans.forms import (
    AgreementForm,
    BeginForm,
    DescriptionForm,
    GoalForm,
    StepForm,
)
from reintegrate.web.plans.queries import (
    goals_shown,
    plan_numbered,
    review_due_on,
    versions_of,
)
from reintegrate.web.ui.case_frame import case_frame
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.need_choices import needs_to_choose

bp = Blueprint("plans", __name__)


@bp.get("/cases/<int:case_id>/plan")
@allows(Action.VIEW_NEEDS)
def show(case_id: int) -> str:
    """The version asked for, or the newest."""
    case = find_or_404(Case, case_id)
    versions = versions_of(g.viewer, case)
    asked = next((v for v in versions if str(v.number) == request.args.get("version")), None)
    shown = asked or (versions[0] if versions else None)
    plan = plan_numbered(g.viewer, shown.id) if shown else None
    return render_template(
        "plans/show.html",
        plan=plan,
        goals=goals_shown(g.viewer, plan, language()) if plan else [],
        versions=versions,
        review_on=review_due_on(g.viewer, case),
        new_key=str(uuid4()),
        may_keep=may(g.viewer, Action.KEEP_NEEDS, case),
        **case_frame(case, current="needs.index"),
    )


@bp.post("/cases/<int:case_id>/plan")
@allows(Action.KEEP_NEEDS)
def begin(case_id: int) -> Response:
    """A first plan, or a new version of the one that was agreed."""
    case = find_or_404(Case, case_id)
    form = BeginForm.of_request()
    try:
        if form.accepted:
            Plan.begin(case, key=str(form.key.data), by=g.viewer)
            commit()
    except DomainError as error:
        flash(message(error), "warning")
    return to_plan(case_id)


@bp.route("/plans/<int:plan_id>/description", methods=["GET", "POST"])
@allows(Action.KEEP_NEEDS)
def describe(plan_id: int) -> str | Response:
    """Where they stand, and what there is to build on."""
    plan = find_or_404(Plan, plan_id)
    known = {"version": plan.version} | plan.assessment | plan.resources
    form = DescriptionForm.of_request(data=known)
    if form.accepted:
        if not form.started_from(plan.version):
            form.show_theirs(plan.version, **{f: known.get(f, "") for f in form.assessment})
        else:
            try:
                plan.describe(assessment=form.assessment, resources=form.resources, by=g.viewer)
            except DomainError as error:
                form.refuse(message(error))
            else:
                return done(plan.case_id, _("Saved."))
    return about(plan.case, "plans/description.html", form)


@bp.route("/plans/<int:plan_id>/goals/new", methods=["GET", "POST"])
@allows(Action.KEEP_NEEDS)
def add_goal(plan_id: int) -> str | Response:
    plan = find_or_404(Plan, plan_id)
    form = GoalForm.of_request()
    if form.accepted:
        try:
            plan.add_goal(str(form.words.data), key=str(form.key.data), by=g.viewer)
        except DomainError as error:
            form.refuse(message(error))
        else:
            return done(plan.case_id, _("The goal is written down."))
    return about(plan.case, "plans/goal.html", form)


@bp.post("/plan-goals/<int:goal_id>/removal")
@allows(Action.KEEP_NEEDS)
def remove_goal(goal_id: int) -> Response:
    """Only from a draft: what was agreed stays as it was agreed."""
    goal = find_or_404(PlanGoal, goal_id)
    case_id = goal.case_id
    try:
        goal.remove(by=g.viewer)
    except DomainError as error:
        flash(message(error), "warning")
        return to_plan(case_id)
    return done(case_id, _("The goal is taken out of the draft."))


@bp.route("/plan-goals/<int:goal_id>/steps/new", methods=["GET", "POST"])
@allows(Action.KEEP_NEEDS)
def add_step(goal_id: int) -> str | Response:
    """Who does what by when, and what will show that it is done."""
    goal = find_or_404(PlanGoal, goal_id)
    form = StepForm.of_request()
    form.who.choices = [(str(who), label(who)) for who in StepBy]
    form.done_by.choices = [(str(how), label(how)) for how in DoneBy]
    form.need.choices = needs_to_choose(g.viewer, goal.case_id)
    if form.accepted:
        try:
            goal.add_step(
                str(form.what.data),
                key=str(form.key.data),
                who=StepBy(form.who.data),
                due_on=form.due_on.data,
                done_by=DoneBy(form.done_by.data),
                need_id=int(form.need.data) if form.need.data else None,
                by=g.viewer,
            )
        except DomainError as error:
            form.refuse(message(error))
        else:
            return done(goal.case_id, _("The step is written down."))
    return about(goal.case, "plans/step.html", form, goal=goal.words)


@bp.post("/plan-steps/<int:step_id>/completion")
@allows(Action.KEEP_NEEDS)
def finish(step_id: int) -> Response:
    step = find_or_404(PlanStep, step_id)
    step.finish(by=g.viewer)
    return done(step.case_id, _("The step is done."))


@bp.post("/plan-steps/<int:step_id>/reopening")
@allows(Action.KEEP_NEEDS)
def take_up_again(step_id: int) -> Response:
    step = find_or_404(PlanStep, step_id)
    step.take_up_again(by=g.viewer)
    return done(step.case_id, _("The step is open again."))


@bp.route("/plans/<int:plan_id>/agreement", methods=["GET", "POST"])
@allows(Action.KEEP_NEEDS)
def agree(plan_id: int) -> str | Response:
    """Read through together; both say yes, by word of mouth or on paper."""
    plan = find_or_404(Plan, plan_id)
    form = AgreementForm.of_request()
    if form.accepted:
        try:
            on = cast(date, form.agreed_on.data)
            plan.agree(on, signed=bool(form.signed.data), by=g.viewer)
        except (NotYet, TooEarly) as error:
            form.refuse(message(error), "agreed_on")
        except DomainError as error:
            form.refuse(message(error))
        else:
            return done(plan.case_id, _("The plan is agreed."))
    return about(plan.case, "plans/agreement.html", form)


def about(case: Case, template: str, form: Any, **more: Any) -> str:
    return render_template(template, form=form, **more, **case_frame(case, current="needs.index"))


def done(case_id: int, words: str) -> Response:
    commit()
    flash(words, "success")
    return to_plan(case_id)


def to_plan(case_id: int) -> Response:
    return redirect(url_for("plans.show", case_id=case_id), 303)
