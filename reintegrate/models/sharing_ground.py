"""Keeping the laws by which an agency may be told something without a yes. Another article is
another entry: what was told before keeps the article it was told by."""

from sqlalchemy import func, select

from reintegrate.db import db, today
from reintegrate.models.audit import Space, record_event
from reintegrate.models.catalogue import SharingGround, forget_names
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.user import User


class Replaced(DomainError):
    """Another article stands in its place: that one is changed."""


def amend(
    ground: SharingGround, *, name_vi: str, name_en: str, law: str, checked: bool, by: User
) -> SharingGround:
    """The entry that counts from now on: the same one where only the check is new. Raises
    Replaced."""
    if stands_in_for(ground) is not None:
        raise Replaced(ground.code)
    now = ground
    if (ground.name_vi, ground.name_en, ground.law) != (name_vi, name_en, law):
        now = _in_its_place(ground, name_vi, name_en, law)
        ground.retired_on = ground.retired_on or today()
    now.to_be_checked = not checked
    db.session.flush()
    record_event("sharing_ground.changed", on=now, by=by, space=Space.SYSTEM, checked=checked)
    forget_names()
    return now


def _in_its_place(ground: SharingGround, name_vi: str, name_en: str, law: str) -> SharingGround:
    root = root_of(ground)
    number = select(func.count()).where(SharingGround.code.like(f"{root}:%"))
    entry = SharingGround(
        code=f"{root}:{(db.session.scalar(number) or 0) + 2}",
        name_vi=name_vi,
        name_en=name_en,
        law=law,
        position=ground.position,
        service_code=ground.service_code,
        retired_on=ground.retired_on,
    )
    db.session.add(entry)
    return entry


def offer(ground: SharingGround, offered: bool, *, by: User) -> None:
    """Workers may choose it, or may not any more. Raises Replaced."""
    if stands_in_for(ground) is not None:
        raise Replaced(ground.code)
    if offered == is_offered(ground):
        return
    ground.retired_on = None if offered else today()
    what = "sharing_ground.offered" if offered else "sharing_ground.retired"
    record_event(what, on=ground, by=by, space=Space.SYSTEM)
    db.session.flush()
    forget_names()


def is_offered(ground: SharingGround) -> bool:
    return ground.retired_on is None or today() < ground.retired_on


def root_of(ground: SharingGround) -> str:
    """The code it began with."""
    return ground.code.partition(":")[0]


def number_of(ground: SharingGround) -> int:
    return int(ground.code.partition(":")[2] or 1)


def stands_in_for(ground: SharingGround) -> SharingGround | None:
    """What replaced it."""
    root = root_of(ground)
    later = f"{root}:{number_of(ground) + 1}"
    return db.session.get(SharingGround, later)
