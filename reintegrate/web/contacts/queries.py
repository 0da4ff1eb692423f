"""What the contact form is filled with beyond the case itself: asked only where it is needed."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import bindparam, func

from reintegrate.access.prepared import prepared, rows
from reintegrate.access.scope import visible
from reintegrate.db import db, today, written_out
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.contact import Contact
from reintegrate.models.follow_up import REGULAR, FollowUp, FollowUpStatus
from reintegrate.models.need import OPEN as OPEN_NEEDS
from reintegrate.models.need import Need, NeedStatus
from reintegrate.models.user import User
from reintegrate.web.ui.forms import KEY_PATTERN

AHEAD = timedelta(days=45)
NEAR = timedelta(days=14)
IS_KEY = re.compile(KEY_PATTERN).fullmatch


def busy_days(viewer: User, worker_id: int | None) -> dict[date, int]:
    """How many of this worker's cases are due on each of the coming days."""
    if worker_id is None:
        return {}
    found = rows(_busy, viewer, worker_id=worker_id, last=today() + AHEAD)
    return {row.next_due_on: row.due for row in found}


@prepared
def _busy(viewer: User) -> Any:
    days = Case.next_due_on.between(today(), bindparam("last"))
    return (
        visible(viewer, Case)
        .where(Case.worker_id == bindparam("worker_id"), IS_OPEN, days)
        .with_only_columns(Case.next_due_on, func.count().label("due"))
        .group_by(Case.next_due_on)
    )


def planned_activities(viewer: User, case: Case) -> list[Any]:
    """What is planned beside the regular contact and due by now or within two weeks, the earliest
    first. Asked only if there is any: the case remembers how many."""
    if not case.activities_planned:
        return []
    return rows(_activities, viewer, case_id=case.id)


@prepared
def _activities(viewer: User) -> Any:
    return (
        visible(viewer, FollowUp)
        .where(
            FollowUp.case_id == bindparam("case_id"),
            FollowUp.status == FollowUpStatus.PLANNED,
            FollowUp.kind_code != REGULAR,
            FollowUp.due_on <= today() + NEAR,
        )
        .with_only_columns(FollowUp.kind_code, FollowUp.due_on)
        .order_by(FollowUp.due_on, FollowUp.id)
    )


def needs_under_way(viewer: User, case: Case) -> list[Any]:
    """Number and kind of each need for which help is still wanted."""
    return rows(_needs, viewer, case_id=case.id)


@prepared
def _needs(viewer: User) -> Any:
    under_way = Need.status.in_([written_out(status) for status in OPEN_NEEDS])
    return (
        visible(viewer, Need)
        .where(Need.case_id == bindparam("case_id"), under_way)
        .with_only_columns(Need.id, Need.kind_code)
        .order_by(Need.id)
    )


def open_needs(viewer: User, case: Case) -> list[Need]:
    """Help is still wanted."""
    under_way = Need.status.in_(OPEN_NEEDS)
    query = visible(viewer, Need).where(Need.case_id == case.id, under_way)
    return list(db.session.scalars(query.order_by(Need.id)))


def needs_of_kinds(
    viewer: User, case: Case, kinds: Sequence[str], standing: Sequence[NeedStatus]
) -> list[Need]:
    """Those received first, so that of each kind the last is still open if any is."""
    if not kinds:
        return []
    some = Need.kind_code.in_(kinds), Need.status.in_(standing)
    query = visible(viewer, Need).where(Need.case_id == case.id, *some)
    return sorted(
        db.session.scalars(query.order_by(Need.id)), key=lambda need: need.status in OPEN_NEEDS
    )


def is_written(viewer: User, key: str) -> bool:
    """Whether this form was received already: then it is no draft any more. Under what is no key
    nothing was; PostgreSQL would not even be asked."""
    if not IS_KEY(key):
        return False
    query = visible(viewer, Contact).where(Contact.key == key, Contact.by_id == viewer.id)
    return db.session.scalar(query.with_only_columns(Contact.id)) is not None
