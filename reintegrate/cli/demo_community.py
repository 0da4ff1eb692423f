"""Tells the community's part of the demo, from seeds/demo/community.toml, in domain verbs."""

import uuid
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import partial

from reintegrate.cli.demo_cast import Row, Scene, demo_seed, staff
from reintegrate.db import HERE, today, utcnow
from reintegrate.models.community_activity import ActivityShape, CommunityActivity
from reintegrate.models.information import (
    Information,
    InformationChannel,
    InformationKind,
    InformationResult,
    forget_information,
)
from reintegrate.models.plan_year import plan_period
from reintegrate.models.user import system_user
from reintegrate.models.work_plan import Figure, Target, WorkTask, choose_year


def scenes_of_community() -> Iterator[Scene]:
    """What happened, each at its moment."""
    said = demo_seed("community")
    for row in said["told"]:
        yield from told(row)
    for row in said["held"]:
        yield moment(row["day"]), partial(hold, row)


def plan_community() -> None:
    """The year's plan; and what is late to be confirmed is forgotten, as the hourly command
    would have."""
    said, year = demo_seed("community"), running_year()
    for name in said["administrative_year"]:
        choose_year(year, "year_15", by=staff(name))
    for row in said["task"]:
        plan(row, year)
    for row in said["target"]:
        Target.aim(year, Figure(row["figure"]), row["wanted"], by=staff(row["by"]))
    forget_information(system_user())


def running_year() -> int:
    """Of the administration: from 15 December it is the next."""
    return today().year + ((today().month, today().day) >= (12, 15))


def moment(day: int) -> datetime:
    """Ten in the morning of that day, or now."""
    asked = datetime.combine(today() + timedelta(days=day), time(10), HERE)
    return min(asked, utcnow())


def key(row: Row) -> str:
    """The same for the same row."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, repr(row)))


def told(row: Row) -> Iterator[Scene]:
    by, kind, taken = staff(row["by"]), InformationKind(row["kind"]), []

    def take() -> None:
        said = Information.take(
            key=key(row),
            kind=kind,
            channel=InformationChannel(row["channel"]),
            received_on=today(),
            words=row["words"],
            teller=row.get("teller", ""),
            reach=row.get("reach", ""),
            by=by,
        )
        taken.append(said)

    def handle() -> None:
        taken[0].handle(InformationResult(row["result"]), row["done"], by=by)

    steps = {
        "day": take,
        "checked": lambda: taken[0].check(kind, confirmed=True, by=by),
        "handled": handle,
        "answered": lambda: taken[0].answer(by=by),
    }
    yield from ((moment(row[step]), do) for step, do in steps.items() if step in row)


def hold(row: Row) -> None:
    by = staff(row["by"])
    held = CommunityActivity.record(
        key=key(row),
        programme_code=row["programme"],
        shape=ActivityShape(row["shape"]),
        held_on=today(),
        topic=row["topic"],
        place=row["place"],
        partners=row.get("partners", ""),
        attending=row["attending"],
        by=by,
    )
    if row.get("struck"):
        held.strike(by=by)


def plan(row: Row, year: int) -> None:
    by = staff(row["by"])
    task = WorkTask.plan(
        key=key(row),
        year=year,
        programme_code=row["programme"],
        words=row["words"],
        body=row["body"],
        due_on=plan_period(by.area_id, year).last,
        figure=Figure(row["figure"]),
        wanted=row["wanted"],
        by=by,
    )
    if row.get("dropped"):
        task.drop(by=by)
