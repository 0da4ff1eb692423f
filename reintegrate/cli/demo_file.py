"""The demo's steps of the statutory file: acts, decisions, absences, helpers; the wards' teams."""

from collections.abc import Callable
from datetime import timedelta

from reintegrate.cli.demo_cast import Row, area_on
from reintegrate.cli.demo_telling import Telling
from reintegrate.db import today
from reintegrate.models.act import Act, ActKind
from reintegrate.models.helper import HelperAssignment
from reintegrate.models.team import Team, TeamPlace


def act(told: Telling, step: Row) -> None:
    """`kind` was done `ago` days before, by the paper `number`, signed by `signer`."""
    Act.record(
        told.case,
        ActKind(step["kind"]),
        at=today() - timedelta(days=step.get("ago", 0)),
        by=told.official(step),
        source="outside",
        number=step.get("number", ""),
        signer=step.get("signer", ""),
    )


def decide(told: Telling, step: Row) -> None:
    """The decision is entered as it prints: from the day of completion to `to`, or as proposed."""
    last = told.day(step["to"]) if "to" in step else told.case.base_to
    Act.record(
        told.case,
        ActKind.DECIDED,
        at=today() - timedelta(days=step.get("ago", 0)),
        by=told.official(step),
        source="outside",
        number=f"{100 + told.number}/QĐ-UBND",
        signer=step.get("signer", "Lý Văn Minh, Phó Chủ tịch"),
        prints=(told.case.term_from, last),
    )


def tell_absence(told: Telling, step: Row) -> None:
    since, until = told.day(step["since"]), told.day(step["until"])
    by = told.official(step)
    told.case.tell_absence(since, until, step["reason"], key=told.key(), by=by)


def come_home(told: Telling, step: Row) -> None:
    told.case.come_home(today(), by=told.official(step))


def help_from(told: Telling, step: Row) -> None:
    HelperAssignment.assign(
        told.case,
        key=told.key(),
        name=step["helper"],
        post=step.get("post", ""),
        since=today(),
        percent=step.get("percent", 40),
        decision_number=step.get("number", ""),
        by=told.official(step),
    )


def set_team(told: Telling, step: Row) -> None:
    """The ward's team by one decision, each member as `[place, name, post]`."""
    by = told.official(step)
    team = Team.set_up(
        key=told.key(),
        area=area_on(told.story["ward"], today()),
        decision_number=step["number"],
        decided_on=today(),
        since=today(),
        signer=step.get("signer", ""),
        by=by,
    )
    for place, name, post in step["members"]:
        team.add(TeamPlace(place), name, post, since=today(), by=by)


def leave_team(told: Telling, step: Row) -> None:
    """`member` leaves the ward's team today."""
    team = Team.now_in(area_on(told.story["ward"], today()).id)
    members = team.members_now() if team else []
    next(m for m in members if m.name == step["member"]).leave(today(), by=told.official(step))


FILE_VERBS: dict[str, Callable[[Telling, Row], None]] = {
    verb.__name__: verb
    for verb in (act, decide, tell_absence, come_home, help_from, set_team, leave_team)
}
