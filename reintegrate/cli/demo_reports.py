"""The demo's reports: months accepted, one put right, one sent back, one that waits, one late."""

from datetime import datetime, time, timedelta

from reintegrate.cli.demo_cast import staff
from reintegrate.db import HERE, at, db, today, utcnow
from reintegrate.models.period import Period, PeriodKind, ended_periods
from reintegrate.models.report import Report
from reintegrate.models.user import User
from reintegrate.web.reports.narrative import proposed

TYPED = ((2, 41, 3), (4, 37, 2), (3, 52, 4))
"""Offences, information from residents, activities: the newest month first."""


def tell_reports() -> None:
    periods = ended_periods(PeriodKind.coded("month_15"), today(), 3)
    minh, tuan, binh = staff("minh"), staff("tuan"), staff("binh")
    for place, period in reversed(list(enumerate(periods))):
        for official in (minh, tuan):
            if place == 0 and official is tuan:
                continue  # this one is late
            report = sent(period, place, official)
            if place == 2 or (place == 1 and official is minh):
                with at(moment(period, hours=26)):
                    report.accept(by=binh)
            elif place == 1:
                with at(moment(period, hours=26)):
                    report.send_back(because="Số vụ chưa khớp với báo cáo tháng trước.", by=binh)
            if place == 2 and official is minh:
                put_right(report, period, minh)
            db.session.flush()


def sent(period: Period, place: int, by: User) -> Report:
    with at(moment(period)):
        report = Report.begin(by.area, period, by=by)  # type: ignore[arg-type]
        names = ("offences", "information", "activities")
        typed = dict(zip(names, TYPED[place], strict=True))
        report.write(typed, {}, by=by)
        report.write(typed, proposed(report.area.name, period, report.numbers(), {}), by=by)
        report.submit(because="", by=by)
    return report


def put_right(report: Report, period: Period, by: User) -> None:
    with at(moment(period, hours=50)):
        typed = {"offences": 5, "information": 37, "activities": 4}
        report.write(typed, {}, by=by)
        report.write(typed, proposed(report.area.name, period, report.numbers(), {}), by=by)
        report.submit(because="Hai vụ ghi muộn; nguồn tin tính trùng đã được bỏ ra.", by=by)
        report.accept(by=staff("binh"))


def moment(period: Period, hours: int = 0) -> datetime:
    """The morning after its last day, and later; never in the future."""
    morning = datetime.combine(period.last + timedelta(days=1), time(9), HERE)
    return min(morning + timedelta(hours=hours), utcnow())
