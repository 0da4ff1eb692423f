"""One case: its page, its statutory file, who answers for it, its pauses, its end."""

from enum import StrEnum
from typing import Any

from flask import Blueprint, abort, g, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.access.policy import may
from reintegrate.db import today
from reintegrate.models.case import CASE, Case, CaseStatus
from reintegrate.models.catalogue import ClosureOutcome, choices
from reintegrate.models.person import BirthDate, PhoneOwner, Sex
from reintegrate.models.proposal import next_due
from reintegrate.web.cases import forms, queries
from reintegrate.web.cases.attention import attention_of
from reintegrate.web.cases.choices import choices_of
from reintegrate.web.cases.closing import check_closure, close_by, earliest_end, may_end
from reintegrate.web.cases.details import details_of
from reintegrate.web.cases.replies import not_now, page, saved
from reintegrate.web.cases.timeline import kinds_in, page_after, timeline_of
from reintegrate.web.ui.case_frame import case_frame
from reintegrate.web.ui.fields import plain_phone
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.load_words import with_load
from reintegrate.web.ui.rule_words import reopening_words
from reintegrate.web.ui.steps import tried

bp = Blueprint("cases", __name__)


@bp.get("/cases/<int:case_id>")
@allows(Action.VIEW_CASE)
def show(case_id: int) -> str:
    """Where things stand, what needs somebody, and everything that happened."""
    case = find_or_404(Case, case_id)
    hidden = kinds_in(request.args.getlist("hide"))
    history = timeline_of(case, hidden, request.args.get("page"))

    return render_template(
        "cases/show.html",
        attention=attention_of(case),
        choices=choices_of(case, hidden),
        timeline=history,
        newer_url=page_after(case_id, history.newer, hidden),
        older_url=page_after(case_id, history.older, hidden),
        **case_frame(case, current="cases.show"),
    )


@bp.get("/cases/<int:case_id>/details")
@allows(Action.VIEW_CASE)
def details(case_id: int) -> str:
    """The statutory file: who they are, where they live, the term and what it follows."""
    case = find_or_404(Case, case_id)
    return render_template(
        "cases/details.html",
        parts=details_of(case),
        may_correct=may(g.viewer, Action.CORRECT_PERSON, case),
        same_url=url_for("joinings.index", person_id=case.person_id)
        if may(g.viewer, Action.JOIN_PEOPLE)
        else None,
        **case_frame(case, current="cases.details"),
    )


@bp.route("/cases/<int:case_id>/person", methods=["GET", "POST"])
@allows(Action.CORRECT_PERSON)
def correct(case_id: int) -> str | Response:
    """Put right who they are."""
    case = find_or_404(Case, case_id)
    person = case.person
    form: Any = forms.PersonForm.of_request(obj=person)
    if form.accepted and is_current(form, person):
        person.correct(
            name=form.name.data or "",
            other_names=form.other_names.data or "",
            birth=BirthDate(form.birth_year.data, form.birth_month.data, form.birth_day.data),
            sex=Sex(form.sex.data),
            language=form.language.data or "",
            education=form.education.data or "",
            occupation=form.occupation.data or "",
            by=g.viewer,
        )
        case.be_renamed(by=g.viewer)
        return saved("cases.details", case, _("The personal details are saved."))
    return page("cases/person.html", case, "cases.correct", form=form)


@bp.route("/cases/<int:case_id>/residence", methods=["GET", "POST"])
@allows(Action.CORRECT_PERSON)
def residence(case_id: int) -> str | Response:
    """Another address in the ward, or another phone."""
    case = find_or_404(Case, case_id)
    person = case.person
    form = forms.ResidenceForm.of_request(obj=person)
    if form.accepted and is_current(form, person):
        case.be_reached_at(
            form.address.data or "",
            phone=plain_phone(form.phone.data or "") or "",
            owner=PhoneOwner(form.phone_owner.data),
            may_name_service=bool(form.may_name_service.data),
            by=g.viewer,
        )
        return saved("cases.details", case, _("Address and phone are saved."))
    return page("cases/residence.html", case, "cases.residence", form=form)


def is_current(form: Any, person: Any) -> bool:
    """Whether this form may be saved over what is there; otherwise it shows both."""
    person.hold()
    if form.started_from(person.version):
        return True
    shown = [field.name for field in form if field.name != "version"]
    form.show_theirs(person.version, **{name: getattr(person, name) for name in shown})
    for field in form:
        if isinstance(getattr(field, "theirs", None), StrEnum):
            field.theirs = label(field.theirs)
        elif isinstance(getattr(field, "theirs", None), bool):
            field.theirs = _("Yes") if field.theirs else _("No")
    return False


@bp.route("/cases/<int:case_id>/worker", methods=["GET", "POST"])
@allows(Action.ASSIGN_CASE)
def assign(case_id: int) -> str | Response:
    """Name the one worker who answers, seeing what each has to do already."""
    case = find_or_404(Case, case_id)
    form = forms.WorkerForm.of_request()
    others = [row for row in queries.workers(g.viewer) if row.id != case.worker_id]
    form.worker.choices = [(str(row.id), with_load(row)) for row in others]
    now = str(case.worker_id or "")
    if request.method == "GET":
        form.was.data = now
    if now and form.worker.data == now:  # posted twice: it is done already
        return saved("cases.show", case, _("The case has its worker."))
    if form.accepted and answers_still(form, now):
        worker = queries.worker_numbered(g.viewer, int(form.worker.data)) or abort(404)
        if tried(form, lambda: case.assign(worker, by=g.viewer)):
            return saved("cases.show", case, _("The case has its worker."))
    return page("cases/worker.html", case, "cases.assign", form=form, others=others)


def answers_still(form: forms.WorkerForm, now: str) -> bool:
    """False where another official has chosen meanwhile; choosing again is a decision then."""
    if (form.was.data or "") == now:
        return True
    form.was.data, form.was.raw_data = now, [now]
    form.refuse(_("Somebody else named a worker meanwhile: see above. Check, then save again."))
    return False


@bp.route("/cases/<int:case_id>/absence", methods=["GET", "POST"])
@allows(Action.PAUSE_CASE)
def absence(case_id: int) -> str | Response:
    """Away without word, or back."""
    case = find_or_404(Case, case_id)
    if stands_otherwise(case):
        return not_now(case)
    if case.status == CaseStatus.ABSENT:
        back = asked_now(forms.BackForm, case)
        if back.accepted and tried(back, lambda: case.come_back(back.on.data, by=g.viewer), "on"):
            return saved("cases.show", case, _("They are back. The term ends later by the days."))
        return page("cases/back.html", case, "cases.absence", form=back)
    if not CASE.allows(case, CaseStatus.ABSENT):
        return not_now(case)
    away = asked_now(forms.AbsenceForm, case)
    if away.accepted and tried(away, lambda: case.report_absent(away.on.data, by=g.viewer), "on"):
        return saved("cases.show", case, _("The absence is noted. Reach out to them first."))
    return page("cases/absence.html", case, "cases.absence", form=away)


def asked_now(kind: Any, case: Case) -> Any:
    form = kind.of_request(data={"was": case.status.value})
    form.earliest = case.term_from
    return form


def stands_otherwise(case: Case) -> bool:
    """Sent twice, or somebody was faster: the same address would now do the opposite."""
    return request.method == "POST" and request.form.get("was", case.status) != case.status


@bp.route("/cases/<int:case_id>/suspension", methods=["GET", "POST"])
@allows(Action.PAUSE_CASE)
def suspension(case_id: int) -> str | Response:
    """The law keeps them elsewhere and the term stands still; or it runs on."""
    case = find_or_404(Case, case_id)
    if stands_otherwise(case):
        return not_now(case)
    if case.status == CaseStatus.SUSPENDED:
        return resume(case)
    form = asked_now(forms.SuspensionForm, case)
    if form.accepted and tried(
        form, lambda: case.suspend(form.on.data, str(form.reason.data), by=g.viewer), "on"
    ):
        return saved("cases.show", case, suspended_words(case, form))
    return page("cases/suspension.html", case, "cases.suspension", form=form)


def suspended_words(case: Case, form: Any) -> str:
    """Whether the term stands still meanwhile is said by the rules of that day."""
    if case.runs_on_while(str(form.reason.data), form.on.data):
        return _("The case is suspended. By the rules of that day its term runs on.")
    return _("The case is suspended: the term stands still.")


def resume(case: Case) -> str | Response:
    form = asked_now(forms.ResumeForm, case)
    if request.method == "GET" and not form.restored:
        form.next_on.data = next_due(today())
    if form.accepted and tried(
        form, lambda: case.resume(form.on.data, form.next_on.data, by=g.viewer), "on"
    ):
        return saved("cases.show", case, _("The case runs on, and so does its term."))
    return page("cases/resumption.html", case, "cases.suspension", form=form)


@bp.route("/cases/<int:case_id>/closure", methods=["GET", "POST"])
@allows(Action.CLOSE_CASE)
def close(case_id: int) -> str | Response:
    """A grave act: said first, checked, then confirmed."""
    case = find_or_404(Case, case_id)
    form = forms.ClosureForm.of_request()
    form.earliest = earliest_end(case)
    form.outcome.choices = choices(ClosureOutcome, language())
    if "change" not in request.form and form.accepted and may_end(case, form):
        if "confirm" not in request.form:
            return check_closure(case, form)
        if tried(form, lambda: close_by(case, form)):
            return saved("cases.show", case, _("The case has ended."))
    return page("cases/closure.html", case, "cases.close", form=form)


@bp.route("/cases/<int:case_id>/reopening", methods=["GET", "POST"])
@allows(Action.REOPEN_CASE)
def reopen(case_id: int) -> str | Response:
    """The end was a mistake, or did not last. Possible for a set time only."""
    case = find_or_404(Case, case_id)
    form = forms.ReopenForm.of_request()
    if request.method == "GET" and not form.restored:
        form.next_on.data = next_due(today())
    if form.accepted and tried(form, lambda: reopen_by(case, form)):
        return saved("cases.show", case, _("The case is open again."))
    last = case.reopens_until
    too_late = last is not None and today() > last
    return page(
        *("cases/reopening.html", case, "cases.reopen"),
        form=form,
        last=last,
        too_late=too_late,
        why=reopening_words(*case.ended_by()),
    )


def reopen_by(case: Case, form: Any) -> None:
    case.reopen(reason=form.reason.data or "", next_due_on=form.next_on.data, by=g.viewer)
