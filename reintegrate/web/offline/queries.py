"""What a phone may hold: the cases the viewer answers for that ask for something in these days,
theirs and those of whom they stand in for."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import or_

from reintegrate.access.reach import answering_ids
from reintegrate.access.scope import own_receipt, visible
from reintegrate.db import db, today
from reintegrate.models.case import NO_DATE, Case
from reintegrate.models.due import DUE_SOON, DUE_TODAY, FIRST_CONTACT_PENDING, OVERDUE
from reintegrate.models.follow_up import REGULAR, FollowUp, FollowUpStatus
from reintegrate.models.names import initials
from reintegrate.models.offline_device import OfflineDevice
from reintegrate.models.person import Person
from reintegrate.models.user import User

MOST = 300
NEAR = timedelta(days=14)
"""As the page of a contact offers it."""


class Known(NamedTuple):
    """Whom to see: as little as lets their own worker know them again."""

    id: int
    initials: str
    number: str
    due_on: date | None
    also: list[str]
    """Codes of what else is planned by then, to be ticked when it was done."""


def day_of(viewer: User) -> list[Known]:
    """The cases of the viewer's day and next seven days, most urgent first."""
    notions = (OVERDUE, DUE_TODAY, DUE_SOON, FIRST_CONTACT_PENDING)
    query = (
        visible(viewer, Case)
        .where(
            Case.worker_id.in_(answering_ids(viewer)), or_(*(notion.sql() for notion in notions))
        )
        .join(Person, Person.id == Case.person_id)
        .with_only_columns(Case.id, Person.name, Case.number, Case.next_due_on)
        .order_by(Case.next_due_on, Case.id)
        .limit(MOST)
    )
    found = db.session.execute(query).all()
    also = _planned(viewer, [row.id for row in found])
    return [
        Known(row.id, initials(row.name), row.number, _day(row.next_due_on), also.get(row.id, []))
        for row in found
    ]


def _planned(viewer: User, case_ids: list[int]) -> dict[int, list[str]]:
    """By case: the activities beside the regular contact that are due by now or soon."""
    query = (
        visible(viewer, FollowUp)
        .where(
            FollowUp.case_id.in_(case_ids),
            FollowUp.status == FollowUpStatus.PLANNED,
            FollowUp.kind_code != REGULAR,
            FollowUp.due_on <= today() + NEAR,
        )
        .with_only_columns(FollowUp.case_id, FollowUp.kind_code)
        .order_by(FollowUp.due_on, FollowUp.id)
    )
    kinds: dict[int, list[str]] = {}
    for case_id, kind_code in db.session.execute(query) if case_ids else []:
        kinds.setdefault(case_id, []).append(kind_code)
    return kinds


def _day(due_on: date) -> date | None:
    return None if due_on == NO_DATE else due_on


def written_under(viewer: User, key: str) -> Any:
    """`key` and `written_at` of what the viewer wrote under this key, or None."""
    return db.session.execute(own_receipt(viewer, key)).first()


def device_of(viewer: User, device_id: int | None) -> OfflineDevice | None:
    """The viewer's own device, whether or not it is still on."""
    if device_id is None:
        return None
    query = visible(viewer, OfflineDevice).where(OfflineDevice.id == device_id)
    return db.session.scalar(query)
