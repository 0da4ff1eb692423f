"""Finding someone in the ward. The search is posted: a name in an address would stay in histories
and logs. It changes nothing, so its answer is a page and not a redirect."""

from flask import Blueprint, g, render_template

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, only_reads
from reintegrate.access.policy import may
from reintegrate.web.people.forms import SearchForm
from reintegrate.web.ui.find import find_people

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
