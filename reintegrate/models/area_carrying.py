"""Carrying out a planned change of areas: in one transaction every case has one ward before and one
after, and every number that was changed is kept in a cell."""

from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import delete, insert, literal, or_, select, update

from reintegrate.db import Base, db, lock_until_commit, today, utcnow
from reintegrate.models.agency import Agency, AgencyArea, ClusterWard
from reintegrate.models.area import Area, AreaPredecessor
from reintegrate.models.area_change import AREA_CHANGE, LEVELS, AreaChange, AreaChangeStatus
from reintegrate.models.area_change_parts import AreaChangeLine, AreaChangeUnit
from reintegrate.models.area_following import (
    USUAL,
    WITH_THE_AREA,
    WITH_THE_CASE,
    WITH_THE_OFFICE,
    WORKER,
    AreaChangeCell,
    cells_of,
    move,
    of_cases,
    parts,
    send_on,
    still_open,
    write_names_anew,
)
from reintegrate.models.area_split import place, place_case, placed_cases, placed_staff, settle
from reintegrate.models.area_within import end_within, hold_all
from reintegrate.models.audit import Seen, Space, record_event
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.catalogue import forget_names
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.transfer import Transfer
from reintegrate.models.user import User

AREAS_LOCK = 0x41524541


class Missing(StrEnum):
    """Why a plan cannot be carried out as it is."""

    EMPTY = "empty"
    NO_REST = "no_rest"
    CODE_TAKEN = "code_taken"
    ENDED_ALREADY = "ended_already"
    STILL_TO_COME = "still_to_come"
    SOMEBODY_THERE = "somebody_there"
    PARENT_ENDS = "parent_ends"
    ENDS_TOO = "ends_too"


class Gap(NamedTuple):
    what: Missing
    name: str = ""
    """The area it is about."""


class PlanIncomplete(DomainError):
    """Something is missing in the plan: `gaps` says what."""


def gaps(change: AreaChange) -> list[Gap]:
    """Nothing is missing when it is empty."""
    found = [] if change.lines else [Gap(Missing.EMPTY)]
    if change.first_day > today():
        found.append(Gap(Missing.STILL_TO_COME))
    return [*found, *_gaps_before(change), *_gaps_after(change)]


def _gaps_before(change: AreaChange) -> list[Gap]:
    """In the areas as they are until then."""
    found = []
    for area in change.old_areas:
        if area.valid_to is not None or area.valid_from > change.last_day:
            found.append(Gap(Missing.ENDED_ALREADY, area.name))
        lines = change.lines_of(area)
        if sum(line.is_rest for line in lines) != 1:
            found.append(Gap(Missing.NO_REST, area.name))
        if any(line.unit_id is None for line in lines) and _is_used(area):
            found.append(Gap(Missing.SOMEBODY_THERE, area.name))
    return found


def _gaps_after(change: AreaChange) -> list[Gap]:
    """In the areas as they are from then on."""
    found = []
    ending = {area.id for area in change.ending}
    codes: set[str] = set()
    for unit in change.units:
        if not unit.stays and (unit.code in codes or _is_taken(unit, change, ending)):
            found.append(Gap(Missing.CODE_TAKEN, unit.name))
        codes.add(unit.code)
        if unit.stays and _goes_on_elsewhere(change, unit):
            found.append(Gap(Missing.ENDS_TOO, unit.name))
        if unit.parent_id in ending:
            found.append(Gap(Missing.PARENT_ENDS, unit.name))
    return found


def _goes_on_elsewhere(change: AreaChange, unit: AreaChangeUnit) -> bool:
    rest = [line for line in change.lines if line.area_id == unit.area_id and line.is_rest]
    return any(line.unit_id != unit.id for line in rest)


def _is_used(area: Area) -> bool:
    people = select(User.id).where(User.area_id == area.id).limit(1)
    cases = select(Case.id).where(Case.area_id == area.id).limit(1)
    return db.session.scalar(people) is not None or db.session.scalar(cases) is not None


def _is_taken(unit: AreaChangeUnit, change: AreaChange, ending: set[int]) -> bool:
    later = or_(Area.valid_to.is_(None), Area.valid_to >= change.first_day)
    same = select(Area.id).where(Area.code == unit.code, later)
    return bool(set(db.session.scalars(same)) - ending)


def carry_out(change: AreaChange, *, by: User) -> None:
    """All of it, or nothing. Raises PlanIncomplete, IllegalMove."""
    lock_until_commit(AREAS_LOCK)
    if gaps(change):
        raise PlanIncomplete(change.id)
    hold_all(sorted(change.touched_ids))
    AREA_CHANGE.move(change, AreaChangeStatus.CARRIED_OUT, by=by)
    change.carried_out_at = utcnow()
    db.session.execute(delete(AreaChangeCell).where(AreaChangeCell.change_id == change.id))
    settle(change)
    _make_areas(change)
    for area in change.old_areas:
        if all(line.unit_id is not None for line in change.lines_of(area)):
            _follow(change, area)
    _leave_workers_behind(change)
    end_within(change, by=by)
    _serve(change)
    write_names_anew([area.id for area in change.old_areas] + _targets(change))
    _say(change, by=by)
    db.session.flush()
    db.session.expire_all()
    forget_names()


def _make_areas(change: AreaChange) -> None:
    for area in change.ending:
        area.valid_to = change.last_day
    made: dict[int, int | None] = {unit.id: unit.area_id for unit in change.units}
    for level in LEVELS:
        for unit in change.units:
            if unit.kind in level and not unit.stays:
                area = Area(code=unit.code, name=unit.name, kind=unit.kind)
                area.valid_from, area.formed_from = change.first_day, _formed_from(change, unit)
                inside = unit.parent_unit_id
                area.parent_id = unit.parent_id if inside is None else made[inside]
                db.session.add(area)
                db.session.flush()
                unit.area_id = made[unit.id] = area.id
    ending = {area.id for area in change.ending}
    for line in change.lines:
        if line.unit is not None and not line.unit.stays and line.area_id in ending:
            pair = AreaPredecessor(area_id=line.unit.area_id, predecessor_id=line.area_id)
            db.session.add(pair)
    db.session.flush()


def _formed_from(change: AreaChange, unit: AreaChangeUnit) -> str:
    return ", ".join(line.area.name for line in change.lines if line.unit_id == unit.id)


def _targets(change: AreaChange) -> list[int]:
    return [unit.area_id for unit in change.units if unit.area_id is not None]


def _follow(change: AreaChange, area: Area) -> None:
    """First what was told apart, then everything else, which goes where the rest goes."""
    _redirect(change, area)
    lines = change.lines_of(area)
    for line in lines:
        if len(lines) > 1 and line.unit is not None and line.unit.area_id != area.id:
            _follow_placed(change, area, line)
    rest = next(line for line in lines if line.is_rest)
    to = rest.then_id
    if to == area.id:
        return
    if sum(line.unit_id == rest.unit_id for line in change.lines) > 1:
        flagged = parts(USUAL)[0].c.area_id == area.id
        move(change.id, USUAL, 1, 0, flagged)
    places = ["case.area_id", *WITH_THE_CASE, *WITH_THE_AREA]
    if len(lines) == 1 and sum(line.unit_id == rest.unit_id for line in change.lines) == 1:
        places += WITH_THE_OFFICE
    for where in places:
        move(change.id, where, area.id, to, still_open(where))


def _follow_placed(change: AreaChange, area: Area, line: AreaChangeLine) -> None:
    to, cases = line.then_id, placed_cases(change, line.then.id)
    table = Base.metadata.tables["case"]
    move(change.id, "case.area_id", area.id, to, table.c.id.in_(cases))
    for where in WITH_THE_CASE:
        move(change.id, where, area.id, to, of_cases(where, cases), still_open(where))
    staff = Base.metadata.tables["user"].c.id.in_(placed_staff(change, line.then.id))
    move(change.id, "user.area_id", area.id, to, staff)


def _redirect(change: AreaChange, area: Area) -> None:
    """Whoever is on the way here goes on to the successor, by the address they move to."""
    lines, where = change.lines_of(area), "transfer.to_area_id"
    coming = select(Transfer).where(Transfer.to_area_id == area.id, still_open(where))
    for transfer in db.session.scalars(coming):
        to = lines[0].then_id if len(lines) == 1 else place(lines, transfer.new_address).area_id
        if to != area.id:
            move(change.id, where, area.id, to, parts(where)[0].c.id == transfer.id)


def _leave_workers_behind(change: AreaChange) -> None:
    """A case whose worker goes on elsewhere waits for another: only a ward's own staff answers."""
    moved = select(AreaChangeCell.record_id).where(cells_of(change.id, "case.area_id"))
    placed = select(AreaChangeCell.record_id).where(cells_of(change.id, "user.area_id"))
    touched = or_(Case.id.in_(moved), Case.worker_id.in_(placed))
    apart = select(Case.id, Case.worker_id).join(User, User.id == Case.worker_id)
    apart = apart.where(touched, IS_OPEN, User.area_id != Case.area_id)
    table = Base.metadata.tables["case"]
    for case_id, worker_id in db.session.execute(apart).all():
        move(change.id, WORKER, worker_id or 0, None, table.c.id == case_id)


def _serve(change: AreaChange) -> None:
    """Whoever served an area serves what became of it; a cluster goes on with it."""
    for line in change.lines:
        if line.unit is None or line.unit.stays:
            continue
        to = line.then_id
        missing = select(Agency.id).where(Agency.serving(line.area_id), ~Agency.serving(to))
        for agency_id in db.session.scalars(missing).all():
            pair = {"agency_id": agency_id, "area_id": to}
            db.session.execute(insert(AgencyArea).values(pair))
        there = select(ClusterWard.cluster_id).where(ClusterWard.area_id == to)
        mine = select(ClusterWard.cluster_id, literal(to)).where(
            ClusterWard.area_id == line.area_id, ClusterWard.cluster_id.not_in(there)
        )
        pairs = insert(ClusterWard).from_select(["cluster_id", "area_id"], mine)
        db.session.execute(pairs)


def _say(change: AreaChange, *, by: User) -> None:
    """A line in the trail for each case and each member of staff; sessions begun in the old ward
    end."""
    db.session.flush()
    for table in ("case", "user"):
        cells = select(AreaChangeCell.record_id, AreaChangeCell.before, AreaChangeCell.after)
        found = db.session.execute(cells.where(cells_of(change.id, f"{table}.area_id")))
        for record_id, before, after in found:
            seen = Seen(table, record_id, record_id if table == "case" else None, after)
            space = Space.STATUTORY if table == "case" else Space.SYSTEM
            record_event(f"{table}.ward_changed", on=seen, by=by, space=space, was=before, to=after)
    end_sessions(change, by=by)


def say_where(change: AreaChange, case: Case, unit: AreaChangeUnit, *, by: User) -> None:
    """An official says in which part this person lives. Until the change is carried out it is a
    note; afterwards their cases go on there at once. Raises NotInTheSplit."""
    place_case(change, case, unit, by=by)
    was, to = case.area_id, unit.area_id
    if change.is_planned or to is None or was == to:
        return
    same = select(Case).where(Case.person_id == case.person_id, Case.area_id == was)
    cases = db.session.scalars(same).all()
    table, ids = Base.metadata.tables["case"], [one.id for one in cases]
    for where in ("case.area_id", *WITH_THE_CASE):
        send_on(change.id, where, ids, was, to)
    kept = select(AreaChangeCell.record_id).where(cells_of(change.id, WORKER))
    for one in cases:
        if one.worker_id is not None:
            number = table.c.id == one.id
            move(change.id, WORKER, one.worker_id, None, number, table.c.id.not_in(kept))
            db.session.execute(update(Case).where(number).values(worker_id=None))
        record_event("case.ward_changed", on=one, by=by, was=was, to=to)
    write_names_anew([was, to])
    db.session.flush()
    db.session.expire_all()


def end_sessions(change: AreaChange, *, by: User) -> None:
    """Of everybody who went along, but not of whoever does this."""
    staff = select(AreaChangeCell.record_id).where(cells_of(change.id, "user.area_id"))
    others = User.id.in_(staff), User.id != by.id
    db.session.execute(update(User).where(*others).values(rights_changed_at=utcnow()))
