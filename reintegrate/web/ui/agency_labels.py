"""The words of what is asked of agencies and what comes of it. A part of `labels.LABELS`."""

from enum import StrEnum
from typing import Any

from reintegrate.models.appointment import Attendance
from reintegrate.models.assignment import AssignmentStatus
from reintegrate.models.assignment_board import BoardColumn
from reintegrate.web.ui.i18n import lazy_gettext as _l

AGENCY_LABELS: dict[type[StrEnum], dict[StrEnum, Any]] = {
    AssignmentStatus: {
        AssignmentStatus.OFFERED: _l("Waiting for an answer"),
        AssignmentStatus.ACCEPTED: _l("Accepted"),
        AssignmentStatus.DECLINED: _l("Declined"),
        AssignmentStatus.WITHDRAWN: _l("Withdrawn"),
        AssignmentStatus.ENDED: _l("Finished"),
        AssignmentStatus.EXPIRED: _l("Not answered in time"),
    },
    BoardColumn: {
        BoardColumn.ASKED: _l("Asked"),
        BoardColumn.ACCEPTED: _l("Said yes"),
        BoardColumn.TOO_LONG: _l("Unanswered too long"),
        BoardColumn.DONE: _l("Help finished"),
    },
    Attendance: {
        Attendance.PLANNED: _l("Planned"),
        Attendance.CAME: _l("Came"),
        Attendance.LET_KNOW: _l("Did not come, let us know"),
        Attendance.DID_NOT_COME: _l("Did not come"),
        Attendance.CALLED_OFF: _l("We called it off"),
    },
}
