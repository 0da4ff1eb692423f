"""The words of the statutory clock's enums. Part of `labels.py`."""

from enum import StrEnum
from typing import Any

from reintegrate.models.deadline_due import Urgency
from reintegrate.models.deadline_row import DeadlineStatus, Dropped
from reintegrate.models.life_revision import LifeTopic
from reintegrate.models.step_rule import Responsible, StepUnit
from reintegrate.models.transition import Keeps, Stage
from reintegrate.models.working_calendar import DayKind
from reintegrate.web.ui.i18n import lazy_gettext as _l

CLOCK_LABELS: dict[type[StrEnum], dict[StrEnum, Any]] = {
    DayKind: {
        DayKind.OFF: _l("Day off"),
        DayKind.WORKED: _l("Working day"),
    },
    LifeTopic: {
        LifeTopic.TERM: _l("Length of the term"),
        LifeTopic.PAUSE: _l("Days away or elsewhere"),
        LifeTopic.GROUND: _l("How a case may end"),
        LifeTopic.SETTING: _l("Numbers"),
        LifeTopic.START: _l("When it begins"),
    },
    StepUnit: {
        StepUnit.HOURS: _l("hours"),
        StepUnit.WORKING_DAYS: _l("working days"),
        StepUnit.DAYS: _l("days"),
        StepUnit.AT_LEAST_DAYS_BEFORE: _l("days before the end, at the latest"),
        StepUnit.WITHIN_WORKING_DAYS_BEFORE: _l("working days before the end, within these"),
        StepUnit.WITHIN_HOURS_BEFORE: _l("hours before the end, within these"),
    },
    Responsible: {
        Responsible.WARD_OFFICIAL: _l("Chair of the commune's People's Committee"),
        Responsible.WARD_POLICE: _l("Commune police"),
        Responsible.SOCIAL_WORKER: _l("Social worker"),
        Responsible.DISTRICT: _l("Chair of the district's People's Committee"),
        Responsible.CENTRE: _l("Rehabilitation centre"),
        Responsible.PERSON: _l("The person"),
    },
    Stage: {
        Stage.IN_REHABILITATION: _l("Still in rehabilitation on that day"),
        Stage.MANAGED: _l("Already under management on that day"),
    },
    Keeps: {
        Keeps.EARLIER: _l("The earlier rules, to the end"),
        Keeps.LATER: _l("The later rules"),
        Keeps.OWN_DAY: _l("Each act by the rules of its own day"),
    },
    DeadlineStatus: {
        DeadlineStatus.OPEN: _l("Still owed"),
        DeadlineStatus.MET: _l("Done"),
        DeadlineStatus.MOOT: _l("No longer owed"),
    },
    Urgency: {
        Urgency.LATE: _l("Late"),
        Urgency.TODAY: _l("Today"),
        Urgency.WEEK: _l("Next seven days"),
        Urgency.LATER: _l("Later"),
    },
    Dropped: {
        Dropped.START_TAKEN_BACK: _l("What began it was written down by mistake and taken back."),
        Dropped.END_UNKNOWN: _l("The term stands still, so nobody knows its last day."),
        Dropped.CASE_ENDED: _l("The case has ended."),
        Dropped.CASE_MOVED: _l("The case moved to another ward."),
        Dropped.OTHER_RULES: _l("The rules in force no longer ask for it."),
    },
}
