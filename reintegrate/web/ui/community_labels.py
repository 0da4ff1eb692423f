"""What residents tell and what the ward does among them, in words."""

from enum import StrEnum
from typing import Any

from reintegrate.models.community_activity import ActivityShape, ActivityStatus
from reintegrate.models.information import (
    InformationChannel,
    InformationKind,
    InformationResult,
    InformationStatus,
)
from reintegrate.models.work_plan import Figure, Light, TaskStatus
from reintegrate.web.ui.i18n import lazy_gettext as _l

COMMUNITY_LABELS: dict[type[StrEnum], dict[StrEnum, Any]] = {
    InformationKind: {
        InformationKind.OFFER: _l("Offer of work, learning or help"),
        InformationKind.FAMILY_REQUEST: _l("A family asks for help"),
        InformationKind.CONCERN: _l("A concern"),
        InformationKind.CORRECTION: _l("Something we have written is wrong"),
        InformationKind.NOT_OURS: _l("Not for us"),
    },
    InformationChannel: {
        InformationChannel.IN_PERSON: _l("Told in person"),
        InformationChannel.PHONE: _l("By phone"),
        InformationChannel.LETTER: _l("In a letter"),
        InformationChannel.MEETING: _l("At a residents' meeting"),
        InformationChannel.BOX: _l("Letter box for residents"),
    },
    InformationStatus: {
        InformationStatus.RECEIVED: _l("To be checked"),
        InformationStatus.VERIFIED: _l("Checked, to be seen to"),
        InformationStatus.UNCONFIRMED: _l("Not confirmed"),
        InformationStatus.PASSED_ON: _l("Passed on: not for us"),
        InformationStatus.HANDLED: _l("Seen to"),
        InformationStatus.ANSWERED: _l("Seen to and answered"),
        InformationStatus.EXPIRED: _l("Never confirmed, deleted"),
    },
    InformationResult: {
        InformationResult.HELP_ARRANGED: _l("Help was arranged"),
        InformationResult.OFFER_TAKEN: _l("The offer was taken up"),
        InformationResult.REACHED_OUT: _l("Somebody was visited or called"),
        InformationResult.RECORD_CORRECTED: _l("What was wrong was put right"),
        InformationResult.PASSED_TO_OTHERS: _l("Passed to another office"),
        InformationResult.NOTHING_NEEDED: _l("Nothing needed doing"),
    },
    ActivityShape: {
        ActivityShape.TALK: _l("Talk"),
        ActivityShape.FESTIVAL_DAY: _l("Festival day"),
        ActivityShape.CLUB_MEETING: _l("Club meeting"),
        ActivityShape.HOUSE_TO_HOUSE: _l("House to house"),
    },
    ActivityStatus: {
        ActivityStatus.HELD: _l("Held"),
        ActivityStatus.STRUCK: _l("Written down in error, not counted"),
    },
    Figure: {
        Figure.ACTIVITIES: _l("Activities held"),
        Figure.ATTENDING: _l("People who came to activities"),
        Figure.INFORMATION: _l("Information and offers of residents received"),
        Figure.HANDLED_IN_TIME: _l("Information and offers seen to in time"),
        Figure.CONTACTS: _l("Times somebody was met or spoken with"),
        Figure.BENEFITS: _l("Times help was received"),
    },
    Light: {
        Light.REACHED: _l("Reached"),
        Light.ON_COURSE: _l("On course"),
        Light.BEHIND: _l("Behind"),
        Light.MISSED: _l("Not reached"),
    },
    TaskStatus: {
        TaskStatus.PLANNED: _l("In the plan"),
        TaskStatus.DROPPED: _l("Taken out of the plan"),
    },
}

COMMUNITY_EVENTS: dict[str, Any] = {
    "information.taken": _l("Information of a resident written down"),
    "information.viewed": _l("Looked at information of a resident"),
    "information.verified": _l("Information of a resident verified"),
    "information.unconfirmed": _l("Information of a resident not confirmed"),
    "information.passed_on": _l("Information of a resident passed on"),
    "information.handled": _l("Information of a resident seen to"),
    "information.answered": _l("Resident answered"),
    "information.linked": _l("Verified information of a resident put beside the case"),
    "information.expired": _l("Words of a resident deleted, not verified in time"),
    "information.forgotten": _l("Words of residents deleted after their time"),
    "community_activity.recorded": _l("Activity among residents written down"),
    "community_activity.corrected": _l("Activity among residents corrected"),
    "community_activity.struck": _l("Activity among residents: written down in error"),
    "community_activity.held": _l("Activity among residents: counts again"),
    "work_task.planned": _l("Task put into the plan of the year"),
    "work_task.changed": _l("Task of the plan changed"),
    "work_task.dropped": _l("Task taken out of the plan"),
    "plan_year.chosen": _l("Days of the plan's year chosen"),
    "information_clock.changed": _l("Days to see to what residents tell changed"),
    "job.stopped": _l("Nightly recount stopped"),
    "area.counts_differ": _l("A recount found other numbers than those kept"),
    "target.set": _l("Target of the year set"),
}
