"""The register of breaches, the newest first."""

from typing import Any

from sqlalchemy import func

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.breach import Breach, BreachStatus
from reintegrate.models.user import User
from reintegrate.web.ui.paging import Page, page_of


def listed(viewer: User, cursor: str | None) -> Page:
    query: Any = visible(viewer, Breach)
    columns = (
        Breach.id,
        Breach.kind,
        Breach.status,
        Breach.people,
        Breach.report_by,
        Breach.reported_at,
    )
    rows = query.with_only_columns(*columns, Breach.detected_at)
    keys = (Breach.detected_at, Breach.id)
    return page_of(rows, keys, cursor, name="breaches", descending=True)


def count_open(viewer: User) -> int:
    still = visible(viewer, Breach).where(Breach.status != BreachStatus.CLOSED)
    return db.session.scalar(still.with_only_columns(func.count())) or 0
