"""What the API asks beside the questions of the screens, which it repeats as they are."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.area import Area
from reintegrate.models.report import Report
from reintegrate.models.user import User
from reintegrate.web.ui.paging import Page, page_of

AREAS = "api areas"
AREAS_A_PAGE = 100
REPORTS = "api reports"


def usernames(viewer: User) -> dict[int, str]:
    """Of everybody whose work the viewer sees."""
    rows = visible(viewer, User).with_only_columns(User.id, User.username)
    return {row.id: row.username for row in db.session.execute(rows)}


def areas(viewer: User, on: date | None, cursor: str | None) -> Page:
    """Every area, or those in force on one day."""
    query: Any = visible(viewer, Area)
    if on is not None:
        query = query.where(Area.in_force_on(on))
    rows = query.with_only_columns(
        Area.id,
        Area.code,
        Area.name,
        Area.kind,
        Area.valid_from,
        Area.valid_to,
        Area.parent_id,
    )
    return page_of(rows, (Area.id,), cursor, name=AREAS, size=AREAS_A_PAGE)


def reports(viewer: User, cursor: str | None) -> Page:
    """Those that were submitted, whatever was answered to them."""
    query: Any = visible(viewer, Report).where(Report.submitted_at.is_not(None))
    rows = query.join(Area, Area.id == Report.area_id).with_only_columns(
        Report.id,
        Area.code,
        Area.name.label("area"),
        Report.kind_code,
        Report.year,
        Report.part,
        Report.first,
        Report.last,
        Report.status,
    )
    return page_of(rows, (Report.last, Report.id), cursor, name=REPORTS, descending=True)


def areas_numbered(viewer: User, ids: Iterable[int]) -> dict[int, Any]:
    """Id -> row of id, code and name."""
    rows = visible(viewer, Area).where(Area.id.in_(ids))
    found = db.session.execute(rows.with_only_columns(Area.id, Area.code, Area.name))
    return {row.id: row for row in found}
