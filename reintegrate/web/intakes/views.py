"""Intake: look first, answer section by section, check, submit or discard; officials decide."""

import uuid
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404, only_reads
from reintegrate.access.policy import may
from reintegrate.db import commit
from reintegrate.models.acceptance import propose_term
from reintegrate.models.idempotency import SaidAlready
from reintegrate.models.intake import Intake, Unfinished
from reintegrate.models.intake_answers import (
    STATUTORY_SECTIONS,
    Section,
    unfinished,
)
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.person import Person
from reintegrate.web.intakes.decision import (
    decided_already,
    decision_forms,
    open_case,
    send_back,
    to_intake,
)
from reintegrate.web.intakes.forms import (
    RETURN,
    AcceptForm,
    BeginForm,
    DiscardForm,
    LookForm,
    ReturnForm,
)
from reintegrate.web.intakes.queries import (
    known_already,
    listed,
    own_drafts_about,
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
def begin() -> str | Response:
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
            key=form.key.data,
            by=g.viewer,
            person_id=person.id if person else None,
            known=known,
            once_more=bool(form.once_more.data),
        )
    except SaidAlready as error:
        return begun_already(error, form)
    except DomainError as error:
        flash(message(error), "error")
        return redirect(url_for("intakes.new"), 303)
    target = to_intake(intake)
    commit()
    return target


def begun_already(error: SaidAlready, form: BeginForm) -> str:
    """Back, and begun again: most often the first one is meant; two of one name do exist."""
    return render_template(
        "intakes/again.html",
        first=url_for("intakes.show", intake_id=error.record_id),
        at=error.at,
        again={"q": form.q.data or "", "once_more": "1"},
        new_key=str(uuid.uuid4()),
    )


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
        parts=[] if intake.is_unsent and not writes else read_back(intake, sheets, sections),
        writes=writes,
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
        if "leave" in request.form and form.says_only(answers):
            commit()
            return to_intake(intake)
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


@bp.route("/intakes/<int:intake_id>/discard", methods=["GET", "POST"])
@allows(Action.EDIT_INTAKE)
def discard(intake_id: int) -> str | Response:
    """A page to think for a moment; after it, a week to think again."""
    intake = find_or_404(Intake, intake_id, Action.VIEW_INTAKE)
    if not intake.is_draft:
        return no_longer_a_draft(intake)
    form = DiscardForm.of_request()
    if form.accepted:
        intake.discard(by=g.viewer)
        target = to_intake(intake)
        commit()
        flash(_("Discarded. You can take it up again for 7 days."), "success")
        return target
    name = intake.sheets().get(Section.WHO, {}).get("name")
    return render_template("intakes/discard.html", intake=intake, form=form, name=name)


@bp.post("/intakes/<int:intake_id>/restoration")
@allows(Action.WRITE_INTAKE)
def take_up_again(intake_id: int) -> Response:
    intake = find_or_404(Intake, intake_id, Action.VIEW_INTAKE)
    if intake.is_discarded:
        intake.take_up_again(by=g.viewer)
        commit()
        flash(_("It is a draft again, as you left it."), "success")
    return to_intake(intake)


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


def no_longer_a_draft(intake: Intake) -> Response:
    flash(_("This was submitted already and cannot be changed now."), "warning")
    return to_intake(intake)
