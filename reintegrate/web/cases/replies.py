"""What the pages of one case answer with: a page, a rule's no at its field, a redirect."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from reintegrate.db import commit
from reintegrate.models.case import Case
from reintegrate.models.lifecycle import DomainError
from reintegrate.web.ui.case_frame import case_frame
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.messages import message


def page(template: str, case: Case, endpoint: str, **context: Any) -> str:
    return render_template(template, **context, **case_frame(case, current=endpoint))


def tried(form: Any, verb: Callable[[], None], field: str | None = None) -> bool:
    """False where a rule said no; the form then says which."""
    try:
        verb()
    except DomainError as error:
        form.refuse(message(error), field)
        return False
    return True


def saved(endpoint: str, case: Case, words: str) -> Response:
    case_id = case.id
    commit()
    flash(words, "success")
    return redirect(url_for(endpoint, case_id=case_id), 303)


def not_now(case: Case) -> Response:
    flash(_("This does not fit how the case stands now."), "warning")
    return redirect(url_for("cases.show", case_id=case.id), 303)
