"""What the law wants by when: the list of the ward, why a date is what it is, by which rules."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.access.policy import may
from reintegrate.db import commit
from reintegrate.models.case import Case
from reintegrate.models.deadline_due import Urgency
from reintegrate.models.deadline_row import Deadline
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.regime_switch import switch_regime
from reintegrate.models.transition import transitions
from reintegrate.models.user import Role
from reintegrate.web.deadlines import queries, why
from reintegrate.web.deadlines.forms import RegimeForm
from reintegrate.web.deadlines.pages import owed_page, term_page, why_page
from reintegrate.web.ui.case_frame import case_frame
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.owed_lines import groups, owed_lines

bp = Blueprint("deadlines", __name__)


@bp.get("/deadlines/")
@allows(Action.LIST_DEADLINES)
def index() -> str:
    """The viewer's own, or all of their ward; the coordinator reads numbers by ward."""
    if g.viewer.role == Role.COORDINATOR:
        return render_template("deadlines/wards.html", wards=queries.counts_of_wards(g.viewer))
    asked = request.args.get("when", "")
    degree = Urgency(asked) if asked in set(Urgency) else None
    mine = request.args.get("of") != "ward"
    page = queries.page_of_owed(g.viewer, mine, degree, request.args.get("page"))
    return render_template(
        "deadlines/index.html",
        groups=groups(owed_lines(page.rows)),
        mine=mine,
        degree=degree,
        **owed_page(queries.counts(g.viewer), mine, degree, page),
    )


@bp.get("/deadlines/<int:deadline_id>")
@allows(Action.VIEW_DEADLINE)
def show(deadline_id: int) -> str:
    """The rule, the start and its source, the count step by step."""
    one = find_or_404(Deadline, deadline_id)
    return render_template(
        "deadlines/show.html",
        one=one,
        **why_page(one),
        moves=[why.moved_in_words(event) for event in queries.moves_of(g.viewer, one)],
        may_take=may(g.viewer, Action.TAKE_DEADLINE, one) and one.owner_id != g.viewer.id,
        **case_frame(one.case, current="deadlines.of_case"),
    )


@bp.post("/deadlines/<int:deadline_id>/owner")
@allows(Action.TAKE_DEADLINE)
def take(deadline_id: int) -> Response:
    """It is mine to do: colleagues of the same role see by whom it is done."""
    one = find_or_404(Deadline, deadline_id)
    if one.owner_id != g.viewer.id:
        one.take(by=g.viewer)
    commit()
    flash(_("This is yours to do now."), "success")
    return redirect(url_for("deadlines.show", deadline_id=deadline_id), 303)


@bp.get("/cases/<int:case_id>/deadlines")
@allows(Action.VIEW_CASE)
def of_case(case_id: int) -> str:
    """Everything the law wanted in this case: owed, done, done late, no longer owed."""
    case = find_or_404(Case, case_id)
    return render_template(
        "deadlines/case.html",
        rows=why.case_lines(queries.of_case(g.viewer, case.id)),
        may_switch=may(g.viewer, Action.SWITCH_REGIME, case),
        **case_frame(case, current="deadlines.of_case"),
    )


@bp.get("/cases/<int:case_id>/term")
@allows(Action.VIEW_CASE)
def term(case_id: int) -> str:
    """Why the term ends when it does."""
    case = find_or_404(Case, case_id)
    return render_template(
        "deadlines/term.html",
        **term_page(case, queries.completion(g.viewer, case)),
        hanging=queries.end_deadline(g.viewer, case),
        **case_frame(case, current="deadlines.of_case"),
    )


@bp.route("/cases/<int:case_id>/regime", methods=["GET", "POST"])
@allows(Action.SWITCH_REGIME)
def regime(case_id: int) -> str | Response:
    """Count this case by other rules from now on; the law leaves it open, an official decides."""
    case = find_or_404(Case, case_id)
    known = {one.code: one for one in queries.regimes(g.viewer)}
    switches = queries.switches(g.viewer, case)
    form: Any = RegimeForm.of_request()
    form.regime.choices = [(one.code, one.name_in(language())) for one in known.values()]
    own = {made.key for made in switches if made.by_id == g.viewer.id}
    if form.key.data in own:  # sent twice: it is done already
        return switched(case)
    if form.accepted:
        try:
            switch_regime(
                case,
                known[form.regime.data],
                reason=form.reason.data or "",
                key=form.key.data,
                by=g.viewer,
            )
        except DomainError as error:
            form.refuse(message(error), "regime")
        else:
            commit()
            return switched(case)
    return render_template(
        "deadlines/regime.html",
        form=form,
        now=known[case.regime_code].name_in(language()),
        transitions=transitions(),
        language=language(),
        switches=[(made, known[made.to_code].name_in(language())) for made in switches],
        **case_frame(case, current="deadlines.regime"),
    )


def switched(case: Case) -> Response:
    flash(_("The case is counted by these rules now. Its dates have followed."), "success")
    return redirect(url_for("deadlines.of_case", case_id=case.id), 303)
