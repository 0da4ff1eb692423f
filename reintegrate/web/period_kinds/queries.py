"""The kinds of periods, and how the due rule of each has been."""

from typing import Any

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.period import PeriodKind, PeriodKindRevision
from reintegrate.models.user import User

MOST = 50


def kinds(viewer: User) -> list[PeriodKind]:
    query = visible(viewer, PeriodKind).where(PeriodKind.retired_on.is_(None))
    return list(db.session.scalars(query.order_by(PeriodKind.position, PeriodKind.id)))


def kind(viewer: User, code: str) -> PeriodKind | None:
    offered = visible(viewer, PeriodKind).where(PeriodKind.retired_on.is_(None))
    return db.session.scalar(offered.where(PeriodKind.code == code))


def revisions(viewer: User, found: PeriodKind) -> list[tuple[PeriodKindRevision, Any]]:
    """With who made each, newest first. Empty: it is as it came."""
    query = (
        visible(viewer, PeriodKindRevision)
        .add_columns(User.name)
        .outerjoin(User, User.id == PeriodKindRevision.made_by_id)
        .where(PeriodKindRevision.kind_code == found.code)
        .order_by(PeriodKindRevision.revision.desc())
        .limit(MOST)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]
