"""Cases moving between wards: one ward asks, the other answers, the coordinator looks on."""

import uuid
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action, WhyNot
from reintegrate.access.gate import allows, find_or_404
from reintegrate.access.policy import may, may_read_handover, why_not
from reintegrate.db import commit
from reintegrate.models.case import Case
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.transfer import Transfer
from reintegrate.models.user import WARD_ROLES
from reintegrate.web.transfers import queries
from reintegrate.web.transfers.acceptance import accepted, form_for
from reintegrate.web.transfers.forms import AcceptanceForm, RefusalForm, TransferForm
from reintegrate.web.transfers.sections import sections
from reintegrate.web.transfers.sheet import handover
from reintegrate.web.transfers.steps import left, steps
from reintegrate.web.ui import wards
from reintegrate.web.ui.answered import still_open
from reintegrate.web.ui.case_frame import case_frame
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.receipts import give_receipt
from reintegrate.web.ui.steps import take

bp = Blueprint("transfers", __name__)


@bp.get("/transfers/")
@allows(Action.LIST_TRANSFERS)
def index() -> str:
    return render_template(
        "transfers/index.html",
        sections=sections(g.viewer, request.args),
        may_ask=may(g.viewer, Action.ASK_WARD),
        may_place=may(g.viewer, Action.PLACE_CASES),
    )


@bp.route("/cases/<int:case_id>/transfers/new", methods=["GET", "POST"])
@allows(Action.PROPOSE_TRANSFER)
def new(case_id: int) -> Response | str:
    """Written, checked, then sent: nothing moves until the other ward says yes."""
    case = find_or_404(Case, case_id, Action.VIEW_CASE)
    refused = why_not(g.viewer, Action.PROPOSE_TRANSFER, case)
    if refused not in {None, WhyNot.TRANSFER_PENDING}:
        abort(403)
    if refused and request.method == "GET":
        flash(label(refused), "info")
        pending = queries.pending_transfer(g.viewer, case.id) or abort(403)
        return redirect(url_for("transfers.show", transfer_id=pending.id))
    form = TransferForm.of_request()
    choice = wards.offer_wards(form.to_area, g.viewer)
    step = request.form.get("step", "check")
    if step != "edit" and form.accepted:
        if step != "send":
            return checked(case, form)
        if (transfer := proposed(case, form)) is not None:
            return redirect(url_for("transfers.show", transfer_id=transfer.id))
    return render_template(
        "transfers/new.html",
        form=form,
        wards=choice,
        **case_frame(case, current="transfers.new"),
    )


def checked(case: Case, form: TransferForm) -> str:
    ward = wards.ward(g.viewer, int(form.to_area.data)) or abort(404)
    return render_template(
        "transfers/check.html",
        form=form,
        ward=ward.name,
        can_answer=queries.can_answer(g.viewer, ward.id),
        **case_frame(case, current="transfers.new"),
    )


def proposed(case: Case, form: TransferForm) -> Transfer | None:
    """None when a rule says no, which the form then shows."""
    ward = wards.ward(g.viewer, int(form.to_area.data)) or abort(404)
    answers: dict[str, Any] = form.data | {"to_area": ward}
    try:
        transfer = Transfer.propose(case, **answers, by=g.viewer)
    except DomainError as error:
        form.refuse(message(error))
        return None
    commit()
    said = gettext("%(ward)s is asked to take over the case.", ward=ward.name)
    then = gettext("Until they accept, your ward goes on answering for it.")
    give_receipt(transfer.key, said, then)
    return transfer


@bp.get("/transfers/<int:transfer_id>")
@allows(Action.VIEW_TRANSFER)
def show(transfer_id: int) -> str:
    return sheet(find_or_404(Transfer, transfer_id), RefusalForm.of_request())


@bp.post("/transfers/<int:transfer_id>/acceptance")
@allows(Action.ANSWER_TRANSFER)
def accept(transfer_id: int) -> Response | str:
    transfer = find_or_404(Transfer, transfer_id, Action.VIEW_TRANSFER)
    if still_open(transfer):
        form = form_for(transfer)
        if not form.accepted:
            return sheet(transfer, RefusalForm(), form)
        accepted(transfer, form)
        commit()
        said = gettext("Your ward answers for case %(number)s now.", number=transfer.case.number)
        then = gettext("Next: say who is to meet the person.")
        if transfer.case.worker is not None:
            worker = transfer.case.worker.name
            then = gettext("Next: %(worker)s meets the person.", worker=worker)
        give_receipt(transfer.key, said, then)
    return redirect(url_for("transfers.show", transfer_id=transfer.id))


@bp.post("/transfers/<int:transfer_id>/refusal")
@allows(Action.ANSWER_TRANSFER)
def decline(transfer_id: int) -> Response | str:
    transfer = find_or_404(Transfer, transfer_id, Action.VIEW_TRANSFER)
    if still_open(transfer):
        form = RefusalForm.of_request()
        if not form.accepted:
            return sheet(transfer, form)
        transfer.decline(reason=form.reason.data, by=g.viewer)
        commit()
        flash(gettext("Declined. The other ward sees why and goes on answering."), "success")
    return redirect(url_for("transfers.show", transfer_id=transfer.id))


@bp.post("/transfers/<int:transfer_id>/withdrawal")
@allows(Action.WITHDRAW_TRANSFER)
def withdraw(transfer_id: int) -> Response:
    transfer = find_or_404(Transfer, transfer_id, Action.VIEW_TRANSFER)
    if still_open(transfer):
        take(transfer.withdraw, gettext("Taken back. Your ward goes on answering for the case."))
    return redirect(url_for("transfers.show", transfer_id=transfer.id))


def sheet(transfer: Transfer, form: RefusalForm, yes: AcceptanceForm | None = None) -> str:
    """The handover sheet for those it is meant for; for everybody else how the transfer stands."""
    viewer, case = g.viewer, transfer.case
    refused = why_not(viewer, Action.ANSWER_TRANSFER, transfer)
    asked = transfer.is_pending and viewer.area_id == transfer.to_area_id
    holds = viewer.area_id == case.area_id
    return render_template(
        "transfers/show.html",
        form=form,
        yes=(yes or form_for(transfer)) if refused is None else None,
        transfer=transfer,
        number=case.number,
        left=left(transfer.answer_by, transfer.proposed_at) if transfer.is_pending else None,
        handover=handover(transfer) if may_read_handover(viewer, transfer) else None,
        steps=steps(transfer),
        case_url=url_for("cases.show", case_id=case.id) if holds else None,
        letter=queries.letter(viewer, case) if holds and is_leaving(transfer) else None,
        letter_key=str(uuid.uuid4()),
        notes_url=url_for("transfers.notes", transfer_id=transfer.id)
        if may(viewer, Action.READ_LEFT_NOTES, transfer)
        else None,
        others_answer=asked and refused == WhyNot.NOT_YOUR_ROLE,
        may_withdraw=may(viewer, Action.WITHDRAW_TRANSFER, transfer),
        decline_reason=transfer.decline_reason if viewer.role in WARD_ROLES else None,
    )


def is_leaving(transfer: Transfer) -> bool:
    """The letter is the sending ward's, and written while the file is still there."""
    return transfer.is_pending and g.viewer.area_id == transfer.from_area_id


@bp.get("/transfers/<int:transfer_id>/notes")
@allows(Action.READ_LEFT_NOTES)
def notes(transfer_id: int) -> str:
    """What the worker before wrote, to be asked about it; until a day, then it is gone."""
    transfer = find_or_404(Transfer, transfer_id)
    return render_template(
        "transfers/notes.html",
        transfer=transfer,
        number=transfer.case.number,
        notes=queries.own_notes(g.viewer, transfer),
    )
