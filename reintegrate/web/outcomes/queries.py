"""The outcomes in which nobody was reached, and how what follows them has been."""

from typing import Any

from sqlalchemy import select

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.catalogue import ContactOutcome
from reintegrate.models.outcome_revision import OutcomeRevision
from reintegrate.models.user import User

MOST = 50
NOT_REACHED = ~ContactOutcome.reached


def outcomes(viewer: User) -> list[ContactOutcome]:
    query = select(ContactOutcome).where(NOT_REACHED, ContactOutcome.retired_on.is_(None))
    return list(db.session.scalars(query.order_by(ContactOutcome.position, ContactOutcome.code)))


def outcome(viewer: User, code: str) -> ContactOutcome | None:
    """After the others the rhythm says what is next."""
    return db.session.scalar(select(ContactOutcome).where(NOT_REACHED, ContactOutcome.code == code))


def revisions(viewer: User, found: ContactOutcome) -> list[tuple[OutcomeRevision, Any]]:
    """With who made each, newest first. Empty: it is as it came."""
    query = (
        visible(viewer, OutcomeRevision)
        .add_columns(User.name)
        .outerjoin(User, User.id == OutcomeRevision.made_by_id)
        .where(OutcomeRevision.outcome_code == found.code)
        .order_by(OutcomeRevision.revision.desc())
        .limit(MOST)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]
