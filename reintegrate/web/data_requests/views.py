"""What people ask about their own data: written down at the case, acknowledged, answered."""

from datetime import date
from functools import partial
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404, only_reads
from reintegrate.access.policy import may, may_read_support, may_read_words
from reintegrate.db import commit, today
from reintegrate.models.case import Case
from reintegrate.models.data_request import (
    Asker,
    DataRequest,
    RefusalGround,
    RequestChannel,
    RequestKind,
    RequestStatus,
)
from reintegrate.models.idempotency import receipt_of
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.user import WARD_ROLES
from reintegrate.web.data_requests import queries
from reintegrate.web.data_requests.forms import (
    AcknowledgeForm,
    EndForm,
    ExtendForm,
    RequestForm,
    WhereForm,
)
from reintegrate.web.data_requests.means import means_of
from reintegrate.web.ui.answered import still_open
from reintegrate.web.ui.case_frame import case_frame
from reintegrate.web.ui.filters import day
from reintegrate.web.ui.forms import PostForm
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.steps import take, tried
from reintegrate.web.ui.untold import to_tell

bp = Blueprint("data_requests", __name__)

WHICH_WORDS = {
    "open": _l("Not ended yet"),
    "due": _l("Due within two days"),
    "overdue": _l("Overdue"),
    "ended": _l("Ended"),
}


@bp.get("/privacy/requests/")
@allows(Action.LIST_DATA_REQUESTS)
def index() -> str:
    asked = request.args.get("which", "")
    return listed(asked if asked in queries.WHICH else "open", WhereForm.of_request())


def listed(which: str, form: WhereForm) -> str:
    return render_template(
        "data_requests/index.html",
        form=form if may(g.viewer, Action.TAKE_DATA_REQUEST) else None,
        which=which,
        to_tell=to_tell(g.viewer),
        may_check=may(g.viewer, Action.CHECK_DISCLOSURES),
        words=WHICH_WORDS,
        counts=queries.counts(g.viewer),
        page=queries.listed(g.viewer, which, request.args.get("after")),
    )


@bp.post("/privacy/requests/")
@allows(Action.TAKE_DATA_REQUEST)
@only_reads
def find() -> str | Response:
    """At which case: by its number."""
    form = WhereForm.of_request()
    if form.asked:
        case_id = queries.case_numbered(g.viewer, str(form.number.data).strip())
        if case_id is not None:
            return redirect(url_for("data_requests.new", case_id=case_id), 303)
        form.refuse(_("There is no case with this number in your ward."), "number")
    return listed("open", form)


@bp.get("/cases/<int:case_id>/data-requests")
@allows(Action.TAKE_DATA_REQUEST)
def of_case(case_id: int) -> str:
    case = find_or_404(Case, case_id)
    return render_template(
        "data_requests/of_case.html",
        rows=queries.of_case(g.viewer, case),
        reads_support=may_read_support(g.viewer, case),
        **case_frame(case, current="data_requests.of_case"),
    )


@bp.route("/cases/<int:case_id>/data-requests/new", methods=["GET", "POST"])
@allows(Action.TAKE_DATA_REQUEST)
def new(case_id: int) -> str | Response:
    case = find_or_404(Case, case_id)
    form = RequestForm.of_request(data={"asked_on": today()})
    if form.accepted and (taken := written(case, form)) is not None:
        return redirect(url_for("data_requests.show", request_id=taken.id), 303)
    frame = case_frame(case, current="data_requests.of_case")
    return render_template("data_requests/new.html", form=form, **frame)


def written(case: Case, form: RequestForm) -> DataRequest | None:
    """None when a rule says no, which the form then shows."""
    try:
        taken = DataRequest.take(
            case,
            key=str(form.key.data),
            kind=RequestKind(form.kind.data),
            asker=Asker(form.asker.data),
            channel=RequestChannel(form.channel.data),
            asked_on=form.asked_on.data,
            others_too=bool(form.others_too.data),
            words=form.words.data or "",
            by=g.viewer,
        )
    except DomainError as error:
        form.refuse(message(error), "asked_on")
        return None
    commit()
    proof: Any = {
        "what": _("Written down. Give them this code if they wish to ask."),
        "next": _(
            "Tell them by %(first)s that it was received; answer by %(last)s.",
            first=day(taken.due_on),
            last=day(taken.answer_by),
        ),
        "code": receipt_of(taken.key),
        "at": taken.taken_at,
    }
    flash(proof, "receipt")
    return taken


@bp.get("/data-requests/<int:request_id>")
@allows(Action.VIEW_DATA_REQUEST)
def show(request_id: int) -> str:
    return sheet(find_or_404(DataRequest, request_id))


@bp.post("/data-requests/<int:request_id>/acknowledgement")
@allows(Action.ANSWER_DATA_REQUEST)
def acknowledge(request_id: int) -> str | Response:
    asked = find_or_404(DataRequest, request_id, Action.VIEW_DATA_REQUEST)
    if still_open(asked):
        form = AcknowledgeForm.of_request()
        if not form.accepted or not told(asked, form):
            return sheet(asked, acknowledge=form)
    return back_to(asked)


def told(asked: DataRequest, form: AcknowledgeForm) -> bool:
    if not tried(form, lambda: asked.acknowledge(form.told_on.data, by=g.viewer), "told_on"):
        return False
    commit()
    flash(_("Noted. Answer by %(day)s.", day=day(asked.due_on)), "success")
    return True


@bp.post("/data-requests/<int:request_id>/extension")
@allows(Action.ANSWER_DATA_REQUEST)
def extend(request_id: int) -> str | Response:
    asked = find_or_404(DataRequest, request_id, Action.VIEW_DATA_REQUEST)
    if still_open(asked):
        form = ExtendForm.of_request()
        if not form.accepted or not extended(asked, form):
            return sheet(asked, extend=form)
    return back_to(asked)


def extended(asked: DataRequest, form: ExtendForm) -> bool:
    if not tried(form, lambda: asked.extend(str(form.because.data), by=g.viewer), "because"):
        return False
    commit()
    flash(_("Extended. Answer by %(day)s.", day=day(asked.due_on)), "success")
    return True


@bp.post("/data-requests/<int:request_id>/answer")
@allows(Action.ANSWER_DATA_REQUEST)
def end(request_id: int) -> str | Response:
    asked = find_or_404(DataRequest, request_id, Action.VIEW_DATA_REQUEST)
    if still_open(asked):
        form = EndForm.of_request()
        if not form.accepted or not ended(asked, form):
            return sheet(asked, end=form)
    return back_to(asked)


def ended(asked: DataRequest, form: EndForm) -> bool:
    ground = form.ground.data
    on: date = form.ended_on.data
    step = partial(
        asked.end,
        RequestStatus(form.outcome.data),
        ground=RefusalGround(ground) if ground else None,
        words=form.words.data or "",
        on=on,
        by=g.viewer,
    )
    late = not asked.asked_on <= on <= today()
    if not tried(form, step, "ended_on" if late else "ground"):
        return False
    commit()
    flash(_("Answered. This is finished."), "success")
    return True


@bp.post("/data-requests/<int:request_id>/withdrawal")
@allows(Action.ANSWER_DATA_REQUEST)
def withdraw(request_id: int) -> Response:
    asked = find_or_404(DataRequest, request_id, Action.VIEW_DATA_REQUEST)
    if still_open(asked):
        take(asked.withdraw, _("Noted: whoever asked takes it back."))
    return back_to(asked)


def back_to(asked: DataRequest) -> Response:
    return redirect(url_for("data_requests.show", request_id=asked.id), 303)


def sheet(asked: DataRequest, **posted: PostForm) -> str:
    """One page; each part only for whoever may do it, with what was just posted to it."""
    in_ward = g.viewer.role in WARD_ROLES
    forms: dict[str, PostForm] = {}
    if may(g.viewer, Action.ANSWER_DATA_REQUEST, asked):
        if asked.status == RequestStatus.RECEIVED:
            forms["acknowledge"] = AcknowledgeForm(data={"told_on": today()})
        forms["end"] = EndForm(data={"ended_on": today()})
        if asked.can_be_extended:
            forms["extend"] = ExtendForm()
    return render_template(
        "data_requests/show.html",
        asked=asked,
        form=next(iter(posted.values()), None),
        forms=forms | posted,
        number=asked.case.number,
        case_id=asked.case_id if in_ward else None,
        names=queries.names(g.viewer, asked),
        reads={
            "asked": may_read_words(g.viewer, asked, asked.by_id),
            "extended": may_read_words(g.viewer, asked, asked.extended_by_id),
            "ended": may_read_words(g.viewer, asked, asked.ended_by_id),
        },
        means=means_of(asked) if in_ward and asked.is_open else [],
    )
