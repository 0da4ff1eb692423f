"""A planned split of the side's own ward, for the scenery."""

import uuid
from datetime import date
from typing import Any

from reintegrate.models.area import Area, AreaKind
from reintegrate.models.area_change import AreaChange, Unit
from reintegrate.models.area_split import settle
from reintegrate.models.user import User


def areas(side: Any, *, ward: Area, admin: User) -> None:
    """`side` gets a change in which its ward splits, and an official is asked who lives where."""
    change = AreaChange.plan(
        key=str(uuid.uuid4()),
        name=f"Nghị quyết {side.mark('area change: name')}",
        first_day=date(2026, 9, 1),
        by=admin,
    )
    name = f"Phường {side.mark('area change: new name')}"
    east = Unit(f"9{ward.code[1:]}", name, AreaKind.WARD, parent_id=ward.parent_id)
    west = Unit(ward.code, ward.name, ward.kind, parent_id=ward.parent_id)
    words = side.mark("area change: street")
    change.part(ward, east, words=words, is_rest=False, by=admin)
    change.part(ward, west, words="Tổ 999", is_rest=True, by=admin)
    settle(change)
    side.ids["area_change"] = change.id


ANSWERS_OF_AREAS: dict[str, Any] = {
    "wards.new": lambda day, key: {"key": key, "name": "Nghị quyết 1", "first_day": "01/09/2026"},
    "wards.join": lambda day, key: {
        "version": "1",
        "codes": "01852",
        "code": "01852",
        "name": "Phường Nông Thượng",
        "kind": "ward",
    },
    "wards.part": lambda day, key: {
        "version": "1",
        "old": "01849",
        "code": "01843",
        "words": "Tổ 1",
    },
    "wards.end": lambda day, key: {"version": "1", "old": "01849"},
    "wards.take_out": lambda day, key: {"version": "1", "old": "01849"},
    "wards.choose_staff": lambda day, key: {"version": "1", "user": "", "unit": ""},
    "wards.carry": lambda day, key: {"version": "0"},
    "wards.take_back": lambda day, key: {"version": "0"},
    "wards.drop": lambda day, key: {"version": "0"},
    "wards.place": lambda day, key: {"unit": "0"},
}
