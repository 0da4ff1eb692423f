"""The targets of the year on the board, as the newest report that began with the year says: few
people are hidden from whoever is outside the ward."""

from typing import Any

from sqlalchemy import select

from reintegrate.access.scope import visible
from reintegrate.access.scope_reports import newest_with_the_year
from reintegrate.db import db
from reintegrate.models.indicator import Indicator
from reintegrate.models.report_target import ReportTarget
from reintegrate.models.user import WARD_ROLES, User
from reintegrate.web.ui.aims import stands_of
from reintegrate.web.ui.hidden_cells import cells_of
from reintegrate.web.ui.periods import period_name


def aims(viewer: User, locale: str) -> dict[str, Any] | None:
    """None: nothing is wanted, or no such report was sent."""
    newest = newest_with_the_year(viewer)
    if newest is None:
        return None
    period, sent = newest
    wanted = visible(viewer, ReportTarget).where(
        ReportTarget.area_id == viewer.area_id, ReportTarget.year == period.year
    )
    found = {one.indicator_code: one.stands_as for one in db.session.scalars(wanted)}
    if not found:
        return None
    query = select(Indicator).where(Indicator.retired_on.is_(None))
    indicators = list(db.session.scalars(query.order_by(Indicator.position, Indicator.id)))
    codes = [one.code for one in indicators]
    table = [[numbers.get(code, 0) for code in codes] for numbers in sent.values()]
    table.append([sum(column) for column in zip(*table, strict=True)])
    own = viewer.role in WARD_ROLES
    cells = table[-1] if own else cells_of(table, indicators, locale)[-1]
    numbers = dict(zip(codes, cells, strict=True))
    stands = stands_of(period, indicators, numbers, found, locale)
    rows = [(one.indicator.name_in(locale), one) for one in stands]
    return {"name": period_name(period), "year": period.year, "wards": len(sent), "rows": rows}
