"""The demo's reports: months accepted, one put right, one sent back, one that waits, one late; what
the wards and the province want of the year, and the newest report that began with it."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from reintegrate.cli.demo_cast import Scene, staff
from reintegrate.db import HERE, db, today, utcnow
from reintegrate.models.indicator import Indicator
from reintegrate.models.period import Period, PeriodKind, ended_periods
from reintegrate.models.report import Report
from reintegrate.models.report_target import Direction, ReportTarget
from reintegrate.models.user import User
from reintegrate.web.reports.narrative import proposed

NAMES = ("offences", "information", "activities")
TYPED = ((2, 41, 3), (4, 37, 2), (3, 52, 4))
"""Offences, information from residents, activities: the newest month first."""
SINCE_NEW_YEAR = (19, 236, 14)
WITH_THE_YEAR = ("half_15", "nine_15", "year_15")
WANTED = {
    "minh": (("offences", "at_most", 24), ("activities", "at_least", 20), ("work", "at_least", 4)),
    "tuan": (("offences", "at_most", 20), ("activities", "at_least", 12)),
    "binh": (("offences", "at_most", 36), ("activities", "at_least", 40), ("met", "at_least", 60)),
}
"""Of the whole year, by whoever says so."""


def scenes_of_reports() -> Iterator[Scene]:
    periods = ended_periods(PeriodKind.coded("month_15"), today(), 3)
    minh, tuan = staff("minh"), staff("tuan")
    for place, period in reversed(list(enumerate(periods))):
        for official in (minh, tuan):
            if place == 0 and official is tuan:
                continue  # this one is late
            yield from scenes_of(period, place, official)
    ended = (ended_periods(PeriodKind.coded(code), today(), 1)[0] for code in WITH_THE_YEAR)
    newest = max(ended, key=lambda period: period.last)
    yield moment(newest), lambda: aim_at({newest.year, today().year})
    for official in (minh, tuan):
        yield from scenes_of_year(newest, official)


def scenes_of_year(period: Period, by: User) -> Iterator[Scene]:
    binh = staff("binh")
    sent: list[Report] = []
    yield moment(period, hours=1), lambda: sent.append(of_the_year(period, by))
    yield moment(period, hours=26), lambda: sent[0].accept(by=binh)


def aim_at(years: set[int]) -> None:
    indicators = {one.code: one for one in Indicator.offered()}
    for username, wanted in WANTED.items():
        for year in sorted(years):
            for code, direction, number in wanted:
                way = Direction(direction)
                ReportTarget.aim(year, indicators[code], way, number, by=staff(username))


def of_the_year(period: Period, by: User) -> Report:
    report = Report.begin(by.area, period, by=by)  # type: ignore[arg-type]
    submit(report, period, dict(zip(NAMES, SINCE_NEW_YEAR, strict=True)), "", by)
    return report


def scenes_of(period: Period, place: int, by: User) -> Iterator[Scene]:
    binh = staff("binh")
    sent: list[Report] = []

    def answer() -> None:
        if place == 1 and by.username == "tuan":
            sent[0].send_back(because="Số vụ chưa khớp với báo cáo tháng trước.", by=binh)
        else:
            sent[0].accept(by=binh)

    def put_right() -> None:
        typed = {"offences": 5, "information": 37, "activities": 4}
        submit(sent[0], period, typed, "Hai vụ ghi muộn; nguồn tin tính trùng đã được bỏ ra.", by)
        sent[0].accept(by=binh)

    yield moment(period), lambda: sent.append(begun(period, place, by))
    if place:
        yield moment(period, hours=26), answer
    if place == 2 and by.username == "minh":
        yield moment(period, hours=50), put_right


def begun(period: Period, place: int, by: User) -> Report:
    report = Report.begin(by.area, period, by=by)  # type: ignore[arg-type]
    submit(report, period, dict(zip(NAMES, TYPED[place], strict=True)), "", by)
    return report


def submit(report: Report, period: Period, typed: dict[str, int], because: str, by: User) -> None:
    report.write(typed, {}, by=by)
    report.write(typed, proposed(report.area.name, period, report.numbers(), {}), by=by)
    report.submit(because=because, by=by)
    db.session.flush()


def moment(period: Period, hours: int = 0) -> datetime:
    """The morning after its last day, and later; never in the future."""
    morning = datetime.combine(period.last + timedelta(days=1), time(9), HERE)
    return min(morning + timedelta(hours=hours), utcnow())
