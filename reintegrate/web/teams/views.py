"""The ward's support team: who is in it now, by which decision, and who was before."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.access.policy import may
from reintegrate.db import commit, today
from reintegrate.models.team import Team, TeamMember, TeamPlace
from reintegrate.web.teams import forms, queries
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.steps import tried

bp = Blueprint("teams", __name__)


@bp.get("/teams/")
@allows(Action.SEE_TEAM)
def index() -> str:
    found = queries.teams(g.viewer)
    may_keep = may(g.viewer, Action.KEEP_TEAM)
    return render_template(
        "teams/index.html",
        now=next(((team, members) for team, members in found if team.until is None), None),
        before=[(team, members) for team, members in found if team.until is not None],
        may_keep=may_keep,
        columns=columns(may_keep),
        columns_before=columns(False),
    )


def columns(may_keep: bool) -> list[dict[str, object]]:
    shown: list[dict[str, object]] = [
        {"label": label}
        for label in (
            _("Full name"),
            _("Place in the team"),
            _("Post and office"),
            _("Member from"),
            _("Until"),
        )
    ]
    return [*shown, {"label": _("Change"), "unseen": True}] if may_keep else shown


@bp.route("/teams/new", methods=["GET", "POST"])
@allows(Action.KEEP_TEAM)
def new() -> str | Response:
    """A decision on the team. The team before it ends where this one begins."""
    form: Any = forms.TeamForm.of_request()
    area = queries.own_area(g.viewer) or abort(404)
    stands = queries.standing(g.viewer) if request.method == "POST" else None
    if form.accepted and tried(
        form,
        lambda: Team.set_up(
            key=form.key.data,
            area=area,
            decision_number=form.decision_number.data,
            decided_on=form.decided_on.data,
            signer=form.signer.data or "",
            since=form.since.data,
            keep_members=bool(form.keep_members.data and stands),
            by=g.viewer,
        ),
        "since",
    ):
        return saved(_("The decision is saved."))
    return render_template("teams/new.html", form=form)


@bp.route("/teams/<int:team_id>/members/new", methods=["GET", "POST"])
@allows(Action.KEEP_TEAM)
def join(team_id: int) -> str | Response:
    team = find_or_404(Team, team_id)
    form: Any = forms.MemberForm.of_request()
    if request.method == "GET" and not form.restored:
        form.since.data = max(team.since, today()) if team.since > today() else team.since
    if form.accepted and tried(
        form,
        lambda: team.add(
            TeamPlace(form.place.data),
            form.name.data,
            form.post.data or "",
            since=form.since.data,
            key=form.key.data,
            by=g.viewer,
        ),
        "since",
    ):
        return saved(_("The member is in the team."))
    return render_template("teams/member.html", form=form, team=team)


@bp.route("/team-members/<int:member_id>/leaving", methods=["GET", "POST"])
@allows(Action.KEEP_TEAM)
def leave(member_id: int) -> str | Response:
    """Who leaves stays in the history, with both days."""
    member = find_or_404(TeamMember, member_id)
    form: Any = forms.LeaveForm.of_request()
    if form.accepted and tried(form, lambda: member.leave(form.on.data, by=g.viewer), "on"):
        return saved(_("The day is saved. The member stays in the history."))
    return render_template("teams/leaving.html", form=form, member=member)


def saved(words: str) -> Response:
    commit()
    flash(words, "success")
    return redirect(url_for("teams.index"), 303)
