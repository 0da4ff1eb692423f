"""What the committee's board counts: the balance of open cases month by month, and what became of
needs. Numbers only, beside `community_counts.py`."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select

from reintegrate.access.community_counts import counted_in
from reintegrate.db import HERE, db
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.closure import Closure
from reintegrate.models.community_activity import CommunityActivity
from reintegrate.models.community_figures import HELD
from reintegrate.models.information import IN_TIME, Information
from reintegrate.models.need import Need, NeedStatus
from reintegrate.models.transfer import Transfer, TransferStatus
from reintegrate.models.user import User

ACCEPTED = Transfer.status == TransferStatus.ACCEPTED
Changes = Counter[date]


def balances(viewer: User, days: list[date]) -> list[int]:
    """How many cases were open at the end of each of these days: today's number, less what has
    changed since. The cost hangs on the time looked back over, not on all there ever was."""
    open_now = select(func.count()).where(IS_OPEN, counted_in(viewer, Case.area_id))
    now = db.session.scalar(open_now) or 0
    changes = changes_after(viewer, min(days))
    return [now - sum(n for day, n in changes.items() if day > end) for end in days]


def changes_after(viewer: User, start: date) -> Changes:
    """By how many the open cases grew on each day after `start`."""
    first = select(Transfer.from_area_id).where(Transfer.case_id == Case.id, ACCEPTED)
    begun_in = func.coalesce(
        first.order_by(Transfer.answered_at).limit(1).scalar_subquery(), Case.area_id
    )
    found: Changes = Counter()
    opened = select(Case.opened_on, func.count()).where(Case.opened_on > start)
    opened = opened.where(counted_in(viewer, begun_in)).group_by(Case.opened_on)
    _add(found, opened, +1)
    for day, sign in ((Closure.closed_on, -1), (Closure.reopened_on, +1)):
        ends = select(day, func.count()).join(Case, Case.id == Closure.case_id).where(day > start)
        _add(found, ends.where(counted_in(viewer, Case.area_id)).group_by(day), sign)
    after = datetime.combine(start + timedelta(days=1), time(), HERE)
    to_here = counted_in(viewer, Transfer.to_area_id)
    from_here = counted_in(viewer, Transfer.from_area_id)
    moved: Any = select(Transfer.answered_at).where(ACCEPTED, Transfer.answered_at >= after)
    for which, sign in ((to_here & ~from_here, +1), (from_here & ~to_here, -1)):
        for moment in db.session.scalars(moved.where(which)):
            found[moment.astimezone(HERE).date()] += sign
    return found


def _add(found: Changes, query: Any, sign: int) -> None:
    for day, number in db.session.execute(query):
        found[day] += sign * number


def needs_by_status(viewer: User, *conditions: ColumnElement[bool]) -> Counter[NeedStatus]:
    """How many needs stand where, of the cases open now."""
    query = select(Need.status, func.count()).join(Case, Case.id == Need.case_id)
    here = query.where(counted_in(viewer, Case.area_id), IS_OPEN, *conditions)
    return Counter({status: n for status, n in db.session.execute(here.group_by(Need.status))})


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
