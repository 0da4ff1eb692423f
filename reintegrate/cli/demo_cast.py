"""The demo's organisations and staff, read from seeds/demo/cast.toml, and who is who in stories."""

import tomllib
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeVar

from reintegrate.db import db, today
from reintegrate.models.agency import Agency, AgencyArea, AgencyService
from reintegrate.models.area import Area
from reintegrate.models.user import Role, User, system_user
from reintegrate.paths import seeds_dir

Row = dict[str, Any]
Scene = tuple[datetime, Callable[[], None]]
"""What is done at its moment, with `db.at`."""

Found = TypeVar("Found")


def demo_seed(name: str) -> Row:
    """One file of seeds/demo."""
    with (seeds_dir() / "demo" / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@lru_cache(maxsize=1)
def cast() -> Row:
    return demo_seed("cast")


def demo_password() -> str:
    return str(cast()["password"])


def area_on(code: str, day: date) -> Area:
    """The area with this code on that day. Raises LookupError: load the reference data first."""
    found = Area.on(code, day)
    if found is None:
        raise LookupError(f"no area {code} on {day}")
    return found


def gather_cast(*, by: User) -> None:
    """Add the organisations, then the staff. The caller commits."""
    agencies = {row["code"]: _add_agency(row) for row in cast()["agencies"]}
    for row in cast()["staff"]:
        user = User.add(
            username=row["username"],
            name=row["name"],
            title=row["title"],
            role=Role(row["role"]),
            area=area_on(row["area"], today()),
            agency=agencies.get(row.get("agency")),
            by=by,
        )
        user.set_first_password(demo_password(), by=by)
        user.must_change_password = False
        user.work_phone = row.get("work_phone")
    db.session.flush()


def _add_agency(row: Row) -> Agency:
    agency = Agency(
        code=row["code"],
        name=row["name"],
        kind_code=row["kind"],
        address=row.get("address"),
        opening_hours=row.get("opening_hours"),
        capacity=row.get("capacity"),
    )
    db.session.add(agency)
    db.session.flush()
    db.session.add(AgencyArea(agency_id=agency.id, area_id=area_on(row["area"], today()).id))
    db.session.add_all(
        AgencyService(agency_id=agency.id, service_code=service) for service in row["services"]
    )
    db.session.flush()
    return agency


def staff(username: str) -> User:
    if username == "system":
        return once(username, system_user)
    return once(username, lambda: User.named(username))


def agency(code: str) -> Agency:
    found = db.select(Agency).where(Agency.code == code)
    return once(f"agency:{code}", lambda: db.session.scalar(found))


def once(name: str, find: Callable[[], Found | None]) -> Found:
    """Found at the first asking, then remembered for as long as this session lives: a thousand
    steps name the same twenty people."""
    known: dict[str, Found] = db.session.info.setdefault("demo", {})
    if name not in known:
        found = find()
        if found is None:
            raise LookupError(name)
        known[name] = found
    return known[name]
