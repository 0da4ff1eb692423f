"""Deciding on an intake: its two forms, and what the law or the ward may say to an acceptance."""

from typing import Any

from flask import flash, g, redirect, request, url_for
from werkzeug.wrappers import Response

from reintegrate.db import commit
from reintegrate.models.acceptance import (
    EndsBeforeItBegins,
    accept,
    default_worker,
    propose_term,
)
from reintegrate.models.case import CannotAnswer
from reintegrate.models.intake import HasOpenCase, Intake, Unfinished
from reintegrate.models.intake_answers import Section, Sheets, day_of
from reintegrate.models.regime import NoTerm
from reintegrate.web.intakes.forms import RETURN, AcceptForm, ReturnForm
from reintegrate.web.intakes.queries import worker_of_ward, workers_of_ward
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.load_words import with_load
from reintegrate.web.ui.messages import message


def decision_forms(intake: Intake, sheets: Sheets) -> tuple[AcceptForm, ReturnForm]:
    """Both stand on the page; only the one that was posted reads what was sent."""
    start: dict[str, Any] = {"version": intake.version}
    returning = request.form.get("answer") == RETURN
    writer = default_worker(intake)
    said = sheets[Section.REHABILITATION]
    proposed = start | {
        "worker": str(writer.id) if writer else "",
        "decision_number": said.get("decision_number", ""),
        "decided_on": day_of(said, "decided_on"),
        "minor": "yes" if propose_term(sheets).minor else "no",
    }
    accepting = AcceptForm(data=proposed) if returning else AcceptForm.of_request(data=proposed)
    accepting.worker.choices = [
        ("", _("Nobody yet")),
        *((str(row.id), with_load(row)) for row in workers_of_ward(g.viewer)),
    ]
    return accepting, ReturnForm.of_request(data=start) if returning else ReturnForm(data=start)


def open_case(intake: Intake, form: AcceptForm) -> Response | None:
    """None when the law or the ward says no: the form then says why."""
    try:
        case = accept(
            intake,
            by=g.viewer,
            worker=worker_of_ward(g.viewer, form.worker.data or ""),
            term_to=form.term_to.data,
            decision_number=form.decision_number.data or "",
            decided_on=form.decided_on.data,
            minor={"yes": True, "no": False}.get(str(form.minor.data)),
        )
    except (NoTerm, EndsBeforeItBegins) as error:
        form.refuse(message(error), "term_to")
    except CannotAnswer as error:
        form.refuse(message(error), "worker")
    except (HasOpenCase, Unfinished) as error:
        form.refuse(message(error))
    else:
        number, target = case.number, redirect(url_for("cases.show", case_id=case.id), 303)
        commit()
        flash(_("The case is open. Its number is %(number)s.", number=number), "success")
        return target
    return None


def send_back(intake: Intake, form: ReturnForm) -> Response:
    intake.send_back(form.reason.data, by=g.viewer)
    commit()
    flash(_("Sent back to its writer."), "success")
    return redirect(url_for("intakes.index"), 303)


def decided_already(intake: Intake) -> Response:
    """The same answer to the same person; to anybody else, who was first."""
    if intake.case is not None and intake.decided_by_id == g.viewer.id:
        return redirect(url_for("cases.show", case_id=intake.case_id), 303)
    if intake.decided_by is not None and intake.decided_by_id != g.viewer.id:
        text = _("%(name)s has decided this already.", name=intake.decided_by.name)
        flash(text, "warning")
    return to_intake(intake)


def to_intake(intake: Intake) -> Response:
    return redirect(url_for("intakes.show", intake_id=intake.id), 303)
