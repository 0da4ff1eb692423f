"""What the person needs and what they agree to. Only the worker who answers comes in here."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import CHANGING, allows, find_or_404
from reintegrate.access.policy import may
from reintegrate.access.scope_handover import count_needs_left
from reintegrate.db import commit, utcnow
from reintegrate.models.agency_consent import AgencyConsent
from reintegrate.models.case import Case
from reintegrate.models.catalogue import NeedKind, names
from reintegrate.models.consent import Consent
from reintegrate.models.idempotency import SaidAlready
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.need import Need, Outcome
from reintegrate.models.need_endings import receive_without_agency
from reintegrate.models.sharing import answer_consent
from reintegrate.models.sharing import withdraw_agency_consent as take_back_from_agency
from reintegrate.models.sharing import withdraw_consent as take_back
from reintegrate.models.support_offer import SupportOffer, answer_offer, scheme_coded
from reintegrate.web.needs.forms import YES, ConsentForm, HelpForm, NeedForm, OutcomeForm
from reintegrate.web.needs.queries import (
    agencies_agreed_to,
    kinds_for,
    needs_of,
    purposes_for,
    schemes_for,
)
from reintegrate.web.ui.case_frame import case_frame
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.steps import take

bp = Blueprint("needs", __name__)


@bp.route("/cases/<int:case_id>/needs", methods=["GET", "POST"])
@allows(Action.VIEW_NEEDS)
def index(case_id: int) -> str | Response:
    """Everything they need, who was asked by when, what came of it; and one more need."""
    posted = request.method in CHANGING
    case = find_or_404(Case, case_id, Action.KEEP_NEEDS if posted else Action.VIEW_NEEDS)
    form = NeedForm.of_request()
    form.kind.choices = {"": _("Choose…")} | kinds_for(g.viewer, case, language())
    if form.accepted:
        try:
            need = Need.state(
                case,
                key=str(form.key.data),
                kind_code=str(form.kind.data),
                words=form.words.data or "",
                once_more=bool(form.once_more.data),
                by=g.viewer,
            )
        except SaidAlready as error:
            form.ask_once_more(error)
        except DomainError as error:
            form.refuse(message(error))
        else:
            proof: Any = {"what": _("The need is written down"), "code": need.receipt}
            commit()
            flash(proof | {"at": utcnow()}, "receipt")
            return to_needs(case_id)
    return render_template(
        "needs/index.html",
        form=form,
        needs=needs_of(g.viewer, case, language()),
        left_behind=count_needs_left(g.viewer, case),
        agreed_to=agencies_agreed_to(g.viewer, case),
        purposes=purposes_for(g.viewer, case, language()),
        may_keep=may(g.viewer, Action.KEEP_NEEDS, case),
        **case_frame(case, current="needs.index"),
    )


@bp.route("/needs/<int:need_id>/offer", methods=["GET", "POST"])
@allows(Action.KEEP_NEEDS)
def offer(need_id: int) -> str | Response:
    """Help is held out to them; they say yes, no, or that they want to think about it."""
    need = find_or_404(Need, need_id)
    form = HelpForm.of_request()
    form.offer(schemes_for(g.viewer, need, language()))
    if form.accepted:
        try:
            SupportOffer.make(
                need,
                key=str(form.key.data),
                scheme=scheme_coded(str(form.scheme.data)),
                words=form.words.data or "",
                wanted=form.wanted,
                by=g.viewer,
            )
        except DomainError as error:
            form.refuse(message(error))
        else:
            case_id = need.case_id
            commit()
            flash(_("Written down: what was offered, and what they said."), "success")
            return to_needs(case_id, f"need-{need_id}")
    return about_need("needs/offer.html", need, form)


@bp.post("/needs/<int:need_id>/acceptance")
@allows(Action.KEEP_NEEDS)
def accept(need_id: int) -> Response:
    """They have thought about it, and would like it."""
    done = _("Noted: they would like this help.")
    return change(need_id, partial(answer_offer, wanted=True), done)


@bp.route("/needs/<int:need_id>/outcome", methods=["GET", "POST"])
@allows(Action.KEEP_NEEDS)
def settle(need_id: int) -> str | Response:
    """What came of the help, in the eyes of whoever had it."""
    need = find_or_404(Need, need_id)
    form = OutcomeForm.of_request()
    form.outcome.choices = [(str(outcome), label(outcome)) for outcome in Outcome]
    if form.accepted:
        try:
            need.settle(Outcome(form.outcome.data), form.words.data or "", by=g.viewer)
        except DomainError as error:
            form.refuse(message(error))
        else:
            case_id = need.case_id
            commit()
            flash(_("Written down: what came of the help."), "success")
            return to_needs(case_id, f"need-{need_id}")
    return about_need("needs/outcome.html", need, form)


def about_need(template: str, need: Need, form: Any) -> str:
    frame = case_frame(need.case, current="needs.index")
    kind = names(NeedKind, language()).get(need.kind_code, need.kind_code)
    return render_template(template, form=form, need=need, kind=kind, **frame)


@bp.post("/needs/<int:need_id>/refusal")
@allows(Action.KEEP_NEEDS)
def decline(need_id: int) -> Response:
    """They would rather not have help with this. That is their right."""
    done = _("Noted: they would rather not have help with this.")
    return change(need_id, partial(answer_offer, wanted=False), done)


@bp.post("/needs/<int:need_id>/fulfilment")
@allows(Action.KEEP_NEEDS)
def receive(need_id: int) -> Response:
    """Help came without an agency being asked."""
    return change(need_id, receive_without_agency, _("Noted: the help was received."))


@bp.post("/needs/<int:need_id>/renewal")
@allows(Action.KEEP_NEEDS)
def state_again(need_id: int) -> Response:
    return change(need_id, Need.state_again, _("Noted: they would like help with this again."))


def change(need_id: int, verb: Callable[..., None], done: str) -> Response:
    need = find_or_404(Need, need_id)
    case_id = need.case_id
    take(partial(verb, need), done)
    return to_needs(case_id, f"need-{need_id}")


@bp.post("/cases/<int:case_id>/consents")
@allows(Action.KEEP_CONSENTS)
def record_consent(case_id: int) -> Response:
    """Their yes or no to one purpose, today."""
    case = find_or_404(Case, case_id)
    form = ConsentForm.of_request()
    form.offer([row.code for row in purposes_for(g.viewer, case, language())])
    if form.accepted:
        try:
            answer_consent(
                case,
                purpose_code=str(form.purpose.data),
                given=form.answer.data == YES,
                key=str(form.key.data),
                by=g.viewer,
            )
        except DomainError as error:
            flash(message(error), "warning")
        else:
            commit()
            flash(_("Their answer is written down."), "success")
    else:
        flash(_("Nothing was written down. Choose one of the answers."), "warning")
    return to_needs(case_id, "consents")


@bp.post("/consents/<int:consent_id>/withdrawal")
@allows(Action.KEEP_CONSENTS)
def withdraw_consent(consent_id: int) -> Response:
    """They take a yes back; agencies that were asked on its ground see nothing from now on."""
    consent = find_or_404(Consent, consent_id)
    case = find_or_404(Case, consent.case_id)  # held: no agency is asked in the same moment
    take_back(consent, by=g.viewer)
    commit()
    flash(_("The consent is taken back. It counts from this moment."), "success")
    return to_needs(case.id, "consents")


@bp.post("/agency-consents/<int:agency_consent_id>/withdrawal")
@allows(Action.KEEP_CONSENTS)
def withdraw_agency_consent(agency_consent_id: int) -> Response:
    """They would rather that this one agency is told nothing more; the others go on."""
    consent = find_or_404(AgencyConsent, agency_consent_id)
    case = find_or_404(Case, consent.case_id)  # held: the agency is not asked in the same moment
    take_back_from_agency(consent, by=g.viewer)
    commit()
    flash(_("Taken back. The agency sees nothing of it from this moment."), "success")
    return to_needs(case.id, "agencies")


def to_needs(case_id: int, anchor: str | None = None) -> Response:
    return redirect(url_for("needs.index", case_id=case_id, _anchor=anchor))
