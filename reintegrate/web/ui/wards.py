"""The wards and communes one may choose from, province by province."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select

from reintegrate.access.scope import visible
from reintegrate.db import db, today
from reintegrate.models.area import Area, AreaKind
from reintegrate.models.names import fold
from reintegrate.models.user import User
from reintegrate.web.ui.i18n import gettext

UNITS = (AreaKind.WARD, AreaKind.COMMUNE, AreaKind.SPECIAL_ZONE)


def province_of(viewer: User, asked: str | None) -> int | None:
    """The id of the province asked for, if it is one; otherwise of the viewer's own."""
    if asked and asked.isascii() and asked.isdigit() and len(asked) < 10:
        query = _in_force(viewer).where(Area.id == int(asked), Area.kind == AreaKind.PROVINCE)
        if (found := db.session.scalar(query)) is not None:
            return found.id
    return viewer.area.province.id if viewer.area else None


def provinces(viewer: User) -> Sequence[Any]:
    """Id and name of the provinces held here."""
    query = _in_force(viewer).where(Area.kind == AreaKind.PROVINCE)
    columns = query.with_only_columns(Area.id, Area.name)
    return db.session.execute(columns.order_by(Area.name)).all()


def ward_choices(viewer: User, province_id: int | None) -> list[tuple[str, str]]:
    """The province's wards and communes of today, except the viewer's own. None is chosen
    beforehand: nothing must travel by an oversight."""
    query = _in_force(viewer).where(
        Area.parent_id == province_id, Area.kind.in_(UNITS), Area.id != viewer.area_id
    )
    columns = query.with_only_columns(Area.id, Area.name)
    rows = db.session.execute(columns.order_by(Area.name, Area.id)).all()
    found = sorted(rows, key=lambda row: fold(row.name))
    return [("", gettext("Choose…")), *((str(row.id), row.name) for row in found)]


def ward(viewer: User, area_id: int) -> Area | None:
    return db.session.scalar(visible(viewer, Area).where(Area.id == area_id))


def _in_force(viewer: User) -> Select[Any]:
    return visible(viewer, Area).where(Area.in_force_on(today()))
