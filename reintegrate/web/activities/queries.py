"""One case's plan, and the templates it may be given."""

from typing import Any

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.activity_set import ActivitySet
from reintegrate.models.case import Case
from reintegrate.models.follow_up import FollowUp, FollowUpStatus
from reintegrate.models.user import User

MOST = 50


def planned_in(viewer: User, case: Case) -> list[FollowUp]:
    """Everything planned in this case, the earliest first."""
    query = visible(viewer, FollowUp).where(
        FollowUp.case_id == case.id, FollowUp.status == FollowUpStatus.PLANNED
    )
    return list(db.session.scalars(query.order_by(FollowUp.due_on, FollowUp.id)))


def offered_sets(viewer: User) -> list[Any]:
    """The sets this ward may apply: id and both names."""
    query = visible(viewer, ActivitySet).where(ActivitySet.retired_on.is_(None))
    ordered = query.order_by(ActivitySet.area_id, ActivitySet.id).limit(MOST)
    return list(db.session.scalars(ordered))


def set_numbered(viewer: User, set_id: int) -> ActivitySet | None:
    return db.session.scalar(visible(viewer, ActivitySet).where(ActivitySet.id == set_id))
