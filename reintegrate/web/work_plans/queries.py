"""The plan of a year beside what was counted in it."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func

from reintegrate.access.community_counts import Numbers, counted_information, figures_of
from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.information import IN_TIME, Information
from reintegrate.models.period import Period
from reintegrate.models.plan_year import PlanYear
from reintegrate.models.user import User
from reintegrate.models.work_plan import Figure, Target, WorkTask


def tasks(viewer: User, year: int) -> Sequence[WorkTask]:
    """Of the own area, by programme, those taken out too."""
    query = visible(viewer, WorkTask).where(WorkTask.year == year)
    return db.session.scalars(query.order_by(WorkTask.programme_code, WorkTask.id)).all()


def targets(viewer: User, year: int) -> dict[Figure, Target]:
    query = visible(viewer, Target).where(Target.year == year)
    return {target.figure: target for target in db.session.scalars(query)}


def chosen_year(viewer: User, year: int) -> PlanYear | None:
    """The choice made for just this year; an earlier one holds on without a row."""
    return db.session.scalar(visible(viewer, PlanYear).where(PlanYear.year == year))


def counted(viewer: User, days: Period) -> Numbers:
    return figures_of(viewer, days.first, days.last)


def told(viewer: User, days: Period) -> tuple[Counter[Any], Counter[Any], Counter[Any]]:
    """Of what residents told in the year: how many by kind, how many of these were seen to in
    time, and what came of it."""
    query = counted_information(viewer, days.first, days.last)
    columns = (Information.kind, Information.result, func.count(), func.count().filter(IN_TIME))
    rows = query.with_only_columns(*columns).group_by(Information.kind, Information.result)
    kinds: Counter[Any] = Counter()
    in_time: Counter[Any] = Counter()
    results: Counter[Any] = Counter()
    for kind, result, number, timely in db.session.execute(rows):
        kinds[kind] += number
        in_time[kind] += timely
        if result is not None:
            results[result] += number
    return kinds, in_time, results
