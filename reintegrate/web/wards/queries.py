"""Areas by name and code, plans of changes, and whom a split waits for."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import or_

from reintegrate.access.scope import visible
from reintegrate.access.scope_areas import counted_by_area, counted_by_unit
from reintegrate.db import db, today, utcnow
from reintegrate.models.agency import Agency
from reintegrate.models.area import Area, AreaKind, successors_of
from reintegrate.models.area_change import AreaChange, AreaChangeStatus
from reintegrate.models.area_split import AreaPlacement, Placed, split_areas
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.names import fold
from reintegrate.models.person import Person
from reintegrate.models.user import User
from reintegrate.web.ui.paging import Page, page_of

FOUND_AT_MOST = 30
SHOWN_AFTERWARDS = timedelta(days=180)
ABOVE = (AreaKind.PROVINCE, AreaKind.TOWN, AreaKind.DISTRICT)


class Found(NamedTuple):
    """An area whose name was asked for, and what it is today."""

    area: Area
    now: list[str]


def changes(viewer: User, cursor: str | None) -> Page:
    query = visible(viewer, AreaChange).where(AreaChange.status != AreaChangeStatus.DROPPED)
    columns: Any = query.with_only_columns(
        AreaChange.id, AreaChange.name, AreaChange.first_day, AreaChange.status
    )
    keys = (AreaChange.first_day, AreaChange.id)
    return page_of(columns, keys, cursor, name="area changes", descending=True)


def named(viewer: User, asked: str) -> list[Found]:
    """By any word of a name it bears or bore, or by its code; those of today first."""
    wanted = fold(asked).split()
    if not wanted:
        return []
    rows = db.session.execute(
        visible(viewer, Area).with_only_columns(Area.id, Area.code, Area.name)
    )
    ids = [row.id for row in rows if all(word in f"{row.code} {fold(row.name)}" for word in wanted)]
    found = db.session.scalars(
        visible(viewer, Area)
        .where(Area.id.in_(ids[: FOUND_AT_MOST * 4]))
        .order_by(Area.valid_from.desc(), Area.code)
        .limit(FOUND_AT_MOST)
    )
    return [Found(area, _today_of(area)) for area in found]


def _today_of(area: Area) -> list[str]:
    """The names of what it is today, through every change since."""
    if area.valid_to is None or area.valid_to >= today():
        return []
    names: list[str] = []
    for one in successors_of(area):
        names += _today_of(one) or [one.name]
    return list(dict.fromkeys(names))


def area_coded(viewer: User, code: str, day: date) -> Area | None:
    """A posted code counts only if an area bore it on that day."""
    query = visible(viewer, Area).where(Area.code == code, Area.in_force_on(day))
    return db.session.scalar(query)


def parents(viewer: User, day: date) -> Sequence[Any]:
    """Id and name of what an area can lie in on this day."""
    above = visible(viewer, Area).where(Area.in_force_on(day), Area.kind.in_(ABOVE))
    return db.session.execute(
        above.with_only_columns(Area.id, Area.name, Area.code).order_by(Area.name, Area.id)
    ).all()


def counts(viewer: User, change: AreaChange) -> dict[str, dict[int, int]]:
    return counted_by_area(viewer, [area.id for area in change.old_areas])


def counts_of_parts(viewer: User, change: AreaChange) -> dict[tuple[int, str], int]:
    return counted_by_unit(viewer, change)


def staff(viewer: User, change: AreaChange) -> Sequence[Any]:
    """Who works in the areas of a plan, by ward and name."""
    ids = [area.id for area in change.old_areas] or [0]
    query = visible(viewer, User).where(User.area_id.in_(ids), User.disabled_at.is_(None))
    columns = query.with_only_columns(User.id, User.name, User.role, User.area_id)
    return db.session.execute(columns.order_by(User.area_id, User.sort_key, User.id)).all()


def placed_staff(viewer: User, change: AreaChange) -> dict[int, int]:
    """Unit by user, of those for whom one was chosen."""
    query = visible(viewer, AreaPlacement).where(
        AreaPlacement.change_id == change.id, AreaPlacement.user_id.is_not(None)
    )
    columns = query.with_only_columns(AreaPlacement.user_id, AreaPlacement.unit_id)
    return {user_id: unit_id for user_id, unit_id in db.session.execute(columns) if user_id}


def agencies(viewer: User, change: AreaChange) -> list[str]:
    """Whoever serves one of its areas by that area itself, or one above it."""
    serving = [Agency.serving(area.id) for area in change.old_areas]
    if not serving:
        return []
    query = visible(viewer, Agency).where(or_(*serving)).with_only_columns(Agency.name)
    return sorted(db.session.scalars(query), key=fold)


def user_in(viewer: User, change: AreaChange, user_id: str) -> User | None:
    ids = [area_id for area_id, _ in split_areas(change)] or [0]
    if not (user_id.isascii() and user_id.isdigit() and len(user_id) < 10):
        return None
    return db.session.scalar(
        visible(viewer, User).where(User.id == int(user_id), User.area_id.in_(ids))
    )


def to_place(viewer: User) -> Sequence[Any]:
    """Open cases of the viewer's ward whose address does not say where they go on."""
    query = (
        visible(viewer, AreaPlacement)
        .join(AreaChange, AreaChange.id == AreaPlacement.change_id)
        .join(Case, Case.id == AreaPlacement.case_id)
        .join(Person, Person.id == Case.person_id)
        .where(AreaPlacement.how == Placed.UNCLEAR, IS_OPEN)
        .where(AreaChange.status != AreaChangeStatus.DROPPED)
        .with_only_columns(
            AreaPlacement.change_id,
            Case.id,
            Case.number,
            Person.name,
            Person.address,
            AreaPlacement.unit_id,
        )
        .order_by(AreaPlacement.change_id, Case.person_sort_key, Case.id)
        .limit(200)
    )
    return db.session.execute(query).all()


def of_own_ward(viewer: User) -> Sequence[AreaChange]:
    """What is planned for the viewer's ward or was carried out lately, the newest first."""
    lately = utcnow() - SHOWN_AFTERWARDS
    query = visible(viewer, AreaChange).where(
        AreaChange.status != AreaChangeStatus.DROPPED,
        or_(AreaChange.status == AreaChangeStatus.PLANNED, AreaChange.carried_out_at > lately),
    )
    return db.session.scalars(query.order_by(AreaChange.first_day.desc(), AreaChange.id)).all()


def change_of(viewer: User, case: Case) -> AreaChange | None:
    """The change in which this case waits to be placed."""
    waiting = visible(viewer, AreaPlacement).where(AreaPlacement.case_id == case.id)
    ids = waiting.with_only_columns(AreaPlacement.change_id)
    query = visible(viewer, AreaChange).where(
        AreaChange.id.in_(ids), AreaChange.status != AreaChangeStatus.DROPPED
    )
    return db.session.scalars(query.order_by(AreaChange.id.desc())).first()
