"""Clusters of wards: formed by the province; tasks agreed, and counts, for all wards in them."""

from datetime import date
from typing import Any, cast

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.access.policy import may
from reintegrate.db import commit, utcnow
from reintegrate.models.agency import Agency
from reintegrate.models.area import Area
from reintegrate.models.assignment_board import BoardColumn
from reintegrate.models.cluster import Cluster, ClusterTask
from reintegrate.models.lifecycle import DomainError
from reintegrate.web.clusters import queries
from reintegrate.web.clusters.forms import ClusterForm, ClusterPage, NewClusterForm, TaskForm
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.steps import take

bp = Blueprint("clusters", __name__)


@bp.get("/clusters/")
@allows(Action.SEE_CLUSTERS)
def index() -> str:
    page = queries.listed(g.viewer, request.args.get("page"))
    return render_template(
        "clusters/index.html",
        page=page,
        may_keep=may(g.viewer, Action.KEEP_CLUSTERS),
        previous_url=page.previous and url_for(".index", page=page.previous),
        next_url=page.next and url_for(".index", page=page.next),
    )


@bp.route("/clusters/new", methods=["GET", "POST"])
@allows(Action.KEEP_CLUSTERS)
def new() -> str | Response:
    form = NewClusterForm.of_request()
    offer(form)
    if form.accepted:
        try:
            cluster = Cluster.form(
                key=str(form.key.data), province=g.viewer.area, by=g.viewer, **said(form)
            )
        except DomainError as error:
            form.refuse(message(error), "wards")
        else:
            proof: Any = {"what": _("The cluster is formed"), "code": cluster.receipt}
            cluster_id = cluster.id
            commit()
            flash(proof | {"at": utcnow()}, "receipt")
            return redirect(url_for(".show", cluster_id=cluster_id))
    return render_template("clusters/edit.html", form=form, cluster_id=None)


@bp.route("/clusters/<int:cluster_id>/edit", methods=["GET", "POST"])
@allows(Action.KEEP_CLUSTERS)
def edit(cluster_id: int) -> str | Response:
    cluster = find_or_404(Cluster, cluster_id)
    form = ClusterForm.of_request(
        version=cluster.version,
        name=cluster.name,
        wards=[str(number) for number in cluster.ward_ids()],
        agencies=[str(number) for number in cluster.agency_ids()],
    )
    offer(form)
    if form.accepted and not form.started_from(cluster.version):
        form.show_theirs(cluster.version, name=cluster.name)
    elif form.accepted:
        try:
            cluster.change(by=g.viewer, **said(form))
        except DomainError as error:
            form.refuse(message(error), "wards")
        else:
            commit()
            flash(_("Written down."), "success")
            return redirect(url_for(".show", cluster_id=cluster_id))
    return render_template("clusters/edit.html", form=form, cluster_id=cluster_id)


def offer(form: ClusterPage) -> None:
    form.offer(queries.wards_to_tick(g.viewer), queries.agencies_to_tick(g.viewer))


def said(form: ClusterPage) -> dict[str, Any]:
    return {
        "name": form.name.data,
        "wards": queries.chosen(g.viewer, Area, form.wards.data),
        "agencies": queries.chosen(g.viewer, Agency, form.agencies.data),
    }


@bp.get("/clusters/<int:cluster_id>")
@allows(Action.SEE_CLUSTERS)
def show(cluster_id: int) -> str:
    """What its wards share and agreed on, and how agencies answer each of them."""
    cluster = find_or_404(Cluster, cluster_id)
    wards, agencies = queries.parts(g.viewer, cluster)
    return render_template(
        "clusters/show.html",
        cluster=cluster,
        wards={ward.id: ward.name for ward in wards},
        agencies=agencies,
        tasks=queries.tasks(g.viewer, cluster),
        columns=[(column, label(column)) for column in BoardColumn],
        board=queries.board(g.viewer, wards),
        may_keep=may(g.viewer, Action.KEEP_CLUSTERS, cluster),
    )


@bp.route("/clusters/<int:cluster_id>/tasks/new", methods=["GET", "POST"])
@allows(Action.KEEP_CLUSTER_TASKS)
def agree(cluster_id: int) -> str | Response:
    cluster = find_or_404(Cluster, cluster_id)
    wards, _agencies = queries.parts(g.viewer, cluster)
    form = TaskForm.of_request()
    form.ward.choices = [("", _("All wards of the cluster"))]
    form.ward.choices += [(str(ward.id), ward.name) for ward in wards]
    if form.accepted:
        try:
            ClusterTask.agree(
                cluster,
                key=str(form.key.data),
                words=form.words.data,
                due_on=cast(date, form.due_on.data),
                area_id=int(form.ward.data) if form.ward.data else None,
                by=g.viewer,
            )
        except DomainError as error:
            form.refuse(message(error), "ward")
        else:
            commit()
            flash(_("Written down. All wards of the cluster see it."), "success")
            return redirect(url_for(".show", cluster_id=cluster_id))
    return render_template("clusters/task.html", form=form, cluster_id=cluster_id)


@bp.post("/cluster-tasks/<int:cluster_task_id>/done")
@allows(Action.KEEP_CLUSTER_TASKS)
def finish(cluster_task_id: int) -> Response:
    task = find_or_404(ClusterTask, cluster_task_id)
    cluster_id = task.cluster_id
    take(task.finish, _("Marked as done."))
    return redirect(url_for(".show", cluster_id=cluster_id))
