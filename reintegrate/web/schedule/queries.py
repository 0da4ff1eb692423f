"""The templates the viewer may see or keep, what a change of one touches, and one case's plan."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_

from reintegrate.access.scope import visible
from reintegrate.db import db, today
from reintegrate.models.activity_set import ActivitySet, ActivitySetItem
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.rhythm import Rhythm, RhythmVersion
from reintegrate.models.user import User

MOST = 50


def rhythms(viewer: User) -> list[Rhythm]:
    query = visible(viewer, Rhythm).where(Rhythm.retired_on.is_(None))
    return list(db.session.scalars(query.order_by(Rhythm.area_id, Rhythm.id).limit(MOST)))


def sets(viewer: User) -> list[ActivitySet]:
    query = visible(viewer, ActivitySet).where(ActivitySet.retired_on.is_(None))
    return list(db.session.scalars(query.order_by(ActivitySet.area_id, ActivitySet.id).limit(MOST)))


def items_by_set(viewer: User) -> dict[int, list[Any]]:
    """What each set holds, in the order of its days."""
    own = visible(viewer, ActivitySet).with_only_columns(ActivitySet.id)
    query = (
        visible(viewer, ActivitySet)
        .join(ActivitySetItem, ActivitySetItem.set_id == ActivitySet.id)
        .where(ActivitySet.id.in_(own))
        .with_only_columns(
            ActivitySetItem.set_id, ActivitySetItem.kind_code, ActivitySetItem.after_days
        )
        .order_by(ActivitySetItem.after_days, ActivitySetItem.id)
    )
    found: dict[int, list[Any]] = {}
    for row in db.session.execute(query):
        found.setdefault(row.set_id, []).append(row)
    return found


def versions_of(viewer: User, rhythm: Rhythm) -> list[Any]:
    """When it was changed, by whom and why, newest first."""
    query = (
        visible(viewer, Rhythm)
        .join(RhythmVersion, RhythmVersion.rhythm_id == Rhythm.id)
        .outerjoin(User, User.id == RhythmVersion.by_id)
        .where(Rhythm.id == rhythm.id)
        .with_only_columns(
            RhythmVersion.number, RhythmVersion.made_at, RhythmVersion.why, User.name.label("by")
        )
        .order_by(RhythmVersion.number.desc())
        .limit(MOST)
    )
    return list(db.session.execute(query))


def cases_between(
    viewer: User, rhythm: Rhythm, spans: Sequence[tuple[int, int | None]]
) -> list[int]:
    """How many open cases that follow this rhythm stand today in each span of days of the term."""
    if not spans:
        return []
    counts = [func.count().filter(_stands_in(*span)) for span in spans]
    query = visible(viewer, Case).where(IS_OPEN, _follows(rhythm)).with_only_columns(*counts)
    return list(db.session.execute(query).one())


def _stands_in(first: int, last: int | None) -> ColumnElement[bool]:
    began_by = Case.term_from <= today() - timedelta(days=first)
    if last is None:
        return began_by
    return and_(began_by, Case.term_from >= today() - timedelta(days=last))


def _follows(rhythm: Rhythm) -> ColumnElement[bool]:
    given = Case.rhythm_id == rhythm.id
    return or_(given, Case.rhythm_id.is_(None)) if rhythm.is_usual else given


def set_numbered(viewer: User, set_id: int) -> ActivitySet | None:
    return db.session.scalar(visible(viewer, ActivitySet).where(ActivitySet.id == set_id))
