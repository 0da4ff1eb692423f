"""Wards and communes to choose from: province by province, or by a name they bear or bore."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from flask import request
from sqlalchemy import Select

from reintegrate.access.scope import visible
from reintegrate.db import db, today
from reintegrate.models.area import Area, AreaKind, AreaPredecessor
from reintegrate.models.names import fold
from reintegrate.models.user import User
from reintegrate.web.ui.i18n import gettext

UNITS = (AreaKind.WARD, AreaKind.COMMUNE, AreaKind.SPECIAL_ZONE)
FOUND_AT_MOST = 12


class WardFound(NamedTuple):
    """A ward of today. `was`: the name by which it was found, where it has another now."""

    id: int
    name: str
    province: str
    was: str


class WardChoice(NamedTuple):
    """What a page shows beside the list of wards: other provinces, and a search."""

    province: int | None
    provinces: Sequence[Any]
    asked: str
    found: list[WardFound]


def offer_wards(field: Any, viewer: User) -> WardChoice:
    """Give the field the wards of one province. Which, and which of them is chosen beforehand,
    stands in the address: `province`, `ward`; `find` is a name to look for."""
    args = request.args
    chosen = _numbered(args, "ward")
    ward_ = ward(viewer, chosen) if chosen else None
    asked = str(ward_.parent_id) if ward_ else args.get("province")
    province = province_of(viewer, asked)
    field.choices = ward_choices(viewer, province)
    if ward_ and request.method == "GET" and not field.data:
        offered = {value for value, _name in field.choices}
        field.data = str(ward_.id) if str(ward_.id) in offered else None
    name = args.get("find", "")[:120]
    return WardChoice(province, provinces(viewer), name, named(viewer, name))


def _numbered(args: Mapping[str, str], name: str) -> int | None:
    asked = args.get(name) or ""
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else None


def province_of(viewer: User, asked: str | None) -> int | None:
    """The id of the province asked for, if it is one; otherwise of the viewer's own."""
    if number := _numbered({"id": asked or ""}, "id"):
        query = _in_force(viewer).where(Area.id == number, Area.kind == AreaKind.PROVINCE)
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


def named(viewer: User, asked: str) -> list[WardFound]:
    """Wards of today by the words of a name: theirs, that of a ward they took in, or one in the
    words of what they were made from. Not the viewer's own."""
    wanted = fold(asked).split()
    if not wanted:
        return []
    today_of = _today_of(viewer)
    found: dict[int, WardFound] = {}
    for area in db.session.execute(_units(viewer).order_by(Area.valid_from.desc(), Area.name)):
        parts = re.split(r", | và ", area.formed_from or "")
        was = next((name for name in (area.name, *parts) if _holds(name, wanted)), None)
        for now in today_of(area.id) if was else []:
            name = "" if _holds(now.name, wanted) else str(was)
            found.setdefault(now.id, WardFound(now.id, now.name, now.province, name))
    found.pop(viewer.area_id or 0, None)
    return list(found.values())[:FOUND_AT_MOST]


def _holds(text: str, wanted: list[str]) -> bool:
    words = fold(text).split()
    return all(any(word.startswith(one) for word in words) for one in wanted)


def _units(viewer: User) -> Select[Any]:
    query: Any = visible(viewer, Area).where(Area.kind.in_(UNITS))
    found: Select[Any] = query.with_only_columns(Area.id, Area.name, Area.formed_from)
    return found


def _today_of(viewer: User) -> Any:
    """By a ward's number: what it is today, through every change since."""
    above = visible(viewer, Area).subquery()
    standing = _in_force(viewer).where(Area.kind.in_(UNITS))
    named_ = standing.outerjoin(above, above.c.id == Area.parent_id)
    columns = named_.with_only_columns(Area.id, Area.name, above.c.name.label("province"))
    now = {row.id: row for row in db.session.execute(columns)}
    steps: dict[int, list[int]] = {}
    links = visible(viewer, Area).join(AreaPredecessor, AreaPredecessor.area_id == Area.id)
    pairs = links.with_only_columns(AreaPredecessor.predecessor_id, AreaPredecessor.area_id)
    for before, after in db.session.execute(pairs):
        steps.setdefault(before, []).append(after)

    def follow(area_id: int) -> list[Any]:
        if area_id in now:
            return [now[area_id]]
        return [one for after in steps.get(area_id, []) for one in follow(after)]

    return follow


def _in_force(viewer: User) -> Select[Any]:
    return visible(viewer, Area).where(Area.in_force_on(today()))
