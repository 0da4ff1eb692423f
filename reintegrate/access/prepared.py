"""Queries built once and asked many times: building one costs more than answering it.

A builder sees a stand-in for the viewer: the true role, and places for numbers filled in later.
"""

from collections.abc import Callable, Hashable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Integer, Result, Select, bindparam
from sqlalchemy.sql.elements import BindParameter

from reintegrate.db import connection, db, today
from reintegrate.models.ready import Ready
from reintegrate.models.user import Role, User

MOST = 500
"""Different queries kept for one builder; then it begins anew."""


class StandIn(NamedTuple):
    """Any viewer of one role. A builder must not look at anything else of the viewer, so that two
    viewers of one role never see each other's numbers."""

    role: Role
    id: BindParameter[int]
    area_id: BindParameter[int]
    agency_id: BindParameter[int]


def stand_in(role: Role) -> Any:
    return StandIn(
        role,
        bindparam("viewer_id", type_=Integer),
        bindparam("viewer_area_id", type_=Integer),
        bindparam("viewer_agency_id", type_=Integer),
    )


class Prepared:
    """What `prepared` makes of a builder."""

    def __init__(self, build: Callable[..., Select[Any]]):
        self.build = build
        self.kept: dict[tuple[Hashable, ...], Ready] = {}
        self.day = date.min

    def ready(self, role: Role, shape: tuple[Hashable, ...]) -> Ready:
        """Made anew each day: "overdue" is a comparison with today."""
        if self.day != today() or len(self.kept) > MOST:
            self.day, self.kept = today(), {}
        kept, key = self.kept, (role, *shape)  # another thread may begin a new day meanwhile
        if key not in kept:
            kept[key] = Ready(self.build(stand_in(role), *shape))
        return kept[key]


def prepared(build: Callable[..., Select[Any]]) -> Prepared:
    """Decorates `build(viewer, *shape)`. `shape` decides how the query looks; values that change
    from call to call are `bindparam`s, named at `run`."""
    return Prepared(build)


def run(query: Prepared, viewer: User, *shape: Hashable, **values: Any) -> Result[Any]:
    """Ask it for this viewer."""
    statement: Any = query.ready(viewer.role, shape).statement
    return db.session.execute(statement, own(viewer) | values)


def rows(query: Prepared, viewer: User, *shape: Hashable, **values: Any) -> list[Any]:
    """The same for queries that name columns and no record: named tuples."""
    ready = query.ready(viewer.role, shape)
    return ready.rows(connection(), own(viewer) | values)


def own(viewer: User) -> dict[str, Any]:
    return {
        "viewer_id": viewer.id,
        "viewer_area_id": viewer.area_id,
        "viewer_agency_id": viewer.agency_id,
    }
