"""Tells the demo's clusters of wards, from seeds/demo/clusters.toml, in domain verbs."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from sqlalchemy import select

from reintegrate.cli.demo_cast import Row, Scene, area_on, demo_seed, staff
from reintegrate.cli.demo_community import key, moment
from reintegrate.db import db, today
from reintegrate.models.agency import Agency
from reintegrate.models.cluster import Cluster, ClusterTask


def scenes_of_clusters() -> Iterator[Scene]:
    """Formed by the province; then each task when it was agreed, and when it was done."""
    for row in demo_seed("clusters")["cluster"]:
        yield moment(row["day"]), partial(form, row)
        for task in row["tasks"]:
            until = today() + timedelta(days=task["until"])
            yield moment(task["day"]), partial(agree, row, task, until)
            if "done" in task:
                yield moment(task["done"]), partial(finish, task)


def form(row: Row) -> None:
    by = staff(row["by"])
    shared = select(Agency).where(Agency.code.in_(row["agencies"]))
    Cluster.form(
        key=key(row),
        province=area_on(row["province"], today()),
        name=row["name"],
        wards=[area_on(code, today()) for code in row["wards"]],
        agencies=db.session.scalars(shared),
        by=by,
    )


def agree(row: Row, task: Row, until: date) -> None:
    cluster = db.session.scalars(select(Cluster).where(Cluster.key == key(row))).one()
    ward = area_on(task["ward"], today()) if "ward" in task else None
    ClusterTask.agree(
        cluster,
        key=key(task),
        words=task["words"],
        due_on=until,
        area_id=ward.id if ward else None,
        by=staff(task["by"]),
    )


def finish(task: Row) -> None:
    agreed = db.session.scalars(select(ClusterTask).where(ClusterTask.key == key(task))).one()
    agreed.finish(by=staff(task["done_by"]))
