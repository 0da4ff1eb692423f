"""Who sees reports, and which numbers and rows stand behind them. Part of `scope.py`."""

from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import Select, and_, false, or_, select

from reintegrate.access.reach import cases, own_cases, wards_of
from reintegrate.access.scope_clock import public
from reintegrate.db import db, today
from reintegrate.models.area import Area, AreaPredecessor, successors_of
from reintegrate.models.case import Case
from reintegrate.models.figures import FIGURES
from reintegrate.models.indicator import Indicator
from reintegrate.models.period import (
    Period,
    PeriodKind,
    PeriodKindRevision,
    ended_periods,
)
from reintegrate.models.person import Person
from reintegrate.models.report import Report, ReportEntry, ReportStatus
from reintegrate.models.report_owed import Owed, still_owed
from reintegrate.models.report_snapshot import ReportSnapshot
from reintegrate.models.report_target import ReportTarget
from reintegrate.models.user import WARD_ROLES, Role, User
from reintegrate.models.ward_stay import WardStay

YEAR_SO_FAR = 6
"""Months from which on a period begins with its year."""


def reports(viewer: User) -> Select[Report]:
    """The ward's own, and what the wards submitted that became part of it; the province's
    coordinator sees what was submitted."""
    found, submitted = select(Report), Report.status != ReportStatus.DRAFT
    if viewer.role in WARD_ROLES:
        then = and_(Report.area_id.in_(wards_before(viewer)), submitted)
        return found.where(or_(Report.area_id == viewer.area_id, then))
    if viewer.role == Role.COORDINATOR:
        return found.where(Report.area_id.in_(wards_of(viewer)), submitted)
    return found.where(false())


def wards_before(viewer: User) -> Select[Any]:
    """The wards the viewer's was made of, and those these were made of."""
    step = select(AreaPredecessor.predecessor_id)
    first = step.where(AreaPredecessor.area_id == viewer.area_id).cte("before", recursive=True)
    earlier = step.join(first, AreaPredecessor.area_id == first.c.predecessor_id)
    return select(first.union(earlier).c.predecessor_id)


def of_report(model: Any) -> Callable[[User], Select[Any]]:
    def scope(viewer: User) -> Select[Any]:
        seen = reports(viewer).with_only_columns(Report.id)
        return select(model).where(model.report_id.in_(seen))

    return scope


def own_entries(viewer: User) -> Select[ReportEntry]:
    """What a ward types before it submits."""
    if viewer.role not in WARD_ROLES:
        return select(ReportEntry).where(false())
    own = reports(viewer).where(Report.area_id == viewer.area_id)
    return select(ReportEntry).where(ReportEntry.report_id.in_(own.with_only_columns(Report.id)))


def ward_stays(viewer: User) -> Select[WardStay]:
    """The ward's own, while it answers for the case."""
    answered = cases(viewer).with_only_columns(Case.id)
    return select(WardStay).where(
        WardStay.area_id == viewer.area_id, WardStay.case_id.in_(answered)
    )


def targets(viewer: User) -> Select[ReportTarget]:
    """The own area's; the coordinator reads the wards' too."""
    found = select(ReportTarget)
    if viewer.role in WARD_ROLES:
        return found.where(ReportTarget.area_id == viewer.area_id)
    if viewer.role == Role.COORDINATOR:
        return found.where(ReportTarget.area_id.in_(wards_of(viewer)))
    return found.where(false())


REPORT_SCOPES: dict[Any, Callable[[User], Select[Any]]] = {
    Indicator: public(Indicator),
    PeriodKind: public(PeriodKind),
    PeriodKindRevision: public(PeriodKindRevision),
    Report: reports,
    ReportEntry: own_entries,
    ReportTarget: targets,
    ReportSnapshot: of_report(ReportSnapshot),
    WardStay: ward_stays,
}


def behind(viewer: User, code: str, period: Period) -> list[Any]:
    """Exception: a row for each that the ward's own number counts: id, number, name and amount.
    The name only where the viewer may read it: of the support space, only the worker who answers;
    nobody's whose case is another ward's by now. There the row says that somebody was counted."""
    figure = FIGURES[code]
    if viewer.role not in WARD_ROLES:
        return []
    rows = figure.rows(period).where(WardStay.area_id == viewer.area_id).subquery()
    readable = own_cases(viewer) if figure.support else cases(viewer).with_only_columns(Case.id)
    known = (Case.id == rows.c.case_id) & Case.id.in_(readable)
    found: Select[Any] = select(Case.id, Case.number, Person.name, rows.c.amount)
    found = found.select_from(rows).outerjoin(Case, known)
    found = found.outerjoin(Person, Person.id == Case.person_id)
    found = found.order_by(Case.person_sort_key.is_(None), Case.person_sort_key, Case.id)
    return list(db.session.execute(found))


def reports_owed(viewer: User) -> list[Owed]:
    """Exception: what the viewer's ward, or the wards of the coordinator's province, have yet to
    send. Which ward and which period; nothing of what it would say."""
    if viewer.role in WARD_ROLES and viewer.area_id is not None:
        return still_owed(viewer.area_id)
    if viewer.role != Role.COORDINATOR:
        return []
    wards = set(db.session.scalars(wards_of(viewer)))
    return [one for one in still_owed() if one.area_id in wards]


def wards_now(viewer: User, ids: Collection[int]) -> dict[int, tuple[int, str]]:
    """Exception: what became of wards of the coordinator's province: id and name of the one each
    is a part of today. One that was divided, or still is, stands for itself."""
    found = {}
    reach = set(db.session.scalars(wards_of(viewer)))
    for area in db.session.scalars(select(Area).where(Area.id.in_(reach & set(ids)))):
        now = area
        while len(later := successors_of(now)) == 1 and not now.is_in_force(today()):
            now = later[0]
        found[area.id] = (now.id, now.name)
    return found


def newest_with_the_year(viewer: User) -> tuple[Period, dict[int, dict[str, int]]] | None:
    """The newest period that is over, began with the year and was submitted here, and what each
    ward in reach submitted of it, by ward. None: there is none of this year or the last."""
    kinds = [kind for kind in PeriodKind.offered() if kind.months >= YEAR_SO_FAR]
    periods = [period for kind in kinds for period in ended_periods(kind, today(), 2)]
    for period in sorted(periods, key=lambda one: (one.last, one.kind.months), reverse=True):
        sent = reports(viewer).where(
            *(Report.kind_code == period.kind.code, Report.year == period.year),
            Report.part == period.part,
        )
        if viewer.role in WARD_ROLES:
            sent = sent.where(Report.area_id == viewer.area_id)
        ids = sent.with_only_columns(Report.id)
        found = select(ReportSnapshot).where(ReportSnapshot.report_id.in_(ids))
        rows = list(db.session.scalars(found.order_by(ReportSnapshot.number)))
        if rows:
            return period, {row.area_id: row.numbers for row in rows}
    return None


def reporting_wards(viewer: User, period: Period) -> list[Any]:
    """Exception: id and name of the wards of the coordinator's province that owe a report: in force
    on its last day, and with an official who works here; and of those that sent one, whatever
    became of them. Nothing about who that is."""
    working = select(User.area_id).where(User.role == Role.WARD_OFFICIAL)
    sent = reports(viewer).where(
        *(Report.kind_code == period.kind.code, Report.year == period.year),
        Report.part == period.part,
    )
    then = and_(
        Area.in_force_on(period.last), Area.parent_id == viewer.area_id, Area.id.in_(working)
    )
    areas: Select[Any] = select(Area)
    found = areas.with_only_columns(Area.id, Area.name).where(
        or_(then, Area.id.in_(sent.with_only_columns(Report.area_id)))
    )
    if viewer.role != Role.COORDINATOR:
        found = found.where(false())
    return list(db.session.execute(found.order_by(Area.name, Area.id)))
