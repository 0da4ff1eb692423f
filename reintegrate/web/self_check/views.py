"""The self-check: what should not be, who it hurts in numbers, and the button that mends it."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows
from reintegrate.access.policy import may
from reintegrate.access.troubles import empty_agencies, troubles_by_ward
from reintegrate.db import commit
from reintegrate.models.trouble import Trouble, tell_of
from reintegrate.web.self_check import lists, queries
from reintegrate.web.self_check.forms import TellForm
from reintegrate.web.ui.i18n import gettext as _

bp = Blueprint("self_check", __name__)


@bp.get("/self-check/")
@allows(Action.SELF_CHECK)
def index() -> str:
    tells = may(g.viewer, Action.TELL_TROUBLE)
    return render_template(
        "self_check/index.html",
        listed=lists.of_all_wards() if tells else lists.of_own_ward(),
        tells=tells,
    )


@bp.post("/self-check/told")
@allows(Action.TELL_TROUBLE)
def told() -> Response:
    """Only what the page counts at this moment can be told of."""
    form = TellForm.of_request()
    about = form.accepted and counted(Trouble(form.trouble.data), int(form.about.data))
    if not about:
        flash(_("Nothing to tell any more: this was mended meanwhile."), "info")
    elif tell_of(Trouble(form.trouble.data), about, by=g.viewer):
        commit()
        flash(_("Told. Those who can mend it find it under What changed."), "success")
    else:
        flash(_("They were told already, less than a day ago."), "info")
    return redirect(url_for("self_check.index"), 303)


def counted(trouble: Trouble, number: int) -> Any:
    if trouble == Trouble.EMPTY_AGENCY:
        known = {row.id for row in empty_agencies(g.viewer)}
        return queries.agency(g.viewer, number) if number in known else None
    wards = troubles_by_ward(g.viewer).get(trouble, {})
    return queries.place(g.viewer, number) if number in wards else None
