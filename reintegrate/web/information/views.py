"""What residents tell: written down for them, checked, seen to within its days, answered."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.access.policy import may, may_read_teller
from reintegrate.db import commit, today, utcnow
from reintegrate.models.case import Case
from reintegrate.models.information import (
    Information,
    InformationChannel,
    InformationKind,
    InformationResult,
)
from reintegrate.models.information_clock import InformationClock
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.user import Role
from reintegrate.web.information import queries
from reintegrate.web.information.forms import (
    AnswerForm,
    CheckForm,
    ClockForm,
    HandleForm,
    LinkForm,
    TakeForm,
)
from reintegrate.web.ui.answered import still_open
from reintegrate.web.ui.asked_days import asked_days
from reintegrate.web.ui.forms import PostForm
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.steps import take

bp = Blueprint("information", __name__)

WHICH_WORDS = {
    "all": _l("All that was received"),
    "useful": _l("Checked, so, and ours to see to"),
    "in_time": _l("Seen to in time"),
}


@bp.get("/community/information")
@allows(Action.LIST_INFORMATION)
def index() -> str:
    return render_template(
        "information/index.html",
        waiting=queries.waiting(g.viewer, request.args.get("waiting")),
        count=queries.count_waiting(g.viewer),
        ended=queries.ended(g.viewer, request.args.get("ended")),
        ended_days=queries.SHOWN_FOR.days,
    )


@bp.get("/community/information/received")
@allows(Action.LIST_INFORMATION)
def received() -> str:
    """The list behind a number of a report, the plan or the board."""
    asked = request.args.get("which", "")
    which = asked if asked in queries.WHICH else "all"
    days = asked_days() or (today().replace(month=1, day=1), today())
    counted, seen = queries.count_received(g.viewer, which, days)
    return render_template(
        "information/received.html",
        page=queries.received(g.viewer, which, days, request.args.get("after")),
        asked={"which": which, "first": days[0].isoformat(), "last": days[1].isoformat()},
        which=WHICH_WORDS[which],
        days=days,
        counted=counted,
        unread=counted - seen,
    )


@bp.route("/community/information/new", methods=["GET", "POST"])
@allows(Action.TAKE_INFORMATION)
def new() -> Response | str:
    form = TakeForm.of_request(data={"received_on": today()})
    if form.accepted and (taken := written(form)) is not None:
        return redirect(url_for("information.show", information_id=taken.id))
    return render_template("information/new.html", form=form)


def written(form: TakeForm) -> Information | None:
    """None when a rule says no, which the form then shows."""
    try:
        taken = Information.take(
            key=str(form.key.data),
            kind=InformationKind(form.kind.data),
            channel=InformationChannel(form.channel.data),
            received_on=form.received_on.data,
            words=str(form.words.data),
            teller=form.teller.data or "",
            reach=form.reach.data or "",
            by=g.viewer,
        )
    except DomainError as error:
        form.refuse(message(error))
        return None
    commit()
    proof: Any = {
        "what": _("Written down. Thank them: it helps."),
        "next": _("It is checked first, then seen to. Give them this code if they wish to ask."),
        "code": taken.receipt,
        "at": utcnow(),
    }
    flash(proof, "receipt")
    return taken


@bp.get("/community/information/<int:information_id>")
@allows(Action.VIEW_INFORMATION)
def show(information_id: int) -> str:
    return sheet(find_or_404(Information, information_id))


@bp.post("/community/information/<int:information_id>/check")
@allows(Action.CHECK_INFORMATION)
def check(information_id: int) -> Response | str:
    told = find_or_404(Information, information_id, Action.VIEW_INFORMATION)
    if still_open(told):
        form = check_form(told)
        if not form.accepted:
            return sheet(told, check=form)
        kind, confirmed = InformationKind(form.kind.data), form.confirmed.data == "yes"
        told.check(kind, confirmed=confirmed, by=g.viewer)
        commit()
        flash(_("Noted: %(state)s.", state=label(told.status)), "success")
    return back_to(told)


@bp.post("/community/information/<int:information_id>/handling")
@allows(Action.HANDLE_INFORMATION)
def handle(information_id: int) -> Response | str:
    told = find_or_404(Information, information_id, Action.VIEW_INFORMATION)
    if still_open(told):
        form = HandleForm.of_request()
        if not form.accepted:
            return sheet(told, handle=form)
        told.handle(InformationResult(form.result.data), form.done.data or "", by=g.viewer)
        commit()
        flash(_("What came of it is written down and counted."), "success")
    return back_to(told)


@bp.post("/community/information/<int:information_id>/answer")
@allows(Action.ANSWER_INFORMATION)
def answer(information_id: int) -> Response | str:
    told = find_or_404(Information, information_id, Action.VIEW_INFORMATION)
    if still_open(told):
        form = AnswerForm.of_request()
        if not form.accepted:
            return sheet(told, answer=form)
        take(told.answer, _("Answered. This is finished."))
    return back_to(told)


@bp.post("/community/information/<int:information_id>/case")
@allows(Action.LINK_INFORMATION)
def link(information_id: int) -> Response | str:
    told = find_or_404(Information, information_id, Action.VIEW_INFORMATION)
    if still_open(told):
        form = link_form()
        if not form.accepted:
            return sheet(told, link=form)
        case = find_or_404(Case, int(form.case.data), Action.VIEW_CASE)
        told.stand_beside(case, by=g.viewer)
        commit()
        flash(_("It stands beside case %(number)s now.", number=case.number), "success")
    return back_to(told)


@bp.get("/community/information/clocks")
@allows(Action.KEEP_RULES)
def clocks() -> str:
    rows = queries.clocks(g.viewer)
    listed = [(InformationKind(row.kind), row) for row in rows]
    return render_template("information/clocks.html", listed=listed)


@bp.route("/community/information/clocks/<int:clock_id>", methods=["GET", "POST"])
@allows(Action.KEEP_RULES)
def clock(clock_id: int) -> Response | str:
    kept = find_or_404(InformationClock, clock_id)
    now: dict[str, Any] = {"working_days": kept.working_days}
    form = ClockForm.of_request(data={**now, "version": kept.version})
    if form.accepted:
        if form.started_from(kept.version):
            kept.change(form.working_days.data, by=g.viewer)
            commit()
            flash(_("Counts for what is received from now on."), "success")
            return redirect(url_for("information.clocks"))
        form.show_theirs(kept.version, **now)
    return render_template(
        "information/clock.html", form=form, kind=InformationKind(kept.kind), kept=kept
    )


def back_to(told: Information) -> Response:
    """Whoever sees it no more goes back to the list."""
    if not may_still_see(told):
        return redirect(url_for("information.index"))
    return redirect(url_for("information.show", information_id=told.id))


def may_still_see(told: Information) -> bool:
    concern = told.kind == InformationKind.CONCERN
    return not concern or g.viewer.role == Role.WARD_OFFICIAL or told.by_id == g.viewer.id


def check_form(told: Information) -> CheckForm:
    """Only an official says that something is a concern and is so."""
    form = CheckForm.of_request(data={"kind": told.kind})
    official = g.viewer.role == Role.WARD_OFFICIAL
    kinds = [k for k in InformationKind if official or k != InformationKind.CONCERN]
    form.kind.choices = [(kind.value, label(kind)) for kind in kinds]
    return form


def link_form() -> LinkForm:
    form = LinkForm.of_request()
    rows = queries.own_cases(g.viewer)
    choices = [(str(row.id), f"{row.name} · {row.number}") for row in rows]
    form.case.choices = [("", _("Choose…")), *choices]
    return form


def sheet(told: Information, **posted: PostForm) -> str:
    """One page; each part only for whoever may do it, with what was just posted to it."""
    makers: dict[str, tuple[Action, Any]] = {
        "check": (Action.CHECK_INFORMATION, lambda: check_form(told)),
        "handle": (Action.HANDLE_INFORMATION, HandleForm),
        "answer": (Action.ANSWER_INFORMATION, AnswerForm),
        "link": (Action.LINK_INFORMATION, link_form),
    }
    forms = {
        name: posted.get(name) or make()
        for name, (action, make) in makers.items()
        if may(g.viewer, action, told)
    }
    return render_template(
        "information/show.html",
        told=told,
        form=next(iter(posted.values()), None),
        forms=forms,
        teller=may_read_teller(g.viewer, told),
        case=queries.case_of(g.viewer, told.case_id),
        waits_for_official=told.kind == InformationKind.CONCERN and "check" not in forms,
    )
