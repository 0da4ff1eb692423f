"""The plan of one case: what is due, the rhythm it follows, and activities planned in one go."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.access.policy import may
from reintegrate.db import commit, today
from reintegrate.models.activity_set import Applied, apply_set
from reintegrate.models.case import Case
from reintegrate.models.catalogue import FollowUpKind, PlanReason, names
from reintegrate.models.catalogue import choices as offered
from reintegrate.models.follow_up import REGULAR
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.proposal import offered_in, template_of, usual_in
from reintegrate.web.activities import queries
from reintegrate.web.activities.forms import ActivityForm, ApplyForm, ChooseRhythmForm
from reintegrate.web.ui.case_frame import case_frame
from reintegrate.web.ui.filters import day as in_words
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.messages import message

bp = Blueprint("activities", __name__)

USUAL = 0
"""Chosen for "as the ward usually does": the case then follows whatever that is."""


@bp.get("/cases/<int:case_id>/activities")
@allows(Action.CHOOSE_RHYTHM)
def index(case_id: int) -> str:
    return plan_of(find_or_404(Case, case_id))


def plan_of(case: Case, posted: Any = None) -> str:
    """The page; `posted` is the one of its forms that must be corrected."""
    forms: dict[str, Any] = {
        "choosing": choosing(case, posted),
        "applying": applying(posted),
        "adding": adding(posted),
    }
    return render_template(
        "activities/index.html",
        form=posted,
        planned=queries.planned_in(g.viewer, case),
        kinds=names(FollowUpKind, language()),
        reasons=names(PlanReason, language()),
        regular=REGULAR,
        template=template_of(case),
        may_plan=may(g.viewer, Action.PLAN_FOLLOW_UP, case),
        language=language(),
        **forms,
        **case_frame(case, current="activities.index"),
    )


def choosing(case: Case, posted: Any = None) -> ChooseRhythmForm:
    if isinstance(posted, ChooseRhythmForm):
        return posted
    form = ChooseRhythmForm.of_request(
        data={"version": str(case.version), "rhythm": case.rhythm_id or USUAL}
    )
    usual = _("As usual here: %(name)s", name=usual_in(case.area_id).name_in(language()))
    others = [(one.id, one.name_in(language())) for one in offered_in(case.area_id)]
    form.rhythm.choices = [(USUAL, usual), *others]
    return form


def applying(posted: Any = None) -> ApplyForm:
    if isinstance(posted, ApplyForm):
        return posted
    form = ApplyForm.of_request()
    form.activity_set.choices = [
        (one.id, one.name_in(language())) for one in queries.offered_sets(g.viewer)
    ]
    return form


def adding(posted: Any = None) -> ActivityForm:
    if isinstance(posted, ActivityForm):
        return posted
    form = ActivityForm.of_request()
    kinds = offered(FollowUpKind, language())
    form.kind.choices = [("", _("Choose…")), *(pair for pair in kinds if pair[0] != REGULAR)]
    return form


def back(case_id: int) -> Response:
    return redirect(url_for("activities.index", case_id=case_id), 303)


@bp.post("/cases/<int:case_id>/rhythm")
@allows(Action.CHOOSE_RHYTHM)
def choose_rhythm(case_id: int) -> str | Response:
    case = find_or_404(Case, case_id)
    form = choosing(case)
    if not form.accepted:
        return plan_of(case, form)
    chosen = int(form.rhythm.data) or None
    if chosen == case.rhythm_id:
        return back(case_id)
    if not form.started_from(case.version):
        form.show_theirs(case.version)
        return plan_of(case, form)
    case.follow_rhythm(chosen, by=g.viewer)
    commit()
    flash(
        _("This case follows the rhythm %(name)s.", name=template_of(case).name_in(language())),
        "success",
    )
    return back(case_id)


@bp.post("/cases/<int:case_id>/activities/set")
@allows(Action.PLAN_FOLLOW_UP)
def apply(case_id: int) -> str | Response:
    """Everything of a set at one press. Pressed twice it plans nothing twice."""
    case = find_or_404(Case, case_id)
    form = applying()
    chosen = queries.set_numbered(g.viewer, form.activity_set.data or 0) if form.accepted else None
    if chosen is None:
        return plan_of(case, form)
    try:
        result = apply_set(case, chosen, start=max(today(), case.term_from), by=g.viewer)
    except DomainError as error:
        form.refuse(message(error), "activity_set")
        return plan_of(case, form)
    commit()
    flash(told(result), "success")
    return back(case_id)


def told(result: Applied) -> str:
    kinds = names(FollowUpKind, language())
    said = []
    if result.planned:
        days = [f"{kinds[code]} {in_words(day)}" for code, day in result.planned]
        said.append(_("Planned: %(what)s.", what=", ".join(days)))
    if result.there:
        there = ", ".join(kinds[code] for code in result.there)
        said.append(_("Planned or done already: %(what)s.", what=there))
    if result.too_late:
        late = ", ".join(kinds[code] for code in result.too_late)
        said.append(_("Left out, because the term ends before: %(what)s.", what=late))
    return " ".join(said)


@bp.post("/cases/<int:case_id>/activities")
@allows(Action.PLAN_FOLLOW_UP)
def add(case_id: int) -> str | Response:
    case = find_or_404(Case, case_id)
    form = adding()
    if not form.accepted:
        return plan_of(case, form)
    due_on = form.due_on.data
    if not today() <= due_on <= case.term_to:
        words = _("Choose a day from today to %(day)s.", day=in_words(case.term_to))
        form.refuse(words, "due_on")
        return plan_of(case, form)
    try:
        planned = case.plan_activity(str(form.kind.data), due_on, by=g.viewer)
    except DomainError as error:
        form.refuse(message(error))
        return plan_of(case, form)
    commit()
    flash(_("Planned.") if planned else _("This is planned already."), "success")
    return back(case_id)


@bp.post("/cases/<int:case_id>/activities/drop")
@allows(Action.PLAN_FOLLOW_UP)
def drop(case_id: int) -> Response:
    """An activity that is no longer needed. Dropped twice is dropped once."""
    case = find_or_404(Case, case_id)
    case.drop_activity(request.form.get("kind", "")[:40], by=g.viewer)
    commit()
    flash(_("It is no longer planned."), "success")
    return back(case_id)
