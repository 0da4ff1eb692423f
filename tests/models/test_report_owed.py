"""Reminders of reports: before one is due and when it is late, once; nothing from before a ward
worked with the system."""

from datetime import datetime, time, timedelta

import pytest
import time_machine

from reintegrate.access.scope_reports import reports_owed
from reintegrate.db import HERE, db, today
from reintegrate.models.notice import Notice, NoticeKind
from reintegrate.models.period import PeriodKind, ended_periods, running_period
from reintegrate.models.report import Report
from reintegrate.models.report_owed import is_late, remind_of_reports
from reintegrate.models.user import User, system_user
from reintegrate.models.ward_work import working_since

pytestmark = pytest.mark.either_database


def on(day):
    return time_machine.travel(datetime.combine(day, time(9), HERE), tick=False)


def told(kind) -> set[str]:
    db.session.commit()
    found = db.select(User.username).join(Notice, Notice.user_id == User.id)
    return set(db.session.scalars(found.where(Notice.kind == kind)))


def owed(name: str) -> set[tuple[str, bool]]:
    return {(one.period.kind.code, one.is_late) for one in reports_owed(User.named(name))}


@pytest.fixture
def running(app):
    return running_period(PeriodKind.coded("month_15"), today())


def test_what_was_over_before_the_ward_began_is_not_late(duc_xuan, running):
    before = ended_periods(running.kind, today(), 1)[0]
    since = working_since(duc_xuan.id)[duc_xuan.id]
    with on(running.due_on + timedelta(days=1)):
        assert not is_late(None, before, since)
        assert is_late(None, running, since)
        assert not is_late(None, PeriodKind.coded("month").period(2020, 1), since)


def test_a_ward_is_reminded_before_it_is_due_and_when_it_is_late(duc_xuan, minh, running):
    with on(running.due_on - timedelta(days=running.kind.remind_days or 0)):
        assert remind_of_reports(system_user()) > 0
        assert remind_of_reports(system_user()) == 0
        assert {"minh", "dung", "tuan"} <= told(NoticeKind.REPORT_DUE)
        assert ("month_15", False) in owed("minh")
    with on(running.last + timedelta(days=1)):
        Report.begin(duc_xuan, running, by=minh).submit(because="", by=minh)
    with on(running.due_on + timedelta(days=1)):
        remind_of_reports(system_user())
        assert {"tuan", "binh"} <= told(NoticeKind.REPORT_LATE)
        assert ("month_15", True) not in owed("minh")
        assert ("month_15", True) in owed("binh")
        assert owed("mai") == set()


def test_the_ward_is_told_what_the_province_said(duc_xuan, minh, binh, running):
    with on(running.last + timedelta(days=1)):
        report = Report.begin(duc_xuan, running, by=minh)
        report.submit(because="", by=minh)
        report.send_back(because="Thiếu số vụ.", by=binh)
        report.submit(because="Đã bổ sung.", by=minh)
        report.accept(by=binh)

    assert told(NoticeKind.REPORT_RETURNED) == told(NoticeKind.REPORT_ACCEPTED) == {"minh", "dung"}
