"""Tells the community's part of the demo, from seeds/demo/community.toml, in domain verbs."""

import uuid
from datetime import datetime, time, timedelta

from reintegrate.cli.demo_cast import Row, demo_seed, staff
from reintegrate.db import HERE, at, today, utcnow
from reintegrate.models.community_activity import ActivityShape, CommunityActivity
from reintegrate.models.information import (
    Information,
    InformationChannel,
    InformationKind,
    InformationResult,
    forget_information,
)
from reintegrate.models.user import system_user
from reintegrate.models.work_plan import Figure, Target, WorkTask


def tell_community() -> None:
    """What is late to be confirmed is forgotten at the end, as the hourly command would have."""
    said = demo_seed("community")
    for row in said["told"]:
        tell(row)
    for row in said["held"]:
        hold(row)
    year = today().year
    for row in said["task"]:
        plan(row, year)
    for row in said["target"]:
        Target.aim(year, Figure(row["figure"]), row["wanted"], by=staff(row["by"]))
    forget_information(system_user())


def moment(day: int) -> datetime:
    """Ten in the morning of that day, or now."""
    asked = datetime.combine(today() + timedelta(days=day), time(10), HERE)
    return min(asked, utcnow())


def key(row: Row) -> str:
    """The same for the same row."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, repr(row)))


def tell(row: Row) -> None:
    by, kind = staff(row["by"]), InformationKind(row["kind"])
    steps = ("day", "checked", "handled", "answered")
    moments = {step: moment(row[step]) for step in steps if step in row}
    with at(moments["day"]):
        taken = Information.take(
            key=key(row),
            kind=kind,
            channel=InformationChannel(row["channel"]),
            received_on=today(),
            words=row["words"],
            teller=row.get("teller", ""),
            reach=row.get("reach", ""),
            by=by,
        )
    if "checked" in moments:
        with at(moments["checked"]):
            taken.check(kind, confirmed=True, by=by)
    if "handled" in moments:
        with at(moments["handled"]):
            taken.handle(InformationResult(row["result"]), row["done"], by=by)
    if "answered" in moments:
        with at(moments["answered"]):
            taken.answer(by=by)


def hold(row: Row) -> None:
    by = staff(row["by"])
    with at(moment(row["day"])):
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
        due_on=today().replace(month=12, day=31),
        figure=Figure(row["figure"]),
        wanted=row["wanted"],
        by=by,
    )
    if row.get("dropped"):
        task.drop(by=by)
