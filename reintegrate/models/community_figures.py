"""What of a report's typed numbers the system knows itself: one expression each, from the books of
what residents told and of what was held among them. A ward types only what differs."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select

from reintegrate.db import db
from reintegrate.models.community_activity import ActivityStatus, CommunityActivity
from reintegrate.models.information import TRUSTED, Information, InformationKind
from reintegrate.models.period import Period

USEFUL: ColumnElement[bool] = and_(
    Information.status.in_(TRUSTED), Information.kind != InformationKind.NOT_OURS
)
"""Ours to see to, and somebody found that it is so."""
HELD: ColumnElement[bool] = CommunityActivity.status == ActivityStatus.HELD

KNOWN: dict[str, tuple[Any, Any, ColumnElement[bool]]] = {
    "information": (Information, Information.received_on, USEFUL),
    "activities": (CommunityActivity, CommunityActivity.held_on, HELD),
}
"""Code of the indicator: the book, the day that lies within the period, and which rows count."""


def known_numbers(period: Period, area_id: int) -> dict[str, int]:
    """Of one ward, by code; one statement."""
    counts: list[Any] = [
        select(func.count())
        .where(model.area_id == area_id, day.between(period.first, period.last), condition)
        .scalar_subquery()
        for model, day, condition in KNOWN.values()
    ]
    found: Select[Any] = select(*counts)
    return dict(zip(KNOWN, db.session.execute(found).one(), strict=True))
