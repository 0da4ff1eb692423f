"""What left the ward about one person in three years, on one page: printed for them by their
worker; for the data-protection officer by case number, without name, service or need."""

from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.disclosed import (
    Disclosure,
    case_in_province,
    disclosures,
    id_in_province,
)
from reintegrate.access.gate import allows, find_or_404, only_reads
from reintegrate.db import today
from reintegrate.models.audit import Seen
from reintegrate.models.case import Case
from reintegrate.models.catalogue import NeedKind, Service, names
from reintegrate.web.disclosures.forms import NumberForm
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language

bp = Blueprint("disclosures", __name__)


@bp.get("/cases/<int:case_id>/disclosures")
@allows(Action.VIEW_NEEDS)
def show(case_id: int) -> str:
    case = find_or_404(Case, case_id)
    back = url_for("data_requests.of_case", case_id=case_id), _("Their data")
    return page(case, back, name=case.person.name)


@bp.get("/privacy/disclosures/")
@allows(Action.CHECK_DISCLOSURES)
def index() -> str:
    return render_template("disclosures/index.html", form=NumberForm.of_request())


@bp.post("/privacy/disclosures/")
@allows(Action.CHECK_DISCLOSURES)
@only_reads
def find() -> str | Response:
    form = NumberForm.of_request()
    if form.asked:
        case_id = id_in_province(g.viewer, str(form.number.data))
        if case_id is not None:
            return redirect(url_for("disclosures.check", case_id=case_id), 303)
        form.refuse(_("There is no case with this number in the province."), "number")
    return render_template("disclosures/index.html", form=form)


@bp.get("/privacy/disclosures/<int:case_id>")
@allows(Action.CHECK_DISCLOSURES)
def check(case_id: int) -> str:
    case = case_in_province(g.viewer, case_id) or abort(404)
    return page(case, (url_for("disclosures.index"), _("What left the ward")), name=None)


def page(case: Case, back: tuple[str, str], name: str | None) -> str:
    """It leaves a line of its own in the trail. With a name: for the person."""
    g.seen = Seen("disclosures", case.id, case.id, case.area_id)
    return render_template(
        "disclosures/show.html",
        name=name,
        number=case.number,
        back=back,
        rows=[(one, what_for(one)) for one in disclosures(g.viewer, case)],
        made_on=today(),
        lang=language(),
    )


def what_for(one: Disclosure) -> str:
    """The service and the need, where the viewer may know them."""
    words: list[Any] = [names(Service, language()).get(one.service or "")]
    words.append(names(NeedKind, language()).get(one.need or ""))
    return ", ".join(dict.fromkeys(word for word in words if word))
