"""Words for reports and their indicators. Part of labels.py."""

from enum import StrEnum
from typing import Any

from reintegrate.models.indicator import How, Section, Unit
from reintegrate.models.period import DueUnit
from reintegrate.models.report import ReportStatus
from reintegrate.models.report_annex import AnnexPurpose
from reintegrate.models.report_target import Direction
from reintegrate.models.ward_stay import Came
from reintegrate.web.ui.i18n import lazy_gettext as _l

REPORT_LABELS: dict[type[StrEnum], dict[StrEnum, Any]] = {
    ReportStatus: {
        ReportStatus.DRAFT: _l("Being written"),
        ReportStatus.SUBMITTED: _l("Submitted"),
        ReportStatus.RETURNED: _l("Sent back"),
        ReportStatus.ACCEPTED: _l("Accepted"),
    },
    Section: {
        Section.BALANCE: _l("Who came and went"),
        Section.SUPPORTS: _l("Supports received"),
        Section.CONTACTS: _l("Contacts, helpers, absences"),
        Section.YEAR: _l("Assessment after one year"),
        Section.WARD: _l("In the ward"),
        Section.OWN: _l("Composed numbers"),
    },
    Direction: {
        Direction.AT_LEAST: _l("At least so many"),
        Direction.AT_MOST: _l("At most so many"),
    },
    AnnexPurpose: {
        AnnexPurpose.LEADERS: _l("Report to the committee's leaders"),
        AnnexPurpose.INSPECTION: _l("Inspection"),
        AnnexPurpose.HANDOVER: _l("Handing cases over"),
        AnnexPurpose.CHECKING: _l("Checking the numbers within the ward"),
    },
    How: {
        How.COUNTED: _l("counted by the system"),
        How.COMPOSED: _l("composed of others"),
        How.TYPED: _l("typed by the ward"),
    },
    Unit: {
        Unit.PEOPLE: _l("people"),
        Unit.TIMES: _l("times"),
        Unit.DONG: _l("dong"),
    },
    DueUnit: {
        DueUnit.DAYS: _l("days"),
        DueUnit.WORKING_DAYS: _l("working days"),
    },
    Came: {
        Came.TAKEN_IN: _l("Taken in"),
        Came.TRANSFERRED_IN: _l("Transferred in"),
        Came.RESUMED: _l("Back after a suspension"),
        Came.REOPENED: _l("Reopened"),
    },
}
