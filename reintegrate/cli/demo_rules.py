"""Tells what became of the rules, and the register of breaches, from seeds/demo/rules.toml."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from reintegrate.cli.demo_cast import Row, Scene, demo_seed, staff
from reintegrate.cli.demo_community import moment
from reintegrate.db import today, utcnow
from reintegrate.models.breach import Breach, BreachKind
from reintegrate.models.deadline_moves import enter_rule, mark_day, take_over
from reintegrate.models.life_moves import enter_life_rule
from reintegrate.models.life_revision import AS_READ, LifeRevision, LifeTopic
from reintegrate.models.step_rule import StepRule
from reintegrate.models.working_calendar import DayKind, Marked

BY = "admin"


def scenes_of_rules() -> Iterator[Scene]:
    verbs = {"step": revise_step, "life": revise_life, "off": write_day, "breach": find_breach}
    said: dict[str, Any] = demo_seed("rules")
    for topic, verb in verbs.items():
        for row in said[topic]:
            yield moment(row["day"]), partial(verb, row)


def revise_step(row: Row) -> None:
    rule = StepRule.newest(row["regime"], row["step"])
    if rule is None:
        raise LookupError(row["step"])
    stays = ("unit", "form", "article", "escalate_to", "escalate_after_hours")
    said = {name: getattr(rule, name) for name in stays} | {"amount": row["amount"]}
    enter_rule(rule.revised(**said, in_force_from=today(), because=row["because"]), by=staff(BY))


def revise_life(row: Row) -> None:
    revised = LifeRevision(
        regime_code=row["regime"],
        topic=LifeTopic(row["topic"]),
        code=row["code"],
        revision=AS_READ + 1,
        in_force_from=today(),
        value=row["value"],
        ask_above_days=row.get("ask_above_days"),
        article=row.get("article", ""),
        because=row["because"],
    )
    enter_life_rule(revised, by=staff(BY))


def write_day(row: Row) -> None:
    """In the year after this one, not confirmed."""
    day = date(today().year + 1, row["month"], row["on"])
    mark = Marked(
        DayKind(row["kind"]), row["name_vi"], row["name_en"], row["source"], confirmed=False
    )
    mark_day(take_over(day.year, by=staff(BY)), day, mark, by=staff(BY))


def find_breach(row: Row) -> None:
    """One that harms nobody is closed with its minutes the same day."""
    by = staff("thao")
    breach = Breach.enter(
        key=str(uuid5(NAMESPACE_URL, f"demo breach {row['kind']}")),
        kind=BreachKind(row["kind"]),
        detected_at=utcnow() - timedelta(hours=row["hours_ago"]),
        may_harm=row["may_harm"],
        people=row["people"],
        by=by,
    )
    if "minutes" in row:
        breach.close(minutes_number=row["minutes"], minutes_on=today(), people_told_on=None, by=by)
