"""Tells what the demo's administrator made of the rules, from seeds/demo/rules.toml."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from reintegrate.cli.demo_cast import Row, Scene, demo_seed, staff
from reintegrate.cli.demo_community import moment
from reintegrate.db import today
from reintegrate.models.deadline_moves import enter_rule, mark_day, take_over
from reintegrate.models.life_moves import enter_life_rule
from reintegrate.models.life_revision import AS_READ, LifeRevision, LifeTopic
from reintegrate.models.step_rule import StepRule
from reintegrate.models.working_calendar import DayKind, Marked

BY = "admin"


def scenes_of_rules() -> Iterator[Scene]:
    verbs = {"step": revise_step, "life": revise_life, "off": write_day}
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
