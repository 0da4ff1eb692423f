"""Finding someone in the ward. The search is posted: a name in an address would stay in histories
and logs. It changes nothing, so its answer is a page and not a redirect."""

from typing import Any

from flask import Blueprint, g, render_template, url_for

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, only_reads
from reintegrate.access.policy import may
from reintegrate.web.people.forms import SearchForm
from reintegrate.web.ui.find import Match, find_people, find_while_typing
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.labels import label

bp = Blueprint("people", __name__)


@bp.route("/people/search", methods=["GET", "POST"])
@allows(Action.FIND_PEOPLE)
@only_reads
def search() -> str:
    form = SearchForm.of_request()
    return render_template(
        "people/search.html",
        form=form,
        answer=find_people(g.viewer, form.q.data) if form.asked else None,
        may_begin=may(g.viewer, Action.WRITE_INTAKE),
    )


SHOWN_WHILE_TYPING = 6


@bp.post("/people/alike")
@allows(Action.FIND_PEOPLE)
@only_reads
def alike() -> dict[str, Any]:
    """Who may be meant by what stands in the box so far: for the script beneath it."""
    form = SearchForm.of_request()
    matches = find_while_typing(g.viewer, form.q.data) if form.validate() else []
    return {
        "says": _("Found: %(n)s", n=len(matches)) if matches else _("Nobody yet by this."),
        "found": [told(match) for match in matches[:SHOWN_WHILE_TYPING]],
    }


def told(match: Match) -> dict[str, str]:
    case = match.case
    return {
        "href": url_for("cases.show", case_id=case.case_id),
        "name": case.name,
        "tells": _("born %(year)s", year=case.birth_year),
        "why": ", ".join([*match.why, label(case.status)]),
    }
