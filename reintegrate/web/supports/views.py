"""What the law offers and whether its conditions hold; what reached the person. For the worker."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.access.policy import may
from reintegrate.db import commit, utcnow
from reintegrate.models.benefit import Benefit, total_received
from reintegrate.models.case import Case
from reintegrate.models.eligibility import ConditionAnswer, Verdict
from reintegrate.models.lifecycle import DomainError, NotYet, TooEarly
from reintegrate.models.need import Need
from reintegrate.models.support_offer import scheme_coded
from reintegrate.web.supports.forms import AnswerForm, BenefitForm
from reintegrate.web.supports.queries import (
    conditions_asked,
    received,
    schemes_of,
    schemes_to_choose,
)
from reintegrate.web.ui.case_frame import case_frame
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.need_choices import needs_to_choose

bp = Blueprint("supports", __name__)


@bp.get("/cases/<int:case_id>/supports")
@allows(Action.VIEW_NEEDS)
def index(case_id: int) -> str:
    """Each scheme in force with its conditions, and all that was received, with its total."""
    case = find_or_404(Case, case_id)
    return render_template(
        "supports/index.html",
        schemes=schemes_of(g.viewer, case, language()),
        received=received(g.viewer, case, language()),
        total=total_received(case.id),
        may_keep=may(g.viewer, Action.KEEP_NEEDS, case),
        **case_frame(case, current="needs.index"),
    )


@bp.post("/cases/<int:case_id>/conditions")
@allows(Action.KEEP_NEEDS)
def answer(case_id: int) -> Response:
    """Somebody asked about a condition the record cannot know."""
    case = find_or_404(Case, case_id)
    form = AnswerForm.of_request()
    asked = conditions_asked(g.viewer, case)
    form.offer(list(asked))
    anchor = "schemes"
    if form.accepted:
        condition = asked[str(form.condition.data)]
        anchor = f"scheme-{condition.scheme_code}"
        try:
            verdict = Verdict(form.verdict.data)
            ConditionAnswer.note(case, condition, verdict, key=str(form.key.data), by=g.viewer)
        except DomainError as error:
            flash(message(error), "warning")
        else:
            commit()
            flash(_("Their answer is written down."), "success")
    else:
        flash(_("Nothing was written down. Choose one of the answers."), "warning")
    return to_supports(case_id, anchor)


@bp.route("/cases/<int:case_id>/benefits/new", methods=["GET", "POST"])
@allows(Action.KEEP_NEEDS)
def record(case_id: int) -> str | Response:
    """What reached them: what, when, how much."""
    case = find_or_404(Case, case_id)
    form = BenefitForm.of_request(data={"need": request.args.get("need", "")})
    form.scheme.choices = [("", _("None of these")), *schemes_to_choose(g.viewer, language())]
    form.need.choices = needs_to_choose(g.viewer, case.id)
    if form.accepted:
        benefit = written(case, form)
        if benefit is not None:
            proof: Any = {"what": _("What they received is written down"), "code": benefit.receipt}
            commit()
            flash(proof | {"at": utcnow()}, "receipt")
            return to_supports(case_id, "received")
    return render_template(
        "supports/record.html", form=form, **case_frame(case, current="needs.index")
    )


def written(case: Case, form: BenefitForm) -> Benefit | None:
    """None where a rule said no, and the form says which."""
    given: Any = form.given_on.data
    try:
        return Benefit.record(
            case,
            key=str(form.key.data),
            need=find_or_404(Need, int(form.need.data)) if form.need.data else None,
            scheme=scheme_coded(form.scheme.data) if form.scheme.data else None,
            what=form.what.data or "",
            giver=form.giver.data or "",
            amount=form.amount.data,
            given_on=given,
            by=g.viewer,
        )
    except (NotYet, TooEarly) as error:
        form.refuse(message(error), "given_on")
    except DomainError as error:
        form.refuse(message(error))
    return None


@bp.post("/benefits/<int:benefit_id>/striking")
@allows(Action.KEEP_NEEDS)
def strike(benefit_id: int) -> Response:
    """It was written down in error: it stays in sight and no longer counts."""
    benefit = find_or_404(Benefit, benefit_id)
    benefit.strike(by=g.viewer)
    return kept(benefit.case_id, _("It no longer counts. You can let it count again."))


@bp.post("/benefits/<int:benefit_id>/restoration")
@allows(Action.KEEP_NEEDS)
def restore(benefit_id: int) -> Response:
    benefit = find_or_404(Benefit, benefit_id)
    benefit.restore(by=g.viewer)
    return kept(benefit.case_id, _("It counts again."))


def kept(case_id: int, done: str) -> Response:
    commit()
    flash(done, "success")
    return to_supports(case_id, "received")


def to_supports(case_id: int, anchor: str) -> Response:
    return redirect(url_for("supports.index", case_id=case_id, _anchor=anchor))
