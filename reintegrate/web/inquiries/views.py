"""Is somebody known in another ward? Looked up by name and year, asked of their staff, answered."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.elsewhere import Ward, known_elsewhere
from reintegrate.access.gate import allows, find_or_404
from reintegrate.access.policy import may, why_not
from reintegrate.db import commit
from reintegrate.models.case import Case
from reintegrate.models.inquiry import Inquiry, InquiryReason
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.names import initials
from reintegrate.web.inquiries import queries
from reintegrate.web.inquiries.forms import InquiryForm, YesForm
from reintegrate.web.ui.answered import still_open
from reintegrate.web.ui.find import find_alike
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.receipts import give_receipt
from reintegrate.web.ui.steps import take

bp = Blueprint("inquiries", __name__)


@bp.get("/inquiries/")
@allows(Action.ASK_WARD)
def index() -> str:
    return render_template(
        "inquiries/index.html",
        waiting=queries.waiting(g.viewer, request.args.get("asked")),
        own=queries.own(g.viewer, request.args.get("own")),
        may_answer=may(g.viewer, Action.ANSWER_INQUIRY),
    )


@bp.route("/inquiries/new", methods=["GET", "POST"])
@allows(Action.ASK_WARD)
def new() -> Response | str:
    """First the wards where somebody of this name and year is known; then one of them is asked."""
    form = InquiryForm.of_request()
    asked = ward_asked(form)
    wards: list[Ward] | None = None
    if form.accepted:
        if asked is not None and (inquiry := sent(form, asked)) is not None:
            return redirect(url_for("inquiries.show", inquiry_id=inquiry.id))
        wards = looked_up(form)
    return render_template(
        "inquiries/new.html",
        form=form,
        wards=wards,
        letters=initials(form.name.data or ""),
    )


def ward_asked(form: InquiryForm) -> Any:
    """Which button was pressed. Only wards are offered; anything else is not there."""
    found = queries.ward(g.viewer, request.form.get("to_area", ""))
    form.to_area.choices = [("", ""), *([(str(found.id), found.name)] if found else [])]
    return found


def looked_up(form: InquiryForm) -> list[Ward] | None:
    try:
        wards = known_elsewhere(g.viewer, form.name.data, form.birth_year.data)
    except DomainError as error:
        form.refuse(message(error), "name")
        return None
    commit()
    return wards


def sent(form: InquiryForm, ward: Any) -> Inquiry | None:
    try:
        inquiry = Inquiry.ask(
            key=form.key.data,
            to_area=ward,
            name=form.name.data,
            birth_year=form.birth_year.data,
            paper_number=form.paper_number.data or "",
            reason=InquiryReason(form.reason.data),
            by=g.viewer,
        )
    except DomainError as error:
        form.refuse(message(error))
        return None
    commit()
    give_receipt(
        inquiry.key,
        _("%(ward)s is asked.", ward=ward.name),
        _("Their officials answer yes or no; you will see it here."),
    )
    return inquiry


@bp.get("/inquiries/<int:inquiry_id>")
@allows(Action.VIEW_INQUIRY)
def show(inquiry_id: int) -> str:
    inquiry = find_or_404(Inquiry, inquiry_id)
    answering = why_not(g.viewer, Action.ANSWER_INQUIRY, inquiry) is None
    text = f"{inquiry.name} {inquiry.birth_year or ''}"
    here = g.viewer.area_id == inquiry.to_area_id
    return render_template(
        "inquiries/show.html",
        inquiry=inquiry,
        matches=find_alike(g.viewer, text).matches if answering else [],
        may_answer=answering,
        asked_here=g.viewer.area_id == inquiry.from_area_id,
        may_withdraw=may(g.viewer, Action.WITHDRAW_INQUIRY, inquiry),
        case_url=url_for("cases.show", case_id=inquiry.case_id)
        if here and inquiry.case_id
        else None,
        hand_over_url=hand_over_url(inquiry) if here and inquiry.case_id else None,
    )


def hand_over_url(inquiry: Inquiry) -> str | None:
    """They live there now, says the other ward: the next step is this ward's to propose, and the
    form knows where to."""
    if inquiry.reason != InquiryReason.LIVES_HERE:
        return None
    return url_for("transfers.new", case_id=inquiry.case_id, ward=inquiry.from_area_id)


@bp.post("/inquiries/<int:inquiry_id>/yes")
@allows(Action.ANSWER_INQUIRY)
def say_known(inquiry_id: int) -> Response:
    """With the case that is meant: the other ward never learns which."""
    inquiry = find_or_404(Inquiry, inquiry_id, Action.VIEW_INQUIRY)
    if still_open(inquiry):
        form = YesForm.of_request()
        if form.accepted:
            case = find_or_404(Case, int(form.case_id.data), Action.VIEW_CASE)
            inquiry.say_known(case, by=g.viewer)
            commit()
            said = _("Answered: yes. The other ward learns that they are known here, no more.")
            flash(said, "success")
        else:
            flash(_("Choose which person of your ward is meant."), "error")
    return redirect(url_for("inquiries.show", inquiry_id=inquiry.id))


@bp.post("/inquiries/<int:inquiry_id>/no")
@allows(Action.ANSWER_INQUIRY)
def say_unknown(inquiry_id: int) -> Response:
    inquiry = find_or_404(Inquiry, inquiry_id, Action.VIEW_INQUIRY)
    if still_open(inquiry):
        take(inquiry.say_unknown, _("Answered: no."))
    return redirect(url_for("inquiries.show", inquiry_id=inquiry.id))


@bp.post("/inquiries/<int:inquiry_id>/withdrawal")
@allows(Action.WITHDRAW_INQUIRY)
def withdraw(inquiry_id: int) -> Response:
    inquiry = find_or_404(Inquiry, inquiry_id, Action.VIEW_INQUIRY)
    if still_open(inquiry):
        take(inquiry.withdraw, _("Taken back. Nobody needs to answer."))
    return redirect(url_for("inquiries.show", inquiry_id=inquiry.id))
