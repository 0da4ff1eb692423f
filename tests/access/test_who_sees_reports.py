"""Reports: the ward's own staff, and the province's coordinator once one is submitted."""

import pytest

from reintegrate.access.scope import visible
from reintegrate.db import db, today
from reintegrate.models.period import PeriodKind, ended_periods
from reintegrate.models.report import Report, ReportEntry
from reintegrate.models.report_snapshot import ReportSnapshot
from reintegrate.models.user import User
from reintegrate.models.ward_stay import WardStay
from tests.cast import CAST, open_case

pytestmark = pytest.mark.either_database
WARD = {"lan", "khanh", "minh", "dung"}


def readers(model) -> set[str]:
    return {name for name in CAST if db.session.scalars(visible(User.named(name), model)).all()}


@pytest.fixture
def report(duc_xuan, minh):
    open_case(area=duc_xuan, by=minh)
    period = ended_periods(PeriodKind.coded("month_15"), today(), 1)[0]
    report = Report.begin(duc_xuan, period, by=minh)
    report.write({"offences": 2}, {"situation": "Ổn định."}, by=minh)
    db.session.commit()
    return report


def test_a_draft_is_the_wards_own(report):
    assert readers(Report) == readers(ReportEntry) == WARD
    assert readers(ReportSnapshot) == set()


def test_submitted_the_province_reads_it_and_not_what_was_typed_before(report, minh):
    report.submit(because="", by=minh)
    db.session.commit()

    assert readers(Report) == readers(ReportSnapshot) == WARD | {"binh"}
    assert readers(ReportEntry) == WARD


def test_the_days_in_a_ward_are_read_there_alone(report):
    assert readers(WardStay) == WARD
