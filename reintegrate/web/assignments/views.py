"""One agency helping with one need: asked, answered, talked over, ended. Two sides, one page."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.access.policy import may, why_not
from reintegrate.db import commit, utcnow
from reintegrate.models.assignment import SHARING, Assignment, AssignmentStatus
from reintegrate.models.case import Case
from reintegrate.models.catalogue import Service, names
from reintegrate.models.consent import has_consent
from reintegrate.models.idempotency import SaidAlready
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.user import Role, User
from reintegrate.web.assignments.asking import asked_for, give_choices, offer
from reintegrate.web.assignments.forms import (
    YES,
    EndForm,
    GivingForm,
    MessageForm,
    OfferForm,
    RefusalForm,
    WithdrawalForm,
)
from reintegrate.web.assignments.queries import (
    Part,
    colleagues,
    counts,
    meetings,
    preview,
    request_of,
    requests,
    thread,
)
from reintegrate.web.assignments.whom import next_agencies, open_needs
from reintegrate.web.ui.case_frame import case_frame
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.messages import message

bp = Blueprint("assignments", __name__)


@bp.get("/assignments/")
@allows(Action.LIST_ASSIGNMENTS)
def index() -> str:
    """Whose turn it is: requests waiting, under way and finished, each with its number."""
    counted = counts(g.viewer)
    part = asked_part() or next((part for part in Part if counted[part]), Part.WAITING)
    page = requests(g.viewer, part, request.args.get("page"))
    return render_template(
        "assignments/index.html",
        for_agency=is_agency(),
        page=page,
        count=counted[part],
        services=names(Service, language()),
        finished=part == Part.FINISHED,
        parts=part_links(part, counted),
        previous_url=page.previous and url_for(".index", show=part, page=page.previous),
        next_url=page.next and url_for(".index", show=part, page=page.next),
    )


def part_links(current: Part, counted: dict[Part, int]) -> list[dict[str, Any]]:
    words = {
        Part.WAITING: _("Waiting for an answer"),
        Part.UNDER_WAY: _("Being worked on"),
        Part.FINISHED: _("Closed requests"),
    }
    return [
        {
            "url": url_for(".index", show=part),
            "label": words[part],
            "current": part == current,
            "count": counted[part],
        }
        for part in Part
    ]


def asked_part() -> Part | None:
    asked = request.args.get("show")
    return Part(asked) if asked in set(Part) else None


def is_agency() -> bool:
    return bool(g.viewer.role == Role.AGENCY_WORKER)


@bp.route("/cases/<int:case_id>/assignments/new", methods=["GET", "POST"])
@allows(Action.OFFER_ASSIGNMENT)
def new(case_id: int) -> str | Response:
    """Ask an agency. Other agencies and the preview come by buttons of the same form, so that
    nothing typed is lost on the way and no script is needed."""
    case = find_or_404(Case, case_id)
    needs = open_needs(g.viewer, case, language())
    form = OfferForm.of_request(**asked_for(needs))
    others = give_choices(form, needs)
    step = request.form.get("step")
    if step != "agencies" and form.accepted and step != "preview":
        try:
            assignment = offer(form)
        except DomainError as error:
            form.refuse(message(error))
        else:
            proof: Any = {"what": _("The agency is asked"), "code": assignment.receipt}
            proof["url"] = url_for(".show", assignment_id=assignment.id)
            commit()
            flash(proof | {"at": utcnow()}, "receipt")
            return redirect(url_for("needs.index", case_id=case_id))
    return render_template(
        "assignments/new.html",
        form=form,
        others=others,
        has_needs=bool(needs),
        consented=has_consent(case, SHARING),
        told=preview(
            g.viewer,
            case,
            service_code=form.service.data or "",
            request=form.request.data,
            due_on=form.due_on.data,
            phone=bool(form.shares_phone.data),
            ground=form.law,
            locale=language(),
        ),
        **case_frame(case, current="needs.index"),
    )


@bp.route("/assignments/<int:assignment_id>", methods=["GET", "POST"])
@allows(Action.VIEW_ASSIGNMENT)
def show(assignment_id: int) -> str | Response:
    """The request, what came of it, and the thread; a post adds a line to the thread."""
    assignment = find_or_404(Assignment, assignment_id)
    reason = why_not(g.viewer, Action.WRITE_IN_THREAD, assignment)
    form = MessageForm.of_request()
    if form.accepted:
        try:
            if reason is None:
                assignment.say(
                    str(form.text.data),
                    key=str(form.key.data),
                    once_more=bool(form.once_more.data),
                    by=g.viewer,
                )
                commit()
                flash(_("Your message is sent."), "success")
                return redirect(url_for(".show", assignment_id=assignment_id, _anchor="thread"))
            form.refuse(label(reason), "text")
        except SaidAlready as error:
            form.ask_once_more(error)
        except DomainError as error:
            form.refuse(message(error), "text")
    return render_template(
        "assignments/show.html",
        form=form,
        assignment_id=assignment_id,
        case_id=None if is_agency() else assignment.case_id,
        request_=request_of(g.viewer, assignment, language()),
        messages=thread(g.viewer, assignment),
        meetings=meetings(g.viewer, assignment),
        may_plan=may(g.viewer, Action.KEEP_APPOINTMENTS, assignment),
        may_give=may(g.viewer, Action.GIVE_ASSIGNMENT, assignment),
        ask_next=asking_next(assignment),
        may_write=reason is None or bool(form.errors),
        may_answer=may(g.viewer, Action.ANSWER_ASSIGNMENT, assignment),
        may_end=may(g.viewer, Action.END_ASSIGNMENT, assignment),
        may_withdraw=may(g.viewer, Action.WITHDRAW_ASSIGNMENT, assignment),
    )


def asking_next(assignment: Assignment) -> list[dict[str, str]]:
    """Whoever said no, or nothing: who else of the ward gives this help, each with its form."""
    if assignment.status not in {AssignmentStatus.DECLINED, AssignmentStatus.EXPIRED}:
        return []
    asked: dict[str, Any] = {"need": assignment.need_id, "service": assignment.service_code}
    return [
        {
            "words": row.words,
            "name": row.name,
            "url": url_for(".new", case_id=assignment.case_id, agency=row.id, **asked),
        }
        for row in next_agencies(g.viewer, assignment, language())
    ]


@bp.route("/assignments/<int:assignment_id>/colleague", methods=["GET", "POST"])
@allows(Action.GIVE_ASSIGNMENT)
def give(assignment_id: int) -> str | Response:
    """Inside the agency: who sees to it, or nobody in particular."""
    assignment = find_or_404(Assignment, assignment_id, Action.VIEW_ASSIGNMENT)
    if (late := too_late(assignment)) is not None:
        return late
    form = GivingForm.of_request(colleague=str(assignment.colleague_id or ""))
    form.colleague.choices = [("", _("Nobody in particular")), *colleagues(g.viewer)]
    if form.accepted:
        chosen = form.colleague.data
        to = find_or_404(User, int(chosen), Action.LIST_ASSIGNMENTS) if chosen else None
        assignment.give_to(to, by=g.viewer)
        commit()
        return to_request(assignment_id, _("Written down: who sees to it."))
    return render_template("assignments/give.html", form=form, assignment_id=assignment_id)


@bp.post("/assignments/<int:assignment_id>/acceptance")
@allows(Action.ANSWER_ASSIGNMENT)
def accept(assignment_id: int) -> Response:
    assignment = find_or_404(Assignment, assignment_id, Action.VIEW_ASSIGNMENT)
    if (late := too_late(assignment)) is not None:
        return late
    assignment.accept(by=g.viewer)
    commit()
    return to_request(assignment_id, _("You take this on. The worker can see it."))


@bp.route("/assignments/<int:assignment_id>/refusal", methods=["GET", "POST"])
@allows(Action.ANSWER_ASSIGNMENT)
def decline(assignment_id: int) -> str | Response:
    """The agency cannot help this time, and says why."""
    assignment = find_or_404(Assignment, assignment_id, Action.VIEW_ASSIGNMENT)
    if (late := too_late(assignment)) is not None:
        return late
    form = RefusalForm.of_request()
    if form.accepted:
        assignment.decline(reason=str(form.reason.data), by=g.viewer)
        commit()
        return to_request(
            assignment_id, _("Your answer is sent. The worker looks for another way.")
        )
    return render_template("assignments/decline.html", form=form, assignment_id=assignment_id)


@bp.route("/assignments/<int:assignment_id>/end", methods=["GET", "POST"])
@allows(Action.END_ASSIGNMENT)
def end(assignment_id: int) -> str | Response:
    """The agency says what happened, and that its part is over."""
    assignment = find_or_404(Assignment, assignment_id, Action.VIEW_ASSIGNMENT)
    if (late := too_late(assignment)) is not None:
        return late
    form = EndForm.of_request()
    if form.accepted:
        helped = form.helped.data == YES
        assignment.end(result=str(form.result.data), helped=helped, by=g.viewer)
        commit()
        return to_request(assignment_id, _("Thank you. What you wrote is with the worker."))
    return render_template("assignments/end.html", form=form, assignment_id=assignment_id)


@bp.route("/assignments/<int:assignment_id>/withdrawal", methods=["GET", "POST"])
@allows(Action.WITHDRAW_ASSIGNMENT)
def withdraw(assignment_id: int) -> str | Response:
    """The worker takes the request back; the agency sees nothing of it from then on."""
    assignment = find_or_404(Assignment, assignment_id, Action.VIEW_ASSIGNMENT)
    if (late := too_late(assignment)) is not None:
        return late
    form = WithdrawalForm.of_request()
    if form.accepted:
        assignment.withdraw(by=g.viewer)
        commit()
        return to_request(
            assignment_id, _("The request is withdrawn. The agency no longer sees it.")
        )
    return render_template(
        "assignments/withdraw.html",
        form=form,
        assignment_id=assignment_id,
        agency=assignment.agency.name,
    )


def too_late(assignment: Assignment) -> Response | None:
    """Two taps, or two colleagues: whoever comes second is told on the page of the request."""
    reason = why_not(g.viewer, g.action, assignment)
    if reason is None:
        return None
    return to_request(assignment.id, label(reason), "warning")


def to_request(assignment_id: int, text: str, category: str = "success") -> Response:
    flash(text, category)
    return redirect(url_for(".show", assignment_id=assignment_id))
