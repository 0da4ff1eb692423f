"""What follows when somebody was not met: edited by the administrator, for all wards."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows
from reintegrate.db import commit
from reintegrate.models.catalogue import ContactOutcome, OutreachStep, choices, names
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.outcome_revision import (
    Following,
    following,
    follows,
    revise,
    revision_of,
    steps_by_outcome,
)
from reintegrate.web.outcomes import queries
from reintegrate.web.outcomes.forms import OutcomeForm, as_answers, outcome_form
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.messages import message

bp = Blueprint("outcomes", __name__, url_prefix="/outcomes")


@bp.get("/")
@allows(Action.KEEP_RULES)
def index() -> str:
    found, tried = queries.outcomes(g.viewer), steps_by_outcome()
    return render_template(
        "outcomes/index.html",
        outcomes=[(one, follows(one, tried)) for one in found],
        steps=names(OutreachStep, language()),
        language=language(),
    )


@bp.route("/<outcome>", methods=["GET", "POST"])
@allows(Action.KEEP_RULES)
def show(outcome: str) -> str | Response:
    """One outcome, named by its code."""
    found = queries.outcome(g.viewer, outcome) or abort(404)
    now, number = following(found), revision_of(found)
    form = outcome_form(choices(OutreachStep, language())).of_request(
        data=as_answers(now) | {"version": str(number)}
    )
    if form.accepted:
        if not form.started_from(number):
            form.show_theirs(number, **shown_by(form, now))
        elif changed(found, form):
            commit()
            flash(_("Saved. It counts from the next contact on; planned days stay."), "success")
            return redirect(url_for("outcomes.index"), 303)
    return render_template(
        "outcomes/show.html",
        form=form,
        name=found.name_in(language()),
        code=found.code,
        history=queries.revisions(g.viewer, found),
        steps=names(OutreachStep, language()),
    )


def shown_by(form: OutcomeForm, now: Following) -> dict[str, Any]:
    """What is saved, for every field: a step that is not offered has none."""
    saved = as_answers(now)
    return {field.name: saved.get(field.name) for field in form if field.name in asked(form)}


def asked(form: OutcomeForm) -> set[str]:
    return {"try_again_days", "tell_after", *(f"from_{code}" for code in form.steps)}


def changed(found: ContactOutcome, form: OutcomeForm) -> bool:
    try:
        revise(found, form.following, because=form.because.data or "", by=g.viewer)
    except DomainError as error:
        form.refuse(message(error), "tell_after")
        return False
    return True
