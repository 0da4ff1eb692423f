"""When reports are due and when wards are reminded: edited by the administrator, for all wards.
What the next due days become is shown before it is saved."""

from typing import Any, NamedTuple

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows
from reintegrate.db import commit
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.period import DueRule, DueUnit, Period, PeriodKind
from reintegrate.models.period_revising import next_periods, revise
from reintegrate.web.period_kinds import queries
from reintegrate.web.period_kinds.forms import DueRuleForm, as_answers
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.periods import kind_name, period_name
from reintegrate.web.ui.revised import answers_of

bp = Blueprint("period_kinds", __name__, url_prefix="/period-kinds")


class DueDay(NamedTuple):
    period: Period
    name: str
    was: DueRule
    now: DueRule


@bp.get("/")
@allows(Action.KEEP_RULES)
def index() -> str:
    found = [
        (kind, kind_name(kind), says(kind.rule), next_periods(kind)[0])
        for kind in queries.kinds(g.viewer)
    ]
    return render_template("period_kinds/index.html", kinds=found, language=language())


@bp.route("/<kind_code>", methods=["GET", "POST"])
@allows(Action.KEEP_RULES)
def show(kind_code: str) -> str | Response:
    """One kind, named by its code."""
    kind = queries.kind(g.viewer, kind_code) or abort(404)
    now = as_answers(kind.rule)
    form: Any = DueRuleForm.of_request(data=now | {"version": str(kind.revision)})
    if "change" not in request.form and form.accepted:
        if not form.started_from(kind.revision):
            form.show_theirs(kind.revision, **now)
        elif form.rule != kind.rule and "confirm" not in request.form:
            return check(kind, form)
        elif changed(kind, form):
            commit()
            flash(_("Saved. It counts for periods that end from today on."), "success")
            return redirect(url_for("period_kinds.index"), 303)
    history = [(row, by, says(row.rule)) for row, by in queries.revisions(g.viewer, kind)]
    return render_template(
        "period_kinds/show.html",
        form=form,
        kind=kind,
        name=kind_name(kind),
        says=says(kind.rule),
        history=history,
    )


def check(kind: PeriodKind, form: Any) -> str:
    asked = (form.due_amount, form.due_unit, form.remind_days, form.because)
    return render_template(
        "period_kinds/check.html",
        name=kind_name(kind),
        answers=[(_("Kind of period"), kind_name(kind)), *answers_of(asked)],
        days=[
            DueDay(period, period_name(period), kind.rule, form.rule)
            for period in next_periods(kind)
        ],
        fields={field.name: request.form.get(field.name, "") for field in form},
        action=url_for("period_kinds.show", kind_code=kind.code),
    )


def changed(kind: PeriodKind, form: Any) -> bool:
    try:
        revise(kind, form.rule, because=form.because.data or "", by=g.viewer)
    except DomainError as error:
        form.refuse(message(error), "due_amount")
        return False
    return True


def says(rule: DueRule) -> str:
    """ "Due within 2 working days; wards are reminded 3 days before." """
    if rule.due_unit == DueUnit.WORKING_DAYS:
        due = _("Due within %(n)s working days after the last day", n=rule.due_amount)
    else:
        due = _("Due within %(n)s days after the last day", n=rule.due_amount)
    owed = _("no ward owes it")
    if rule.remind_days is not None:
        owed = _("wards are reminded %(n)s days before", n=rule.remind_days)
    return f"{due}; {owed}"
