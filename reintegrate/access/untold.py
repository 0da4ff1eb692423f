"""Breaches of data that the responsible body is still to be told of, the nearest hour first: for
every page where its officer sees what is due."""

from typing import Any

from sqlalchemy import Select

from reintegrate.access.actions import Action
from reintegrate.access.policy import may
from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.breach import Breach
from reintegrate.models.user import User

MOST = 3


def untold_breaches(viewer: User) -> list[Any]:
    """Rows of id, kind and `report_by`."""
    if not may(viewer, Action.KEEP_BREACHES):
        return []
    query: Select[Any] = visible(viewer, Breach).where(Breach.is_untold())
    columns = query.with_only_columns(Breach.id, Breach.kind, Breach.report_by)
    nearest = columns.order_by(Breach.report_by.is_(None), Breach.report_by, Breach.id)
    return list(db.session.execute(nearest.limit(MOST)))
