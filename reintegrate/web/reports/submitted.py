"""Reports in sight, what they say, and what they said before. Part of this feature's queries."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from reintegrate.access.scope import visible
from reintegrate.access.scope_reports import behind
from reintegrate.db import db
from reintegrate.models.area import Area
from reintegrate.models.community_figures import known_numbers
from reintegrate.models.figures import FIGURES
from reintegrate.models.indicator import How, Indicator
from reintegrate.models.period import Period, PeriodKind
from reintegrate.models.report import Report, typed_in
from reintegrate.models.report_snapshot import ReportSnapshot
from reintegrate.models.report_target import Aim, ReportTarget
from reintegrate.models.user import User
from reintegrate.web.ui.paging import Page, page_of

Numbers = dict[str, int]


def kinds(viewer: User) -> list[PeriodKind]:
    query = visible(viewer, PeriodKind).where(PeriodKind.retired_on.is_(None))
    return list(db.session.scalars(query.order_by(PeriodKind.position, PeriodKind.id)))


def indicators(viewer: User, codes: Sequence[str] | None = None) -> list[Indicator]:
    """Those offered now; or those a snapshot holds, in their order."""
    query = visible(viewer, Indicator)
    if codes is None:
        query = query.where(Indicator.retired_on.is_(None))
    else:
        query = query.where(Indicator.code.in_(codes))
    return list(db.session.scalars(query.order_by(Indicator.position, Indicator.id)))


def own_reports(viewer: User, kind: PeriodKind) -> dict[tuple[int, int], Report]:
    """By year and part."""
    query = visible(viewer, Report).where(Report.kind_code == kind.code)
    query = query.where(Report.area_id == viewer.area_id)
    return {(one.year, one.part): one for one in db.session.scalars(query)}


def of_wards_before(viewer: User, kind: PeriodKind, cursor: str | None) -> Page:
    """What was submitted by the wards that became part of the viewer's, the newest first."""
    query: Any = visible(viewer, Report).where(Report.kind_code == kind.code)
    rows = query.where(Report.area_id != viewer.area_id).join(Area, Area.id == Report.area_id)
    rows = rows.with_only_columns(
        Report.id,
        Report.year,
        Report.part,
        Report.first,
        Report.last,
        Report.submitted_at,
        Area.name,
    )
    return page_of(rows, (Report.last, Report.id), cursor, name="reports before", descending=True)


def reports_of(viewer: User, period: Period) -> dict[int, Report]:
    """By ward, of one period."""
    query = visible(viewer, Report).where(
        Report.kind_code == period.kind.code,
        Report.year == period.year,
        Report.part == period.part,
    )
    return {one.area_id: one for one in db.session.scalars(query)}


class Told(NamedTuple):
    """What a report says: its snapshots, the newest first, and the numbers as they are shown."""

    snapshots: list[ReportSnapshot]
    numbers: Numbers
    now: Numbers | None
    """As they would be counted today. None: the viewer is of another office."""


class Earlier(NamedTuple):
    """The numbers of the period before, None where that is a year before; and of the same period a
    year before."""

    before: Numbers | None
    year_before: Numbers
    added_up: dict[str, list[str]]
    """By whose names, where they were other wards then: their numbers stand added up."""


def told(viewer: User, report: Report) -> Told:
    snapshots = snapshots_of(viewer, report)
    now = report.numbers() if viewer.area_id == report.area_id else None
    return Told(snapshots, snapshots[0].numbers if snapshots else now or {}, now)


def snapshots_of(viewer: User, report: Report) -> list[ReportSnapshot]:
    query = visible(viewer, ReportSnapshot).where(ReportSnapshot.report_id == report.id)
    return list(db.session.scalars(query.order_by(ReportSnapshot.number.desc())))


def newest_numbers(viewer: User, period: Period) -> dict[int, Numbers]:
    """What each ward submitted last of this period, by ward."""
    ids = [one.id for one in reports_of(viewer, period).values()]
    query = visible(viewer, ReportSnapshot).where(ReportSnapshot.report_id.in_(ids))
    found = db.session.scalars(query.order_by(ReportSnapshot.number))
    return {snapshot.area_id: snapshot.numbers for snapshot in found}


def earlier_of(viewer: User, report: Report, told: Told) -> Earlier:
    """What it is compared with: as it was submitted; before that as the own ward counts it."""
    wards: dict[str, list[str]] = {}
    if told.snapshots:
        said = told.snapshots[0].said
        found, wards = said["earlier"], said["added_up"]
    else:
        found = report.earlier() if viewer.area_id == report.area_id else {}
        wards = report.added_up() if viewer.area_id == report.area_id else {}
    period = report.period
    before = None if period.before == period.year_before else found.get("before", {})
    return Earlier(before, found.get("year_before", {}), wards)


def aims_of(viewer: User, report: Report, told: Told) -> dict[str, Aim]:
    """What its area wants of the year: as it was when it was submitted."""
    if told.snapshots:
        return told.snapshots[0].targets
    return aims_of_area(viewer, report.area_id, report.year)


def aims_of_area(viewer: User, area_id: int | None, year: int) -> dict[str, Aim]:
    """By indicator's code."""
    wanted = targets(viewer, area_id, year)
    return {code: target.stands_as for code, target in wanted.items()}


def people_behind(viewer: User, code: str, period: Period) -> list[Any] | None:
    """A row for each that was counted. None: no such counted number."""
    return behind(viewer, code, period) if code in FIGURES else None


def targets(viewer: User, area_id: int | None, year: int) -> dict[str, ReportTarget]:
    """What one area in sight wants in one year, by indicator's code."""
    query = visible(viewer, ReportTarget).where(ReportTarget.area_id == area_id)
    found = db.session.scalars(query.where(ReportTarget.year == year))
    return {one.indicator_code: one for one in found}


def typed_indicators(viewer: User) -> list[Indicator]:
    return [one for one in indicators(viewer) if one.how == How.TYPED]


def indicator_coded(viewer: User, code: str) -> Indicator | None:
    return db.session.scalar(visible(viewer, Indicator).where(Indicator.code == code))


def typed_before(viewer: User, report: Report) -> Numbers:
    """What the ward typed, and where it typed nothing what the system knows."""
    if viewer.area_id != report.area_id:
        return {}
    return known_numbers(report.period, report.area_id) | typed_in(report.id)
