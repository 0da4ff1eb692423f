"""The person's own sheet: printed, or read out. The trail says that it was made, and by whom."""

from flask import Blueprint, g, render_template

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.db import today
from reintegrate.models.audit import Seen
from reintegrate.models.case import Case
from reintegrate.web.sheet import queries
from reintegrate.web.sheet.words import COUNTED, HELD
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language

bp = Blueprint("sheet", __name__)


@bp.get("/cases/<int:case_id>/sheet")
@allows(Action.VIEW_NEEDS)
def show(case_id: int) -> str:
    """In Vietnamese whoever prints it; only what leads away speaks the viewer's language."""
    case = find_or_404(Case, case_id)
    g.seen = Seen("person_sheet", case.id, case.id, case.area_id)
    chrome = {"chrome": language(), "back": _("Back to the case"), "print_words": _("Print")}
    g.language, own = queries.LANGUAGE, g.language
    try:
        return render_template(
            "sheet/show.html",
            case_id=case.id,
            name=case.person.name,
            worker=case.worker.name if case.worker else None,
            phone=case.worker.work_phone if case.worker else None,
            ward=case.area.name,
            companion=case.helper_name,
            appointments=queries.appointments(g.viewer, case),
            helpers=queries.helpers(g.viewer, case),
            held=by_reason(queries.held(g.viewer, case)),
            looks=queries.looks(g.viewer, case),
            made_on=today(),
            **chrome,
        )
    finally:
        g.language = own


def by_reason(held: dict[queries.Held, int]) -> dict[str, list[tuple[str, int | None]]]:
    """Why it is kept: what, and how many where that says something."""
    reasons: dict[str, list[tuple[str, int | None]]] = {}
    for kind, number in held.items():
        what, why = HELD[kind]
        reasons.setdefault(str(why), []).append((str(what), number if kind in COUNTED else None))
    return reasons
