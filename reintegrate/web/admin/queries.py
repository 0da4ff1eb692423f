"""Accounts as the administrator lists them, and the places a role can be given."""

from typing import Any

from sqlalchemy import Select

from reintegrate.access.scope import visible
from reintegrate.db import db, today
from reintegrate.models.agency import Agency
from reintegrate.models.area import Area, AreaKind
from reintegrate.models.names import fold
from reintegrate.models.user import WARD_KINDS, Role, User
from reintegrate.web.ui.paging import Page, page_of

FOUND_AT_MOST = 200
SHOWN: tuple[Any, ...] = (
    User.id,
    User.name,
    User.username,
    User.role,
    User.title,
    User.disabled_at,
    Area.name.label("area"),
    Agency.name.label("agency"),
)


def page_of_users(
    viewer: User, find: str, role: Role | None, disabled: bool | None, cursor: str | None
) -> Page:
    """One page of accounts by name. `disabled`: only those, only the others, or None for all."""
    query: Select[Any] = (
        visible(viewer, User)
        .outerjoin(Area, Area.id == User.area_id)
        .outerjoin(Agency, Agency.id == User.agency_id)
        .with_only_columns(*SHOWN)
    )
    if find:
        query = query.where(User.id.in_(_found(viewer, find)))
    if role is not None:
        query = query.where(User.role == role)
    if disabled is not None:
        query = query.where(
            User.disabled_at.is_not(None) if disabled else User.disabled_at.is_(None)
        )
    return page_of(query, (User.sort_key, User.id), cursor, name="accounts")


def _found(viewer: User, find: str) -> list[int]:
    """Staff are few enough to be looked through: no index folds marks on every database."""
    rows = db.session.execute(
        visible(viewer, User).with_only_columns(User.id, User.username, User.name)
    )
    wanted = fold(find).split()
    found = [
        row.id for row in rows if all(word in f"{row.username} {fold(row.name)}" for word in wanted)
    ]
    return found[:FOUND_AT_MOST]


def areas(viewer: User) -> list[tuple[int, str]]:
    """The provinces and their wards of today, each with its code: names repeat."""
    kinds = {AreaKind.PROVINCE, *WARD_KINDS}
    parents = visible(viewer, Area).subquery()
    rows = db.session.execute(
        visible(viewer, Area)
        .outerjoin(parents, parents.c.id == Area.parent_id)
        .where(Area.in_force_on(today()), Area.kind.in_(kinds))
        .with_only_columns(Area.id, Area.name, Area.code, Area.kind, parents.c.name.label("parent"))
    )
    listed = sorted(
        rows,
        key=lambda row: (fold(row.parent or row.name), row.kind != AreaKind.PROVINCE, row.code),
    )
    return [(row.id, f"{row.name} ({row.code})") for row in listed]


def agencies(viewer: User) -> list[tuple[int, str]]:
    rows = db.session.execute(
        visible(viewer, Agency).where(Agency.active).with_only_columns(Agency.id, Agency.name)
    )
    return sorted(((row.id, row.name) for row in rows), key=lambda row: fold(row[1]))


def chosen_area(viewer: User, area_id: str | None) -> Area | None:
    """A posted choice counts only if it could have been offered."""
    return _chosen(viewer, Area, area_id)


def chosen_agency(viewer: User, agency_id: str | None) -> Agency | None:
    return _chosen(viewer, Agency, agency_id)


def _chosen(viewer: User, model: Any, record_id: str | None) -> Any:
    if not record_id:
        return None
    return db.session.scalar(visible(viewer, model).where(model.id == int(record_id)))
