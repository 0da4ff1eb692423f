"""What the committee's board counts: who was under management month by month, and what became of
needs. Numbers only, beside `community_counts.py`."""

from collections import Counter
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from reintegrate.access.community_counts import counted_in
from reintegrate.db import db
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.community_activity import CommunityActivity
from reintegrate.models.community_figures import HELD
from reintegrate.models.information import IN_TIME, Information
from reintegrate.models.need import Need, NeedStatus
from reintegrate.models.user import User
from reintegrate.models.ward_stay import WardStay


def balances(viewer: User, days: list[date]) -> list[int]:
    """How many were under management when each of these days ended: what a report that closes on
    that day counts. The cost hangs on the time looked back over, not on all there ever was."""
    since, until = WardStay.since, WardStay.until
    on = [func.count().filter(and_(since <= day, until > day)) for day in days]
    query: Any = select(*on).where(until > min(days), counted_in(viewer, WardStay.area_id))
    return list(db.session.execute(query).one())


def needs_by_status(viewer: User, *conditions: ColumnElement[bool]) -> Counter[NeedStatus]:
    """How many needs stand where, of the cases open now."""
    return _needs(viewer, Need.status, conditions)


def needs_by_kind(viewer: User, *conditions: ColumnElement[bool]) -> Counter[str]:
    """How many of each kind, of the cases open now."""
    return _needs(viewer, Need.kind_code, conditions)


def _needs(viewer: User, by: Any, conditions: tuple[ColumnElement[bool], ...]) -> Counter[Any]:
    query: Any = select(by, func.count()).join(Case, Case.id == Need.case_id)
    here = query.where(counted_in(viewer, Case.area_id), IS_OPEN, *conditions).group_by(by)
    return Counter({row[0]: row[1] for row in db.session.execute(here)})


def among_residents(viewer: User, first: date, last: date) -> dict[int, tuple[int, int, int]]:
    """By ward: activities held, information received, and how much of that was seen to in time."""
    held = (
        select(CommunityActivity.area_id, func.count())
        .where(
            HELD,
            CommunityActivity.held_on.between(first, last),
            counted_in(viewer, CommunityActivity.area_id),
        )
        .group_by(CommunityActivity.area_id)
    )
    told = (
        select(Information.area_id, func.count(), func.count().filter(IN_TIME))
        .where(
            Information.received_on.between(first, last), counted_in(viewer, Information.area_id)
        )
        .group_by(Information.area_id)
    )
    activities = {area_id: number for area_id, number in db.session.execute(held)}
    information = {area_id: (n, timely) for area_id, n, timely in db.session.execute(told)}
    return {
        area_id: (activities.get(area_id, 0), *information.get(area_id, (0, 0)))
        for area_id in {*activities, *information}
    }
