"""What the coming weeks hold for each worker of the ward, and the list behind each number."""

from typing import Any

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.follow_up import FollowUp
from reintegrate.models.load import Span, columns, is_within
from reintegrate.models.person import Person
from reintegrate.models.user import Role, User
from reintegrate.web.ui.paging import Page, page_of


def workers(viewer: User) -> list[Any]:
    query = visible(viewer, User).where(
        User.role == Role.SOCIAL_WORKER, User.area_id == viewer.area_id, User.disabled_at.is_(None)
    )
    rows = query.with_only_columns(User.id, User.name, *columns())
    return list(db.session.execute(rows.order_by(User.sort_key, User.id)))


def planned(viewer: User, worker: User, span: Span, cursor: str | None) -> Page:
    """Each planned contact once, the earliest first: as many rows as the number says."""
    found: Any = visible(viewer, FollowUp)
    rows = (
        found.join(Case, Case.id == FollowUp.case_id)
        .join(Person, Person.id == Case.person_id)
        .where(Case.worker_id == worker.id, IS_OPEN, is_within(span))
        .with_only_columns(
            FollowUp.id,
            FollowUp.case_id,
            FollowUp.kind_code,
            FollowUp.due_on,
            Case.number,
            Person.name,
        )
    )
    keys = (FollowUp.due_on, FollowUp.id)
    return page_of(rows, keys, cursor, name=f"load {worker.id} {span}")
