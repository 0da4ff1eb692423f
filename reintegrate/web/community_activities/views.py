"""Talks, festival days, clubs, house to house: written down after they were held, corrected."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.db import commit, today, utcnow
from reintegrate.models.catalogue import Programme, names
from reintegrate.models.community_activity import CommunityActivity
from reintegrate.models.lifecycle import DomainError
from reintegrate.web.community_activities import queries
from reintegrate.web.community_activities.forms import ActivityForm, NewActivityForm
from reintegrate.web.ui.asked_days import asked_days
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.programmes import offer_programmes

bp = Blueprint("community_activities", __name__)


@bp.get("/community/activities")
@allows(Action.KEEP_ACTIVITIES)
def index() -> str:
    """All, newest first; with days in the address, what a number of these days counts."""
    days, programme = asked_days(), request.args.get("programme", "")
    asked = {"first": days[0].isoformat(), "last": days[1].isoformat()} if days else {}
    asked |= {"programme": programme} if programme else {}
    return render_template(
        "community_activities/index.html",
        page=queries.held(g.viewer, request.args.get("after"), days, programme),
        days=days,
        asked=asked,
        counted=queries.count_held(g.viewer, days, programme) if days else None,
        programmes=names(Programme, language()),
    )


@bp.route("/community/activities/new", methods=["GET", "POST"])
@allows(Action.KEEP_ACTIVITIES)
def new() -> Response | str:
    form = NewActivityForm.of_request(data={"held_on": today()})
    offer_programmes(form)
    if form.accepted:
        try:
            held = CommunityActivity.record(key=str(form.key.data), **form.said, by=g.viewer)
        except DomainError as error:
            form.refuse(message(error))
        else:
            commit()
            proof: Any = {
                "what": _("The activity is written down and counts."),
                "next": _("You can correct it below."),
                "code": held.receipt,
                "at": utcnow(),
            }
            flash(proof, "receipt")
            return redirect(url_for("community_activities.show", activity_id=held.id))
    return render_template("community_activities/new.html", form=form)


@bp.route("/community/activities/<int:activity_id>", methods=["GET", "POST"])
@allows(Action.KEEP_ACTIVITIES)
def show(activity_id: int) -> Response | str:
    held = find_or_404(CommunityActivity, activity_id)
    form = ActivityForm.of_request(data=as_written(held))
    offer_programmes(form, keep=held.programme_code)
    if form.accepted:
        if not form.started_from(held.version):
            form.show_theirs(held.version, **shown(held))
        elif corrected(held, form):
            return redirect(url_for("community_activities.show", activity_id=held.id))
    return render_template("community_activities/show.html", held=held, form=form)


def corrected(held: CommunityActivity, form: ActivityForm) -> bool:
    try:
        held.correct(**form.said, by=g.viewer)
    except DomainError as error:
        form.refuse(message(error))
        return False
    commit()
    flash(_("Corrected."), "success")
    return True


@bp.post("/community/activities/<int:activity_id>/strike")
@allows(Action.KEEP_ACTIVITIES)
def strike(activity_id: int) -> Response:
    held = find_or_404(CommunityActivity, activity_id)
    if held.counts:
        held.strike(by=g.viewer)
        commit()
    flash(_("It is not counted any more."), "success")
    return redirect(url_for("community_activities.show", activity_id=held.id))


@bp.post("/community/activities/<int:activity_id>/restore")
@allows(Action.KEEP_ACTIVITIES)
def restore(activity_id: int) -> Response:
    held = find_or_404(CommunityActivity, activity_id)
    if not held.counts:
        held.restore(by=g.viewer)
        commit()
    flash(_("It counts again."), "success")
    return redirect(url_for("community_activities.show", activity_id=held.id))


def as_written(held: CommunityActivity) -> dict[str, Any]:
    said = ("shape", "programme_code", "held_on", "topic", "place", "partners", "attending")
    return {name: getattr(held, name) for name in (*said, "version")}


def shown(held: CommunityActivity) -> dict[str, Any]:
    return {name: value for name, value in as_written(held).items() if name != "version"}
