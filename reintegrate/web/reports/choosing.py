"""Which periods can be chosen, and how their reports stand."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from flask import url_for

from reintegrate.access.scope_reports import reporting_wards, reports_owed
from reintegrate.db import today
from reintegrate.models.period import Period, PeriodKind, ended_periods, running_period
from reintegrate.models.report import Report
from reintegrate.models.report_owed import is_late
from reintegrate.models.user import Role, User
from reintegrate.models.ward_work import working_since
from reintegrate.web.reports import queries, submitted
from reintegrate.web.ui.paging import Page
from reintegrate.web.ui.periods import kind_name, period_name

SHOWN = 12


class State(NamedTuple):
    period: Period
    name: str
    report: Report | None
    running: bool
    late: bool
    before: bool
    """The ward did not work with the system yet."""


class WardState(NamedTuple):
    ward: str
    report: Report | None
    late: bool
    before: bool


def chosen(viewer: User, asked: Mapping[str, str]) -> tuple[PeriodKind, Period]:
    """What was asked for, else the newest period that is over."""
    kinds = submitted.kinds(viewer)
    kind = next((one for one in kinds if one.code == asked.get("kind")), kinds[0])
    offered = offered_periods(kind)
    place = (asked.get("year"), asked.get("part"))
    found = (one for one in offered if (str(one.year), str(one.part)) == place)
    newest = next((one for one in offered if one.last < today()), offered[0])
    return kind, next(found, newest)


def offered_periods(kind: PeriodKind) -> list[Period]:
    """The running one and those before it, the newest first."""
    running = running_period(kind, today())
    return [*([running] if running else []), *ended_periods(kind, today(), SHOWN)]


def links(kind: PeriodKind, current: Period) -> list[dict[str, Any]]:
    """To each period that can be chosen."""
    return [
        {
            "url": url_for("reports.periods", kind=kind.code, year=one.year, part=one.part),
            "label": period_name(one),
            "current": (one.year, one.part) == (current.year, current.part),
        }
        for one in offered_periods(kind)
    ]


class OwedLine(NamedTuple):
    ward: str
    name: str
    due_on: date
    late: bool
    url: str


def owed_lines(viewer: User) -> list[OwedLine]:
    """What the news count, line by line: for the province only what is late."""
    of_province = viewer.role == Role.COORDINATOR
    owed = [one for one in reports_owed(viewer) if one.is_late or not of_province]
    names = queries.ward_names(viewer, {one.area_id for one in owed}) if of_province else {}
    return [
        OwedLine(
            names.get(area_id, ""),
            f"{period_name(period)} ({kind_name(period.kind)})",
            period.due_on,
            today() > period.due_on,
            url_for("reports.periods", kind=period.kind.code, year=period.year, part=period.part),
        )
        for area_id, period in owed
    ]


class SentThen(NamedTuple):
    """A report of a ward that is part of the viewer's by now."""

    id: int
    ward: str
    name: str
    submitted_at: datetime


def sent_then(kind: PeriodKind, page: Page) -> list[SentThen]:
    named = ((row, Period(kind, row.year, row.part, row.first, row.last)) for row in page.rows)
    return [SentThen(row.id, row.name, period_name(one), row.submitted_at) for row, one in named]


def own_periods(viewer: User, kind: PeriodKind) -> list[State]:
    reports = submitted.own_reports(viewer, kind)
    since = working_since(viewer.area_id or 0).get(viewer.area_id or 0)
    return [
        State(
            period,
            period_name(period),
            report := reports.get((period.year, period.part)),
            period.last >= today(),
            is_late(report, period, since),
            since is not None and period.last < since,
        )
        for period in offered_periods(kind)
    ]


def province_rows(viewer: User, period: Period) -> list[WardState]:
    """Every ward that owes one, whether it sent it or not."""
    reports = submitted.reports_of(viewer, period)
    wards = reporting_wards(viewer, period)
    began = working_since(*(ward.id for ward in wards)) if wards else {}
    return [
        WardState(
            ward.name,
            report := reports.get(ward.id),
            is_late(report, period, since := began.get(ward.id)),
            since is not None and period.last < since,
        )
        for ward in wards
    ]
