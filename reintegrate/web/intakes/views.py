"""Intake: look first, answer section by section, check, submit; the ward's officials decide."""

import uuid
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404, only_reads
from reintegrate.access.policy import may
from reintegrate.db import commit
from reintegrate.models.acceptance import EndsBeforeItBegins, accept, default_worker, propose_term
from reintegrate.models.case import CannotAnswer
from reintegrate.models.intake import HasOpenCase, Intake, Unfinished
from reintegrate.models.intake_answers import (
    STATUTORY_SECTIONS,
    Section,
    Sheets,
    day_of,
    unfinished,
)
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.person import Person
from reintegrate.models.regime import NoTerm
from reintegrate.web.intakes.forms import RETURN, AcceptForm, BeginForm, LookForm, ReturnForm
from reintegrate.web.intakes.queries import (
    known_already,
    listed,
    own_drafts_about,
    worker_of_ward,
    workers_of_ward,
)
from reintegrate.web.intakes.questions import (
    form_of,
    missing,
    offer_choices,
    read_back,
    same_papers,
    tasks,
    warnings,
)
from reintegrate.web.intakes.section_form import SectionForm
from reintegrate.web.ui.find import find_alike
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.messages import message

bp = Blueprint("intakes", __name__)
SECTION = f"/intakes/<int:intake_id>/<any({','.join(Section)}):name>"


@bp.get("/intakes/")
@allows(Action.LIST_INTAKES)
def index() -> str:
    rows = listed(g.viewer)
    return render_template(
        "intakes/index.html",
        drafts=[row for row in rows if row.is_draft],
        waiting=[row for row in rows if row.is_submitted],
        settled=[row for row in reversed(rows) if row.is_settled],
        may_write=may(g.viewer, Action.WRITE_INTAKE),
        may_decide=may(g.viewer, Action.DECIDE_INTAKE),
    )


@bp.route("/intakes/new", methods=["GET", "POST"])
@allows(Action.WRITE_INTAKE)
@only_reads
def new() -> str:
    """Posted like every search for a person: names stay out of addresses."""
    form = LookForm.of_request()
    asked = form.asked
    answer = find_alike(g.viewer, form.q.data) if asked else None
    return render_template(
        "intakes/new.html",
        form=form,
        answer=answer,
        drafts=own_drafts_about(g.viewer, form.q.data) if asked else [],
        returning=answer.returning if answer else [],
        new_key=lambda: str(uuid.uuid4()),
    )


@bp.post("/intakes/")
@allows(Action.WRITE_INTAKE)
def begin() -> Response:
    """None of those found, or one of them for another life of theirs here."""
    form = BeginForm(request.form)
    if not form.validate():
        return redirect(url_for("intakes.new"), 303)
    known: dict[Section, dict[str, Any]] = {}
    person = find_or_404(Person, int(form.person_id.data)) if form.person_id.data else None
    if person is not None:
        known = known_already(g.viewer, person)
    elif form.q.data and not any(character.isdigit() for character in form.q.data):
        known = {Section.WHO: {"name": form.q.data}}
    try:
        intake = Intake.begin(
            key=form.key.data, by=g.viewer, person_id=person.id if person else None, known=known
        )
    except DomainError as error:
        flash(message(error), "error")
        return redirect(url_for("intakes.new"), 303)
    target = to_intake(intake)
    commit()
    return target


@bp.get("/intakes/<int:intake_id>")
@allows(Action.VIEW_INTAKE)
def show(intake_id: int) -> str:
    intake = find_or_404(Intake, intake_id)
    sheets = intake.sheets()
    writes = intake.by_id == g.viewer.id
    if writes and intake.is_draft:
        done = len(Section) - len(unfinished(sheets))
        return render_template(
            "intakes/tasks.html", intake=intake, tasks=tasks(intake, sheets), done=done
        )
    sections = tuple(Section) if writes else STATUTORY_SECTIONS
    return render_template(
        "intakes/show.html",
        intake=intake,
        # Sent back, it is its writer's own again until they submit it.
        parts=[] if intake.is_draft else read_back(intake, sheets, sections),
        warnings=warnings(sheets) if intake.is_submitted else [],
        may_decide=may(g.viewer, Action.DECIDE_INTAKE, intake),
        case=intake.case if intake.case and intake.case.area_id == g.viewer.area_id else None,
    )


@bp.route(SECTION, methods=["GET", "POST"])
@allows(Action.EDIT_INTAKE)
def section(intake_id: int, name: str) -> str | Response:
    """Saved as it is left: only what cannot be read (a wrong date) is asked again."""
    intake = find_or_404(Intake, intake_id, Action.VIEW_INTAKE)
    if not intake.is_draft:
        return no_longer_a_draft(intake)
    part, sheets = Section(name), intake.sheets()
    kept = intake.section(part)
    version, answers = (kept.version, kept.answers) if kept else (0, {})
    kind = form_of(part, sheets)
    form = kind.of_request(data=kind.data_of(answers) | {"version": version})
    form.adding = "add" in request.form or "add" in request.args
    offer_choices(form)
    if form.accepted:
        if form.started_from(version):
            intake.save(part, form.answers(), by=g.viewer)
            target = after_saving(intake, part, form)
            commit()
            return target
        form.show_saved(version, answers, offer_choices)
    return render_template("intakes/section.html", intake=intake, form=form, part=part)


def after_saving(intake: Intake, part: Section, form: SectionForm) -> Response:
    for text in warnings(intake.sheets()) if part in {Section.WHO, Section.PAPERS} else ():
        flash(text, "warning")
    if form.adding:
        here = url_for("intakes.section", intake_id=intake.id, name=part, add=1)
        return redirect(here, 303)
    return to_intake(intake)


@bp.get("/intakes/<int:intake_id>/check")
@allows(Action.EDIT_INTAKE)
def check(intake_id: int) -> str | Response:
    intake = find_or_404(Intake, intake_id, Action.VIEW_INTAKE)
    if not intake.is_draft:
        return no_longer_a_draft(intake)
    sheets = intake.sheets()
    return render_template(
        "intakes/check.html",
        intake=intake,
        parts=read_back(intake, sheets, Section, changing=True),
        missing=missing(intake, sheets),
        warnings=warnings(sheets),
        same_papers=same_papers(intake, sheets),
    )


@bp.post("/intakes/<int:intake_id>/submission")
@allows(Action.WRITE_INTAKE)
def submit(intake_id: int) -> Response:
    intake = find_or_404(Intake, intake_id, Action.VIEW_INTAKE)
    if not intake.is_draft:
        return to_intake(intake)
    try:
        intake.submit(by=g.viewer)
    except Unfinished as error:
        flash(message(error), "error")
        return redirect(url_for("intakes.check", intake_id=intake_id), 303)
    target = to_intake(intake)
    commit()
    flash(_("Submitted. The ward's officials will decide."), "success")
    return target


@bp.route("/intakes/<int:intake_id>/decision", methods=["GET", "POST"])
@allows(Action.DECIDE_INTAKE)
def decide(intake_id: int) -> str | Response:
    """Accept or send back. The row is held: of two who decide at once, the second is told."""
    intake = find_or_404(Intake, intake_id, Action.VIEW_INTAKE)
    if not intake.is_submitted:
        return decided_already(intake)
    sheets = intake.sheets()
    accepting, returning = decision_forms(intake, sheets)
    posted: AcceptForm | ReturnForm = (
        returning if request.form.get("answer") == RETURN else accepting
    )
    if posted.accepted:
        if not posted.started_from(intake.version):
            flash(_("The intake was changed after you opened it. Read it again first."), "warning")
            return to_intake(intake)
        if posted is returning:
            return send_back(intake, returning)
        target = open_case(intake, accepting)
        if target is not None:
            return target
    return render_template(
        "intakes/decision.html",
        intake=intake,
        form=posted,
        accepting=accepting,
        returning=returning,
        proposal=propose_term(sheets),
        name=sheets[Section.WHO]["name"],
        warnings=warnings(sheets),
        same_papers=same_papers(intake, sheets),
        locale=language(),
    )


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
    }
    accepting = AcceptForm(data=proposed) if returning else AcceptForm.of_request(data=proposed)
    accepting.worker.choices = [("", _("Nobody yet")), *workers_of_ward(g.viewer)]
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


def no_longer_a_draft(intake: Intake) -> Response:
    flash(_("This was submitted already and cannot be changed now."), "warning")
    return to_intake(intake)


def to_intake(intake: Intake) -> Response:
    return redirect(url_for("intakes.show", intake_id=intake.id), 303)
