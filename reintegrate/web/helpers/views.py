"""The helper of one person: named, paid, thanked. And the base salary their pay is counted from."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.access.policy import may
from reintegrate.db import commit, today
from reintegrate.models.case import Case
from reintegrate.models.helper import HelperAssignment, most_percent
from reintegrate.models.life_rule import BaseSalary
from reintegrate.web.helpers import forms, queries
from reintegrate.web.ui.case_frame import case_frame
from reintegrate.web.ui.filters import day
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.steps import tried

bp = Blueprint("helpers", __name__)


@bp.get("/cases/<int:case_id>/helper")
@allows(Action.READ_FILE)
def show(case_id: int) -> str:
    case = find_or_404(Case, case_id)
    found = queries.helpers_of(g.viewer, case)
    now = next((helper for helper in found if helper.until is None), None)
    return page(
        "helpers/show.html",
        case,
        now=facts(now) if now else None,
        end_url=url_for("helpers.end", helper_id=now.id) if now else None,
        before=[facts(helper) for helper in found if helper is not now],
        may_keep=may(g.viewer, Action.KEEP_HELPER, case),
    )


def facts(helper: HelperAssignment) -> list[tuple[str, str]]:
    pay = helper.monthly_pay(helper.until or today())
    percent = _("%(n)s %% of the base salary", n=helper.percent)
    in_dong = money(pay) if pay is not None else _("the base salary has not been entered")
    pairs = [
        (_("Full name"), helper.name),
        (_("Post and office"), helper.post),
        (_("Helps from"), day(helper.since)),
        (_("First day they no longer help"), day(helper.until) if helper.until else ""),
        (_("Number of the decision"), helper.decision_number),
        (_("Monthly pay"), f"{percent} · {in_dong}" if helper.percent else _("Not paid")),
    ]
    return [pair for pair in pairs if pair[1]]


def money(amount: int) -> str:
    return f"{amount:,} đ".replace(",", ".")


@bp.route("/cases/<int:case_id>/helper/new", methods=["GET", "POST"])
@allows(Action.KEEP_HELPER)
def new(case_id: int) -> str | Response:
    """Another helper from a day on; who helped before stays in the history."""
    case = find_or_404(Case, case_id)
    form: Any = forms.HelperForm.of_request()
    if form.accepted and tried(form, lambda: assign(case, form)):
        return saved(case, _("The helper is written down."))
    return page("helpers/new.html", case, form=form, most=most_percent(today()))


def assign(case: Case, form: Any) -> None:
    HelperAssignment.assign(
        case,
        key=form.key.data,
        name=form.name.data,
        post=form.post.data or "",
        since=form.since.data,
        percent=form.percent.data,
        decision_number=form.decision_number.data or "",
        by=g.viewer,
    )


@bp.route("/helpers/<int:helper_id>/end", methods=["GET", "POST"])
@allows(Action.KEEP_HELPER)
def end(helper_id: int) -> str | Response:
    helper = find_or_404(HelperAssignment, helper_id)
    form: Any = forms.EndForm.of_request()
    if form.accepted and tried(form, lambda: helper.end(form.on.data, by=g.viewer), "on"):
        return saved(helper.case, _("The day is saved. The helper stays in the history."))
    return page("helpers/ending.html", helper.case, form=form, helper=helper)


@bp.route("/helpers/base-salary", methods=["GET", "POST"])
@allows(Action.KEEP_BASE_SALARY)
def salary() -> str | Response:
    """What the law calls mức lương cơ sở, from a day on. None is guessed: enter it with its
    decree."""
    form: Any = forms.SalaryForm.of_request()
    if form.accepted:
        BaseSalary.enter(form.valid_from.data, form.amount.data, form.source.data, by=g.viewer)
        commit()
        flash(_("The base salary is saved."), "success")
        return redirect(url_for("helpers.salary"), 303)
    rows = [(day(s.valid_from), money(s.amount), s.source) for s in queries.base_salaries(g.viewer)]
    return render_template("helpers/salary.html", form=form, rows=rows)


def page(template: str, case: Case, **context: Any) -> str:
    return render_template(template, **context, **case_frame(case, current="acts.index"))


def saved(case: Case, words: str) -> Response:
    case_id = case.id
    commit()
    flash(words, "success")
    return redirect(url_for("helpers.show", case_id=case_id), 303)
