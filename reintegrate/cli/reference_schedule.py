"""Loads the schedule's templates: rhythms, sets of activities, and what is tried after an outcome.

Each is loaded whole or not at all: a step that somebody took out must not come back.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import func, select

from reintegrate.db import Base, db, utcnow
from reintegrate.models.activity_set import ActivitySet, ActivitySetItem
from reintegrate.models.outreach import OutcomeStep
from reintegrate.models.rhythm import Rhythm, RhythmStep, RhythmVersion

Row = dict[str, Any]
Read = Callable[[str], list[Row]]
Add = Callable[[type[Base], list[Row], tuple[str, ...]], None]
Keep = Callable[[type[Base], int], None]


def load_schedule(read: Read, add: Add, keep: Keep) -> None:
    """`add` writes typed rows and counts them; `keep` counts those that were there."""
    load_rhythms(read, add, keep)
    load_sets(read, add, keep)
    present = count(OutcomeStep)
    if present:
        keep(OutcomeStep, present)
    else:
        add(OutcomeStep, read("outcome_steps.csv"), ("outcome_code", "step_code"))


def load_rhythms(read: Read, add: Add, keep: Keep) -> None:
    known = set(db.session.scalars(select(Rhythm.code)))
    keep(RhythmVersion, count(RhythmVersion))
    keep(RhythmStep, count(RhythmStep))
    rows = read("rhythms.csv")
    missing = {row["code"] for row in rows} - known
    add(Rhythm, [row | {"version": "1", "changed_at": utcnow()} for row in rows], ("code",))
    ids = ids_by_code(Rhythm)
    versions = [{"rhythm_id": ids[code], "number": 1, "why": ""} for code in sorted(missing)]
    for row in versions:
        db.session.add(RhythmVersion(**row))
    db.session.flush()
    version_of = {
        code: version_id
        for code, version_id in db.session.execute(
            select(Rhythm.code, RhythmVersion.id).join(
                RhythmVersion, RhythmVersion.rhythm_id == Rhythm.id
            )
        )
    }
    steps = [row for row in read("rhythm.csv") if row["rhythm_code"] in missing]
    if steps:
        placed = [{**row, "version_id": version_of[row["rhythm_code"]]} for row in steps]
        add(RhythmStep, placed, ("version_id", "position"))


def load_sets(read: Read, add: Add, keep: Keep) -> None:
    known = set(db.session.scalars(select(ActivitySet.code)))
    keep(ActivitySetItem, count(ActivitySetItem))
    rows = read("activity_sets.csv")
    add(ActivitySet, [row | {"version": "1", "changed_at": utcnow()} for row in rows], ("code",))
    ids = ids_by_code(ActivitySet)
    items = [row for row in read("activity_set_items.csv") if row["set_code"] not in known]
    if items:
        placed = [{**row, "set_id": ids[row["set_code"]]} for row in items]
        add(ActivitySetItem, placed, ("set_id", "kind_code"))


def ids_by_code(model: Any) -> dict[str, int]:
    return {row.code: row.id for row in db.session.execute(select(model.code, model.id))}


def count(model: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0
