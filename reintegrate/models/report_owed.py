"""Which reports a ward owes by when: of the kinds of periods with reminders, from its first day
with the system on. Late, soon due and reminded of are defined here, once."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import select, tuple_

from reintegrate.db import db, today
from reintegrate.models.area import Area
from reintegrate.models.job import claim
from reintegrate.models.notice import NoticeKind, officials_of, tell
from reintegrate.models.period import Period, PeriodKind, ended_periods, running_period
from reintegrate.models.report import Report, ReportStatus
from reintegrate.models.user import Role, User
from reintegrate.models.ward_work import working_since

REMINDED = "report reminder"


class Owed(NamedTuple):
    """One ward's report of one period that has not been sent."""

    area_id: int
    period: Period

    @property
    def is_late(self) -> bool:
        return today() > self.period.due_on


def is_owed(period: Period, since: date | None) -> bool:
    """By a ward that works with the system since that day; None: nobody works there."""
    return since is not None and since <= period.last and period.rule.is_owed


def is_late(report: Report | None, period: Period, since: date | None) -> bool:
    """Not sent by its day, or sent after it; of what the ward owes."""
    if not is_owed(period, since):
        return False
    if report is None or report.status == ReportStatus.DRAFT:
        return today() > period.due_on
    return report.is_late


def still_owed(*area_ids: int) -> list[Owed]:
    """What these wards have yet to send and should think of by now: the newest period of each
    kind that is over, and the running one once its reminder is due. None given: all wards."""
    periods = [period for kind in PeriodKind.offered() for period in thought_of(kind)]
    places = [(one.kind.code, one.year, one.part) for one in periods]
    place = tuple_(Report.kind_code, Report.year, Report.part)
    sent = select(Report.area_id, Report.kind_code, Report.year, Report.part).where(
        place.in_(places), Report.status.in_((ReportStatus.SUBMITTED, ReportStatus.ACCEPTED))
    )
    done = {tuple(row) for row in db.session.execute(sent)}
    wards = working_since(*area_ids)
    return [
        Owed(area_id, period)
        for period, where in zip(periods, places, strict=True)
        for area_id, since in wards.items()
        if is_owed(period, since) and (area_id, *where) not in done
    ]


def thought_of(kind: PeriodKind) -> list[Period]:
    running = running_period(kind, today())
    found = [*([running] if running else []), *ended_periods(kind, today(), 1)]
    rules = [(period, period.rule) for period in found]
    return [
        period
        for period, rule in rules
        if rule.is_owed and today() >= rule.reminded_on(period.last)
    ]


def remind_of_reports(by: User) -> int:
    """Tell who decides in a ward, once before a report is due and once when it is late; then the
    province's coordinators too. However many there are at a time, each reader gets one notice.
    Returns how many reports somebody was told of."""
    told: dict[tuple[int, NoticeKind], set[int]] = {}
    reminded = 0
    for one in still_owed():
        kind = NoticeKind.REPORT_LATE if one.is_late else NoticeKind.REPORT_DUE
        place = f"{one.period.kind.code} {one.period.year}/{one.period.part} {kind}"
        if not claim(REMINDED, place, one.area_id):
            continue
        area = db.session.get_one(Area, one.area_id)
        readers = told.setdefault((area.id, kind), set())
        readers.update(user_id for user_id in officials_of(area.id) if user_id is not None)
        if one.is_late and area.parent_id is not None:
            told.setdefault((area.parent_id, kind), set()).update(coordinators_of(area))
        reminded += 1
    for (area_id, kind), whom in told.items():
        tell(whom, kind, about=db.session.get_one(Area, area_id), by_id=by.id)
    return reminded


def coordinators_of(area: Area) -> list[int]:
    here = User.area_id == area.parent_id, User.disabled_at.is_(None)
    found = select(User.id).where(*here, User.role == Role.COORDINATOR)
    return list(db.session.scalars(found))
