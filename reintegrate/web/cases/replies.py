"""What the pages of one case answer with: a page, a redirect."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from reintegrate.db import commit
from reintegrate.models.case import Case
from reintegrate.web.ui.case_frame import case_frame
from reintegrate.web.ui.i18n import gettext as _


def page(template: str, case: Case, endpoint: str, **context: Any) -> str:
    return render_template(template, **context, **case_frame(case, current=endpoint))


def saved(endpoint: str, case: Case, words: str) -> Response:
    case_id = case.id
    commit()
    flash(words, "success")
    return redirect(url_for(endpoint, case_id=case_id), 303)


def not_now(case: Case) -> Response:
    flash(_("This does not fit how the case stands now."), "warning")
    return redirect(url_for("cases.show", case_id=case.id), 303)
