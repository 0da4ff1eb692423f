"""The register of breaches: entered, told in time, closed with its minutes."""

from functools import partial

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.db import HERE, commit, today, utcnow
from reintegrate.models.breach import Breach, BreachKind, BreachStatus
from reintegrate.models.lifecycle import DomainError
from reintegrate.web.breaches import queries
from reintegrate.web.breaches.forms import BreachForm, CloseForm, ReportForm, moment
from reintegrate.web.ui.forms import PostForm
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.steps import tried

bp = Blueprint("breaches", __name__, url_prefix="/privacy/breaches")


@bp.get("/")
@allows(Action.KEEP_BREACHES)
def index() -> str:
    return render_template(
        "breaches/index.html",
        page=queries.listed(g.viewer, request.args.get("after")),
        now=utcnow(),
        count=queries.count_open(g.viewer),
    )


@bp.route("/new", methods=["GET", "POST"])
@allows(Action.KEEP_BREACHES)
def new() -> str | Response:
    now = utcnow().astimezone(HERE)
    form = BreachForm.of_request(data={"day": today(), "hour": now.strftime("%H:%M")})
    if form.accepted and (breach := entered(form)) is not None:
        return redirect(url_for("breaches.show", breach_id=breach.id), 303)
    return render_template("breaches/new.html", form=form)


def entered(form: BreachForm) -> Breach | None:
    try:
        breach = Breach.enter(
            key=str(form.key.data),
            kind=BreachKind(form.kind.data),
            detected_at=moment(form.day, form.hour),
            may_harm=bool(form.may_harm.data),
            people=int(form.people.data),
            by=g.viewer,
        )
    except DomainError as error:
        form.refuse(message(error), "hour")
        return None
    commit()
    flash(_("Entered. It says by when the responsible body is to be told."), "success")
    return breach


@bp.get("/<int:breach_id>")
@allows(Action.KEEP_BREACHES)
def show(breach_id: int) -> str:
    return sheet(find_or_404(Breach, breach_id))


@bp.post("/<int:breach_id>/report")
@allows(Action.KEEP_BREACHES)
def report(breach_id: int) -> str | Response:
    breach = find_or_404(Breach, breach_id)
    form = ReportForm.of_request()
    if not form.accepted:
        return sheet(breach, report=form)
    told_at = moment(form.day, form.hour)
    if not tried(form, lambda: breach.report(told_at, by=g.viewer), "hour"):
        return sheet(breach, report=form)
    return kept(breach)


@bp.post("/<int:breach_id>/end")
@allows(Action.KEEP_BREACHES)
def close(breach_id: int) -> str | Response:
    breach = find_or_404(Breach, breach_id)
    form = CloseForm.of_request()
    if not form.accepted:
        return sheet(breach, close=form)
    step = partial(
        breach.close,
        minutes_number=str(form.minutes_number.data),
        minutes_on=form.minutes_on.data,
        people_told_on=form.people_told_on.data,
        by=g.viewer,
    )
    if not tried(form, step, "minutes_on"):
        return sheet(breach, close=form)
    return kept(breach)


def kept(breach: Breach) -> Response:
    commit()
    flash(_("Written into the register."), "success")
    return redirect(url_for("breaches.show", breach_id=breach.id), 303)


def sheet(breach: Breach, **posted: PostForm) -> str:
    forms: dict[str, PostForm] = {}
    if breach.status == BreachStatus.DETECTED:
        forms["report"] = ReportForm(data={"day": today()})
    if breach.status == BreachStatus.REPORTED or (breach.is_open and not breach.may_harm):
        forms["close"] = CloseForm(data={"minutes_on": today()})
    form = next(iter(posted.values()), None)
    return render_template("breaches/show.html", breach=breach, forms=forms | posted, form=form)
