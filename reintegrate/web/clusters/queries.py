"""Clusters in sight, what was agreed in them, and their board."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from reintegrate.access.counted_help import cluster_counts
from reintegrate.access.scope import visible
from reintegrate.db import db, today
from reintegrate.models.agency import Agency
from reintegrate.models.area import Area, AreaKind
from reintegrate.models.assignment_board import BoardColumn, counts_as
from reintegrate.models.cluster import Cluster, ClusterTask
from reintegrate.models.user import Role, User
from reintegrate.web.ui.paging import Page, page_of
from reintegrate.web.ui.small_numbers import guarded_total


def listed(viewer: User, cursor: str | None) -> Page:
    """By name."""
    rows: Any = visible(viewer, Cluster).with_only_columns(Cluster.id, Cluster.name)
    return page_of(rows, (Cluster.name, Cluster.id), cursor, name="clusters")


def wards_to_tick(viewer: User) -> list[tuple[str, str]]:
    """The wards of the viewer's province."""
    found = visible(viewer, Area).where(
        Area.parent_id == viewer.area_id,
        Area.in_force_on(today()),
        Area.kind.in_((AreaKind.WARD, AreaKind.COMMUNE, AreaKind.SPECIAL_ZONE)),
    )
    return _choices(found.with_only_columns(Area.id, Area.name).order_by(Area.name, Area.id))


def agencies_to_tick(viewer: User) -> list[tuple[str, str]]:
    found = visible(viewer, Agency).where(Agency.active)
    return _choices(
        found.with_only_columns(Agency.id, Agency.name).order_by(Agency.name, Agency.id)
    )


def _choices(query: Any) -> list[tuple[str, str]]:
    return [(str(number), name) for number, name in db.session.execute(query)]


def chosen(viewer: User, model: Any, ids: Collection[str]) -> list[Any]:
    """Only what the viewer could tick."""
    numbers = [int(number) for number in ids]
    return list(db.session.scalars(visible(viewer, model).where(model.id.in_(numbers))))


def parts(viewer: User, cluster: Cluster) -> tuple[list[Any], list[Any]]:
    """Wards and agencies of a cluster in sight: offices, which anybody in it may know."""
    if db.session.scalar(visible(viewer, Cluster).where(Cluster.id == cluster.id)) is None:
        return [], []
    wards = db.select(Area.id, Area.name).where(Area.id.in_(cluster.ward_ids()))
    shared = db.select(Agency.id, Agency.name).where(Agency.id.in_(cluster.agency_ids()))
    return (
        list(db.session.execute(wards.order_by(Area.name))),
        list(db.session.execute(shared.order_by(Agency.name))),
    )


def tasks(viewer: User, cluster: Cluster) -> list[Any]:
    """What is still to do first, the soonest first; then the last fifty that were done."""
    of_it = visible(viewer, ClusterTask).where(ClusterTask.cluster_id == cluster.id)
    open_ones = of_it.where(ClusterTask.done_at.is_(None)).order_by(ClusterTask.due_on)
    done = of_it.where(ClusterTask.done_at.is_not(None)).order_by(ClusterTask.done_at.desc())
    return [*db.session.scalars(open_ones.limit(50)), *db.session.scalars(done.limit(50))]


@dataclass(frozen=True)
class BoardRow:
    """What agencies were asked for one ward: each number as the viewer may know it."""

    name: str
    area_id: int
    numbers: list[str]
    opens: bool
    """The viewer may see the list behind each number."""


def board(viewer: User, wards: list[Any]) -> list[BoardRow]:
    """Only a ward's own numbers are shown as they are; the coordinator opens every ward's."""
    parts: dict[int, list[list[int]]] = {ward.id: [[] for _ in BoardColumn] for ward in wards}
    counted = cluster_counts([*parts], *map(counts_as, BoardColumn))
    for area, _agency, *numbers in db.session.execute(counted):
        for column, number in zip(parts[area], numbers, strict=True):
            column.append(number)
    above = viewer.role == Role.COORDINATOR
    rows = []
    for ward in wards:
        own = ward.id == viewer.area_id
        numbers = [str(sum(part)) if own else guarded_total(part) for part in parts[ward.id]]
        rows.append(BoardRow(ward.name, ward.id, numbers, opens=own or above))
    return rows
