"""The steps of a demo story in which somebody stays in another ward for a while."""

from collections.abc import Callable

from sqlalchemy import select

from reintegrate.cli.demo_cast import Row, area_on, staff
from reintegrate.cli.demo_telling import Telling
from reintegrate.db import db, today
from reintegrate.models.hosted_stay import HostedStay
from reintegrate.models.outcome_rule import outcome_coded


def stay_elsewhere(told: Telling, step: Row) -> None:
    HostedStay.ask(
        told.case,
        key=told.key(),
        host_area=area_on(step["to"], today()),
        first_day=today(),
        last_day=told.day(step["until"]),
        address=step["address"],
        by=told.worker(step),
    )


def host(told: Telling, step: Row) -> None:
    asked(told).host(staff(step["worker"]), by=staff(step["by"]))


def meet_there(told: Telling, step: Row) -> None:
    asked(told).log(
        key=told.key(),
        outcome=outcome_coded("met"),
        channel_code="home_visit",
        happened_on=today(),
        note=told.words(step, "note"),
        by=staff(step["by"]),
    )


def asked(told: Telling) -> HostedStay:
    of_case = HostedStay.case_id == told.case.id
    newest = select(HostedStay).where(of_case).order_by(HostedStay.id.desc()).limit(1)
    return db.session.scalars(newest).one()


STAY_VERBS: dict[str, Callable[[Telling, Row], None]] = {
    verb.__name__: verb for verb in (stay_elsewhere, host, meet_there)
}
