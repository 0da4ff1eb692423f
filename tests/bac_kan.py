"""Bắc Kạn as it was in 2012: the town's eight units, the cast at work in them, invented cases; and
its changes of 2015 and 2025 as an administrator plans them (seeds/reference/areas)."""

import uuid
from datetime import date

from sqlalchemy import delete, select, update

from reintegrate.db import db
from reintegrate.models.agency import AgencyArea
from reintegrate.models.area import Area, AreaKind, AreaPredecessor
from reintegrate.models.area_change import AreaChange, Unit
from reintegrate.models.user import User

IN_2012 = date(2012, 6, 1)
CITY, REFORM = date(2015, 3, 11), date(2025, 7, 1)

MERGERS_2025 = {
    ("01840", "Phường Đức Xuân", "ward"): ["01834", "01840", "01846"],
    ("01843", "Phường Bắc Kạn", "ward"): ["01837", "01843", "01852", "01855"],
    ("01849", "Xã Phong Quang", "commune"): ["01849"],
}
CONVERSIONS_2015 = {"01846": "Phường Huyền Tụng", "01855": "Phường Xuất Hóa"}


def area_in_2012(code: str) -> Area:
    found = Area.on(code, IN_2012)
    assert found is not None, code
    return found


def back_to_2012() -> None:
    """The areas as they were before both changes; whoever works in one of today's works in the one
    that bore its code then."""
    later = select(Area.id).where(Area.valid_from > IN_2012)
    for area in db.session.scalars(select(Area).where(Area.id.in_(later))).all():
        then = Area.on(area.code, IN_2012)
        if then is not None:
            for table in (User, AgencyArea):
                column = table.area_id
                db.session.execute(update(table).where(column == area.id).values(area_id=then.id))
    db.session.execute(delete(AreaPredecessor))
    db.session.execute(update(Area).where(Area.id.in_(later)).values(parent_id=None))
    db.session.execute(delete(Area).where(Area.valid_from > IN_2012))
    db.session.execute(update(Area).values(valid_to=None))
    db.session.commit()
    db.session.expire_all()


def plan(name: str, first_day: date, by: User) -> AreaChange:
    return AreaChange.plan(key=str(uuid.uuid4()), name=name, first_day=first_day, by=by)


def on(change: AreaChange, *codes: str) -> list[Area]:
    found = [Area.on(code, change.last_day) for code in codes]
    return [area for area in found if area is not None]


def plan_2015(by: User) -> AreaChange:
    """Resolution 892/NQ-UBTVQH13: the town becomes a city, two communes become wards."""
    change = plan("Nghị quyết 892/NQ-UBTVQH13", CITY, by)
    (province,) = on(change, "06")
    town = Unit("058", "Thành phố Bắc Kạn", AreaKind.TOWN, parent_id=province.id)
    city = change.join(on(change, "058"), town, by=by)
    for code, name in CONVERSIONS_2015.items():
        ward = Unit(code, name, AreaKind.WARD, parent_unit_id=city.id)
        change.join(on(change, code), ward, by=by)
    return change


def plan_2025(by: User) -> AreaChange:
    """Resolution 1683/NQ-UBTVQH15 and the province's own merger: seven of eight become two."""
    change = plan("Nghị quyết 1683/NQ-UBTVQH15", REFORM, by)
    merged = Unit("19", "Tỉnh Thái Nguyên", AreaKind.PROVINCE)
    province = change.join(on(change, "06", "19"), merged, by=by)
    for (code, name, kind), codes in MERGERS_2025.items():
        unit = Unit(code, name, AreaKind(kind), parent_unit_id=province.id)
        change.join(on(change, *codes), unit, by=by)
    change.end(on(change, "058")[0], by=by)
    return change
