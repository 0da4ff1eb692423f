"""The acts of a file: read in order, written down with their real day, taken back when mistaken."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.access.policy import may
from reintegrate.db import commit
from reintegrate.models.act import Act, ActKind, WrittenByPaper
from reintegrate.models.case import Case
from reintegrate.models.case_pauses import limits_passed
from reintegrate.models.catalogue import AbsenceReason, choices, names
from reintegrate.web.acts import file, forms, queries
from reintegrate.web.ui.case_frame import case_frame
from reintegrate.web.ui.filters import day
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.steps import tried

bp = Blueprint("acts", __name__)

OUTSIDE = "outside"
"""The source of what was made elsewhere and is only written down here."""


@bp.get("/cases/<int:case_id>/acts")
@allows(Action.READ_FILE)
def index(case_id: int) -> str:
    """What was done, what is still to come, and how the end of the term comes about."""
    case = find_or_404(Case, case_id)
    return page(
        "acts/index.html",
        case,
        "acts.index",
        lines=file.lines(case),
        steps=file.steps(case),
        term=file.term_in_words(case.term_parts()),
        questions=file.questions(case) if case.is_open else [],
        absences=[told(absence) for absence in queries.absences_of(g.viewer, case)],
        may_record=may(g.viewer, Action.RECORD_ACT, case),
        may_pause=may(g.viewer, Action.PAUSE_CASE, case),
        coming=case.is_coming,
    )


def told(absence: Any) -> dict[str, str]:
    return {
        "span": f"{day(absence.since)} – {day(absence.until)}",
        "days": str(absence.days),
        "reason": names(AbsenceReason, language()).get(absence.reason_code, ""),
        "back": day(absence.returned_on) if absence.returned_on else "",
    }


@bp.route("/cases/<int:case_id>/acts/new", methods=["GET", "POST"])
@allows(Action.RECORD_ACT)
def new(case_id: int) -> str | Response:
    """One act that was done elsewhere, or that somebody saw."""
    case = find_or_404(Case, case_id)
    form = forms.ActForm.of_request()
    form.kind.choices = forms.KINDS
    asked = request.args.get("kind", "")
    if request.method == "GET" and not form.restored and asked in set(ActKind):
        form.kind.data = asked
    if form.accepted and tried(form, lambda: record(case, form), "on"):
        return saved(case, _("It is in the file, with the day it really happened."))
    return page("acts/new.html", case, "acts.new", form=form)


def record(case: Case, form: forms.ActForm) -> None:
    Act.record(
        case,
        ActKind(str(form.kind.data)),
        at=form.at,
        by=g.viewer,
        source=OUTSIDE,
        number=form.number.data or "",
        signer=form.signer.data or "",
        key=form.key.data,
    )


@bp.route("/cases/<int:case_id>/decision", methods=["GET", "POST"])
@allows(Action.RECORD_ACT)
def decide(case_id: int) -> str | Response:
    """The decision as it is printed. Its days then hold."""
    case = find_or_404(Case, case_id)
    form: Any = forms.DecisionForm.of_request()
    if request.method == "GET" and not form.restored:
        form.number.data = case.decision_number
        form.on.data, form.signer.data = case.decided_on, case.decision_signer
        form.term_from.data, form.term_to.data = case.term_from, case.base_to
    if form.accepted and tried(form, lambda: record_decision(case, form), "term_to"):
        return saved(case, _("The decision is in the file. The term runs as it prints."))
    return page("acts/decision.html", case, "acts.decide", form=form, printed=case.term_printed)


def record_decision(case: Case, form: Any) -> None:
    Act.record(
        case,
        ActKind.DECIDED,
        at=form.on.data,
        by=g.viewer,
        source=OUTSIDE,
        number=form.number.data,
        signer=form.signer.data or "",
        prints=(form.term_from.data, form.term_to.data),
        key=form.key.data,
    )


@bp.route("/cases/<int:case_id>/determination", methods=["GET", "POST"])
@allows(Action.RECORD_ACT)
def determine(case_id: int) -> str | Response:
    """Number, day and body of a determination of addiction; no test, no sign, no words."""
    case = find_or_404(Case, case_id)
    form: Any = forms.DeterminationForm.of_request()
    if form.accepted and tried(form, lambda: record_determination(case, form), "number"):
        return saved(case, _("The determination is in the file. It ends nothing by itself."))
    return page("acts/determination.html", case, "acts.determine", form=form)


def record_determination(case: Case, form: Any) -> None:
    Act.record(
        case,
        ActKind.ADDICTION_DETERMINED,
        at=form.on.data,
        by=g.viewer,
        source=OUTSIDE,
        number=form.number.data,
        signer=form.signer.data,
        key=form.key.data,
    )


@bp.route("/acts/<int:act_id>/taking-back", methods=["GET", "POST"])
@allows(Action.RECORD_ACT)
def take_back(act_id: int) -> str | Response:
    """It was written down by mistake: it stays, struck out, and what hung on it is undone."""
    act = find_or_404(Act, act_id)
    if act.taken_back_at is not None:
        return saved(act.case, _("Taken back. The line stays, struck out."))
    if act.paper_id is not None:
        return withdraw_instead(act)
    form = forms.TakeBackForm.of_request()
    if form.accepted and tried(form, lambda: act.take_back(by=g.viewer)):
        return saved(act.case, _("Taken back. The line stays, struck out."))
    return page(
        "acts/taking_back.html",
        act.case,
        "acts.take_back",
        form=form,
        what=label(act.kind),
        when=day(act.day),
    )


def withdraw_instead(act: Act) -> Response:
    """Else the paper would still stand as issued while what it did does not."""
    paper = queries.papers_of(g.viewer, act.case).get(act.paper_id or 0)
    url = file.withdrawal_url(paper) if paper else None
    flash(message(WrittenByPaper(act.id)), "info")
    return redirect(url or url_for("acts.index", case_id=act.case_id), 303)


@bp.route("/cases/<int:case_id>/reported-absence", methods=["GET", "POST"])
@allows(Action.PAUSE_CASE)
def absence(case_id: int) -> str | Response:
    """They say they will be away; or they are back."""
    case = find_or_404(Case, case_id)
    if case.away_until is not None and "since" not in request.form:
        return come_home(case)
    form: Any = forms.AbsenceForm.of_request()
    form.reason.choices = choices(AbsenceReason, language())
    if form.accepted and tried(form, lambda: tell(case, form), "since"):
        return saved(case, _("The absence is noted. Its days count to the term."))
    return page("acts/absence.html", case, "acts.absence", form=form)


def tell(case: Case, form: Any) -> None:
    since, until, reason = form.since.data, form.until.data, str(form.reason.data)
    for limit, number in limits_passed(case, since, until).items():
        flash(beyond(limit, number), "warning")
    case.tell_absence(since, until, reason, key=form.key.data, by=g.viewer)


def beyond(limit: str, number: int) -> str:
    return {
        "most_days": _("This is longer than the %(n)s days the regime allows at a time.", n=number),
        "most_part": _("With this, more than %(n)s days are spent away in all.", n=number),
        "ask_above_days": _("More than %(n)s days need the ward's consent beforehand.", n=number),
    }[limit]


def come_home(case: Case) -> str | Response:
    form: Any = forms.ReturnForm.of_request()
    if form.accepted and tried(form, lambda: case.come_home(form.on.data, by=g.viewer), "on"):
        return saved(case, _("They are back."))
    return page("acts/returned.html", case, "acts.absence", form=form, until=case.away_until)


@bp.route("/cases/<int:case_id>/age", methods=["GET", "POST"])
@allows(Action.RECORD_ACT)
def age(case_id: int) -> str | Response:
    """The law is open, or the birth date is a year only: an official answers."""
    case = find_or_404(Case, case_id)
    form: Any = forms.AgeForm.of_request()
    if request.method == "GET" and not form.restored and case.counted_as_minor is not None:
        form.minor.data = "yes" if case.counted_as_minor else "no"
    if form.accepted:
        case.count_as_minor(form.minor.data == "yes", by=g.viewer)
        return saved(case, _("The answer is saved; the term follows it."))
    return page("acts/age.html", case, "acts.age", form=form, printed=case.term_printed)


@bp.route("/cases/<int:case_id>/return-date", methods=["GET", "POST"])
@allows(Action.RECORD_ACT)
def expect(case_id: int) -> str | Response:
    """Still in rehabilitation, and it ends on another day than was said."""
    case = find_or_404(Case, case_id)
    if not case.is_coming:
        flash(_("This does not fit how the case stands now."), "warning")
        return redirect(url_for("acts.index", case_id=case.id), 303)
    form: Any = forms.ExpectForm.of_request()
    form.earliest = case.opened_on
    if request.method == "GET" and not form.restored:
        form.on.data = case.completed_on or case.term_from
    if form.accepted and tried(form, lambda: case.expect_on(form.on.data, by=g.viewer), "on"):
        return saved(case, _("The expected day is saved, and the term follows it."))
    return page("acts/expected.html", case, "acts.expect", form=form, printed=case.term_printed)


def page(template: str, case: Case, endpoint: str, **context: Any) -> str:
    return render_template(template, **context, **case_frame(case, current=endpoint))


def saved(case: Case, words: str) -> Response:
    case_id = case.id
    commit()
    flash(words, "success")
    return redirect(url_for("acts.index", case_id=case_id), 303)
