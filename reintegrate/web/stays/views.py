"""Somebody stays in another ward for a while: asked, met there, answered for at home."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action, WhyNot
from reintegrate.access.conditions_stay import may_read_stay
from reintegrate.access.gate import allows, find_or_404
from reintegrate.access.policy import may, why_not
from reintegrate.db import commit
from reintegrate.models.case import Case
from reintegrate.models.catalogue import ContactChannel, ContactOutcome, choices
from reintegrate.models.hosted_stay import HostedStay
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.outcome_rule import outcome_coded
from reintegrate.web.stays import queries
from reintegrate.web.stays.forms import HostForm, MeetingForm, StayForm
from reintegrate.web.ui import wards
from reintegrate.web.ui.answered import still_open
from reintegrate.web.ui.case_frame import case_frame
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.receipts import give_receipt
from reintegrate.web.ui.steps import take

bp = Blueprint("stays", __name__)


@bp.get("/stays/")
@allows(Action.VIEW_STAY)
def index() -> str:
    return render_template(
        "stays/index.html",
        here=queries.here(g.viewer, request.args.get("here")),
        away=queries.away(g.viewer, request.args.get("away")),
    )


@bp.route("/cases/<int:case_id>/stays/new", methods=["GET", "POST"])
@allows(Action.ASK_HOST)
def new(case_id: int) -> Response | str:
    case = find_or_404(Case, case_id, Action.VIEW_CASE)
    refused = why_not(g.viewer, Action.ASK_HOST, case)
    if refused not in {None, WhyNot.TRANSFER_PENDING}:
        abort(403)
    stands = queries.standing(g.viewer, case.id)
    if stands is not None and request.method == "GET":
        return redirect(url_for("stays.show", stay_id=stands.id))
    form = StayForm.of_request()
    choice = wards.offer_wards(form.host_area, g.viewer)
    if form.accepted and (stay := asked(case, form)) is not None:
        return redirect(url_for("stays.show", stay_id=stay.id))
    return render_template(
        "stays/new.html",
        form=form,
        wards=choice,
        **case_frame(case, current="stays.new"),
    )


def asked(case: Case, form: StayForm) -> HostedStay | None:
    """None when a rule says no, which the form then shows."""
    ward = wards.ward(g.viewer, int(form.host_area.data)) or abort(404)
    answers: dict[str, Any] = form.data | {"host_area": ward}
    try:
        stay = HostedStay.ask(case, **answers, by=g.viewer)
    except DomainError as error:
        form.refuse(message(error))
        return None
    commit()
    give_receipt(
        stay.key,
        _("%(ward)s is asked to meet them.", ward=ward.name),
        _("Your ward goes on answering for the case all the time."),
    )
    return stay


@bp.get("/stays/<int:stay_id>")
@allows(Action.VIEW_STAY)
def show(stay_id: int) -> str:
    return page(find_or_404(HostedStay, stay_id))


def page(stay: HostedStay, host: HostForm | None = None, meeting: MeetingForm | None = None) -> str:
    viewer, case = g.viewer, stay.case
    at_home = viewer.area_id == case.area_id
    answering = may(viewer, Action.ANSWER_STAY, stay)
    logging = may(viewer, Action.LOG_AT_STAY, stay)
    return render_template(
        "stays/show.html",
        stay=stay,
        form=host or meeting,  # the one that was refused: what is wrong is said above it
        number=case.number,
        person=case.person if may_read_stay(viewer, stay) else None,
        case_url=url_for("cases.show", case_id=case.id) if at_home else None,
        due_on=case.due_on if logging else None,
        host=(host or host_form()) if answering else None,
        meeting=(meeting or meeting_form()) if logging else None,
        may_end=may(viewer, Action.END_STAY, stay),
        written=queries.written_there(viewer, stay) if at_home else [],
    )


def host_form() -> HostForm:
    form = HostForm.of_request()
    form.worker.choices = [("", _("Choose…")), *queries.workers(g.viewer)]
    return form


def meeting_form() -> MeetingForm:
    form = MeetingForm.of_request()
    form.outcome.choices = choices(ContactOutcome, language())
    form.channel.choices = choices(ContactChannel, language())
    return form


@bp.post("/stays/<int:stay_id>/hosting")
@allows(Action.ANSWER_STAY)
def host(stay_id: int) -> Response | str:
    stay = find_or_404(HostedStay, stay_id, Action.VIEW_STAY)
    if still_open(stay):
        form = host_form()
        if not form.accepted:
            return page(stay, host=form)
        worker = queries.worker_numbered(g.viewer, int(form.worker.data)) or abort(404)
        stay.host(worker, by=g.viewer)
        commit()
        flash(_("%(worker)s meets them until the last day.", worker=worker.name), "success")
    return redirect(url_for("stays.show", stay_id=stay.id))


@bp.post("/stays/<int:stay_id>/refusal")
@allows(Action.ANSWER_STAY)
def decline(stay_id: int) -> Response:
    stay = find_or_404(HostedStay, stay_id, Action.VIEW_STAY)
    if still_open(stay):
        take(stay.decline, _("Declined. Their own ward sees it and goes on meeting them."))
    return redirect(url_for("stays.show", stay_id=stay.id))


@bp.post("/stays/<int:stay_id>/end")
@allows(Action.END_STAY)
def end(stay_id: int) -> Response:
    stay = find_or_404(HostedStay, stay_id, Action.VIEW_STAY)
    if still_open(stay):
        take(stay.end, _("Ended. Only your ward meets them from now on."))
    return redirect(url_for("stays.show", stay_id=stay.id))


@bp.post("/stays/<int:stay_id>/contacts")
@allows(Action.LOG_AT_STAY)
def log(stay_id: int) -> Response | str:
    """A contact there, by the worker who was named for it."""
    stay = find_or_404(HostedStay, stay_id, Action.VIEW_STAY)
    if (refused := why_not(g.viewer, Action.LOG_AT_STAY, stay)) is not None:
        if refused != WhyNot.SIGHT_ENDED:
            abort(403)
        flash(label(refused), "info")
        return redirect(url_for("stays.show", stay_id=stay.id))
    form = meeting_form()
    if not (form.accepted and logged(stay, form)):
        return page(stay, meeting=form)
    return redirect(url_for("stays.show", stay_id=stay.id))


def logged(stay: HostedStay, form: MeetingForm) -> bool:
    try:
        contact = stay.log(
            key=form.key.data or "",
            outcome=outcome_coded(form.outcome.data),
            channel_code=form.channel.data,
            happened_on=form.happened_on.data,
            note=form.note.data or "",
            by=g.viewer,
        )
    except DomainError as error:
        form.refuse(message(error), "happened_on")
        return False
    commit()
    give_receipt(contact.key, _("Saved."), _("Their own ward's worker reads it."))
    return True
