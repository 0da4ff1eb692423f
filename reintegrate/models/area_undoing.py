"""Undoing a change of areas: everything as it was, until something depends on what it made."""

from typing import Any, NamedTuple

from sqlalchemy import and_, delete, func, or_, select, update
from sqlalchemy.orm import aliased

from reintegrate.db import Base, db, lock_until_commit
from reintegrate.models.agency import AgencyArea, ClusterWard
from reintegrate.models.area import Area, AreaPredecessor
from reintegrate.models.area_carrying import AREAS_LOCK, end_sessions
from reintegrate.models.area_change import AREA_CHANGE, AreaChange, AreaChangeStatus
from reintegrate.models.area_following import (
    ENDED,
    NOT_MOVED,
    WITH_THE_CASE,
    AreaChangeCell,
    cells_of,
    differs,
    follow_cases_back,
    parts,
    places_of,
    restore,
    write_names_anew,
)
from reintegrate.models.area_within import ask_again, hold_all
from reintegrate.models.audit import Seen, Space, record_event
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.catalogue import forget_names
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.transfer import Transfer, TransferStatus
from reintegrate.models.user import User


class Tie(NamedTuple):
    """What hangs on the change by now: how many rows of which table."""

    table: str
    rows: int
    changed: bool
    """Something that followed was changed since; otherwise it is new."""


MOVED_ONE_BY_ONE = {"case.area_id", "transfer.to_area_id"}


class DependedOn(DomainError):
    """Something was done since that would hang in the air."""


def ties(change: AreaChange) -> list[Tie]:
    """Empty: it can be undone."""
    found = [
        *_written_since(change),
        *_changed_since(change),
        *_apart(change),
        *_asked_since(change),
    ]
    return [tie for tie in found if tie.rows]


def _written_since(change: AreaChange) -> list[Tie]:
    """Rows that name an area it made, and did not come along."""
    made = change.made_ids
    moved = select(AreaChangeCell.record_id).where(cells_of(change.id, "case.area_id"))
    there = select(Case.id).where(Case.area_id.in_(made))
    found = []
    for place in naming_areas():
        table, number, column = parts(place)
        if place in NOT_MOVED and place not in MOVED_ONE_BY_ONE:
            continue
        came = select(AreaChangeCell.record_id).where(cells_of(change.id, place))
        here = [column.in_(made), number.not_in(came)]
        if place in WITH_THE_CASE:
            named = table.c.case_id.in_(moved) | table.c.case_id.in_(there)
            here.append(or_(table.c.case_id.is_(None), ~named))
        found.append(Tie(table.name, _count(table, *here), False))
    return found + _ties_of_areas(change, made)


def _ties_of_areas(change: AreaChange, made: list[int]) -> list[Tie]:
    """Other areas and other plans that build on what was made."""
    line, unit = (Base.metadata.tables[f"area_change_{name}"] for name in ("line", "unit"))
    area = Base.metadata.tables["area"]
    others = [
        _count(line, line.c.area_id.in_(made), line.c.change_id != change.id),
        _count(
            unit,
            or_(unit.c.parent_id.in_(made), unit.c.area_id.in_(made)),
            unit.c.change_id != change.id,
        ),
    ]
    inside = _count(area, area.c.parent_id.in_(made), area.c.id.not_in(made))
    ended = [old for old in change.ending if old.valid_to is not None]
    later = area.c.valid_to.is_(None) | (area.c.valid_to >= change.first_day)
    again = [area.c.code.in_([old.code for old in ended]), area.c.id.not_in(made), later]
    taken = _count(area, *again, area.c.id.not_in([old.id for old in ended]))
    return [
        Tie("area_change", sum(others), False),
        Tie("area", inside, False),
        Tie("code", taken, False),
    ]


def naming_areas() -> list[str]:
    """Every column of the database that names an area."""
    return sorted(
        f"{key.parent.table.name}.{key.parent.name}"
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == "area"
    )


def _changed_since(change: AreaChange) -> list[Tie]:
    found = []
    for place in places_of(change.id):
        table, number, _ = parts(place)
        own = and_(cells_of(change.id, place), AreaChangeCell.record_id == number)
        changed = select(func.count()).select_from(table).join(AreaChangeCell, own)
        count = db.session.scalar(changed.where(differs(change.id, place))) or 0
        found.append(Tie(table.name, count, True))
    return found


def _apart(change: AreaChange) -> list[Tie]:
    """Cases given to a worker who would be in another ward again."""
    of_case, of_user = aliased(AreaChangeCell), aliased(AreaChangeCell)
    cells = (of_case.change_id == change.id, of_case.place == "case.area_id")
    staff = (of_user.change_id == change.id, of_user.place == "user.area_id")
    apart = (
        select(func.count())
        .select_from(Case)
        .join(of_case, and_(of_case.record_id == Case.id, *cells))
        .join(of_user, and_(of_user.record_id == Case.worker_id, *staff))
        .where(IS_OPEN, of_case.before != of_user.before)
    )
    return [Tie("worker", db.session.scalar(apart) or 0, True)]


def _asked_since(change: AreaChange) -> list[Tie]:
    """Cases on their way elsewhere by a new transfer, where one is to be open again."""
    ended = select(AreaChangeCell.record_id).where(cells_of(change.id, f"transfer{ENDED}"))
    cases = select(Transfer.case_id).where(Transfer.id.in_(ended))
    pending = Transfer.case_id.in_(cases) & (Transfer.status == TransferStatus.PROPOSED)
    changed = Transfer.id.in_(ended) & (Transfer.status != TransferStatus.WITHDRAWN)
    count = select(func.count()).select_from(Transfer).where(or_(pending, changed))
    return [Tie("transfer", db.session.scalar(count) or 0, True)]


def _count(table: Any, *which: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(table).where(*which)) or 0


def undo(change: AreaChange, *, by: User) -> None:
    """Back to the plan. Raises DependedOn, IllegalMove."""
    lock_until_commit(AREAS_LOCK)
    hold_all(sorted(change.touched_ids | set(change.made_ids)))
    AREA_CHANGE.move(change, AreaChangeStatus.PLANNED, by=by)
    if ties(change):
        raise DependedOn(change.id)
    change.carried_out_at = None
    made, old = change.made_ids, [area.id for area in change.old_areas]
    standing = [unit.area_id for unit in change.units if unit.stays and unit.area_id is not None]
    for place in places_of(change.id):
        restore(change.id, place)
    follow_cases_back(change.id, made + standing)
    ask_again(change, by=by)
    end_sessions(change, by=by)
    write_names_anew(old + made + standing)
    _say(change, by=by)
    _take_back_areas(change, made)
    db.session.execute(delete(AreaChangeCell).where(AreaChangeCell.change_id == change.id))
    db.session.flush()
    db.session.expire_all()
    forget_names()


def _take_back_areas(change: AreaChange, made: list[int]) -> None:
    for area in change.ending:
        area.valid_to = None
    for unit in change.units:
        if not unit.stays:
            unit.area_id = None
    db.session.flush()
    for name in ("case_number", "count_difference"):
        counted = Base.metadata.tables[name]
        db.session.execute(counted.delete().where(counted.c.area_id.in_(made)))
    for served in (AgencyArea, ClusterWard):
        db.session.execute(delete(served).where(served.area_id.in_(made)))
    db.session.execute(delete(AreaPredecessor).where(AreaPredecessor.area_id.in_(made)))
    db.session.execute(update(Area).where(Area.id.in_(made)).values(parent_id=None))
    db.session.execute(delete(Area).where(Area.id.in_(made)))


def _say(change: AreaChange, *, by: User) -> None:
    for table in ("case", "user"):
        cells = select(AreaChangeCell.record_id, AreaChangeCell.before, AreaChangeCell.after)
        found = db.session.execute(cells.where(cells_of(change.id, f"{table}.area_id")))
        for record_id, before, after in found:
            seen = Seen(table, record_id, record_id if table == "case" else None, before)
            space = Space.STATUTORY if table == "case" else Space.SYSTEM
            record_event(
                f"{table}.ward_changed_back", on=seen, by=by, space=space, was=after, to=before
            )
