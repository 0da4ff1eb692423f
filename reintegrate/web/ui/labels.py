"""Every enum member in words. A member without words fails a test."""

from enum import StrEnum
from functools import lru_cache
from typing import Any

from reintegrate.access.actions import WhyNot
from reintegrate.models.absence import SuspensionReason
from reintegrate.models.act import ActKind
from reintegrate.models.area import AreaKind
from reintegrate.models.audit import Space
from reintegrate.models.case import CaseStatus
from reintegrate.models.follow_up import FollowUpStatus
from reintegrate.models.inquiry import InquiryReason, InquiryStatus
from reintegrate.models.leave import LeaveKind
from reintegrate.models.life_rule import PauseKind
from reintegrate.models.offline_device import Standing
from reintegrate.models.team import TeamPlace
from reintegrate.models.user import Role
from reintegrate.web.ui.agency_labels import AGENCY_LABELS
from reintegrate.web.ui.area_labels import AREA_LABELS
from reintegrate.web.ui.clock_labels import CLOCK_LABELS
from reintegrate.web.ui.community_labels import COMMUNITY_LABELS
from reintegrate.web.ui.document_labels import DOCUMENT_LABELS
from reintegrate.web.ui.handover_labels import HANDOVER_LABELS
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.news_labels import NEWS_LABELS
from reintegrate.web.ui.person_labels import PERSON_LABELS
from reintegrate.web.ui.privacy_labels import PRIVACY_LABELS
from reintegrate.web.ui.program_labels import PROGRAM_LABELS
from reintegrate.web.ui.progress_labels import PROGRESS_LABELS
from reintegrate.web.ui.report_labels import REPORT_LABELS
from reintegrate.web.ui.support_labels import SUPPORT_LABELS
from reintegrate.web.ui.watch_labels import WATCH_LABELS

LABELS: dict[type[StrEnum], dict[StrEnum, Any]] = (
    NEWS_LABELS
    | CLOCK_LABELS
    | AGENCY_LABELS
    | SUPPORT_LABELS
    | REPORT_LABELS
    | PROGRAM_LABELS
    | PROGRESS_LABELS
    | COMMUNITY_LABELS
    | PRIVACY_LABELS
    | WATCH_LABELS
    | AREA_LABELS
    | HANDOVER_LABELS
    | DOCUMENT_LABELS
    | PERSON_LABELS
    | {
        Role: {
            Role.SOCIAL_WORKER: _l("Social worker"),
            Role.WARD_OFFICIAL: _l("Ward official"),
            Role.WARD_POLICE: _l("Ward police officer"),
            Role.AGENCY_WORKER: _l("Agency worker"),
            Role.COORDINATOR: _l("Coordinator"),
            Role.DATA_PROTECTION_OFFICER: _l("Data-protection officer"),
            Role.ADMINISTRATOR: _l("Administrator"),
            Role.SYSTEM: _l("The system"),
        },
        CaseStatus: {
            CaseStatus.ANNOUNCED: _l("Coming home"),
            CaseStatus.PROPOSED: _l("Coming home, proposed"),
            CaseStatus.DECIDED: _l("Coming home, decided"),
            CaseStatus.MANAGED: _l("Under way"),
            CaseStatus.ABSENT: _l("Away without word"),
            CaseStatus.SUSPENDED: _l("Suspended"),
            CaseStatus.CLOSED: _l("Ended"),
        },
        ActKind: {
            ActKind.NOTICE_RECEIVED: _l("Notice of the coming return received"),
            ActKind.REHABILITATION_COMPLETED: _l("Rehabilitation completed, certificate given"),
            ActKind.REPORTED_IN: _l("Came home and reported to the ward"),
            ActKind.CV_WRITTEN: _l("Short CV written"),
            ActKind.FILE_OPENED: _l("File opened"),
            ActKind.PROPOSED: _l("Management proposed to the chair"),
            ActKind.DECIDED: _l("Decision on management issued"),
            ActKind.DELIVERED: _l("Decision handed over"),
            ActKind.TEAM_SET: _l("Support team set up"),
            ActKind.HELPER_ASSIGNED: _l("Helper assigned"),
            ActKind.HELPER_ENDED: _l("Helper's assignment ended"),
            ActKind.MET_FIRST: _l("First meeting"),
            ActKind.PLAN_MADE: _l("Reintegration plan made"),
            ActKind.ABSENCE_REPORTED: _l("Absence reported by the person"),
            ActKind.RETURNED: _l("Back from a reported absence"),
            ActKind.WENT_ABSENT: _l("Away without word"),
            ActKind.CAME_BACK: _l("Back in touch"),
            ActKind.SUSPENDED: _l("Management suspended"),
            ActKind.RESUMED: _l("Management resumed"),
            ActKind.LEFT: _l("Left for another ward"),
            ActKind.TRANSFER_NOTIFIED: _l("The new ward's police notified"),
            ActKind.TRANSFER_RECEIVED: _l("Received by the new ward"),
            ActKind.ADDICTION_DETERMINED: _l("Addiction determined by a competent body"),
            ActKind.DIED: _l("Died"),
            ActKind.DECLARED_MISSING: _l("Declared missing by a court"),
            ActKind.CERTIFIED: _l("End certificate issued"),
            ActKind.TAKEN_OFF_LIST: _l("Taken off the list"),
            ActKind.CLOSED: _l("Case ended"),
            ActKind.REOPENED: _l("Case reopened"),
        },
        TeamPlace: {
            TeamPlace.LEADER: _l("Leader: police"),
            TeamPlace.DEPUTY: _l("Deputy: health station"),
            TeamPlace.CULTURE_SOCIAL: _l("Culture and social affairs office"),
            TeamPlace.YOUTH_UNION: _l("Youth union"),
            TeamPlace.OTHER: _l("Other member"),
        },
        PauseKind: {
            PauseKind.REPORTED: _l("Away, having said so"),
            PauseKind.UNREPORTED: _l("Away without word"),
            PauseKind.PRISON: _l("Serving a prison sentence"),
            PauseKind.REFORMATORY: _l("In a reformatory"),
            PauseKind.EDUCATION_CENTRE: _l("In a compulsory education centre"),
        },
        SuspensionReason: {
            SuspensionReason.PRISON: _l("Serving a prison sentence"),
            SuspensionReason.REFORMATORY: _l("In a reformatory"),
            SuspensionReason.EDUCATION_CENTRE: _l("In a compulsory education centre"),
        },
        FollowUpStatus: {
            FollowUpStatus.PLANNED: _l("Planned"),
            FollowUpStatus.DONE: _l("Done"),
            FollowUpStatus.MOVED: _l("Moved to another day"),
            FollowUpStatus.DROPPED: _l("No longer due"),
        },
        InquiryStatus: {
            InquiryStatus.ASKED: _l("Waiting for an answer"),
            InquiryStatus.KNOWN: _l("Yes, known there"),
            InquiryStatus.UNKNOWN: _l("No, not known there"),
            InquiryStatus.WITHDRAWN: _l("Withdrawn"),
            InquiryStatus.EXPIRED: _l("Not answered in time"),
        },
        InquiryReason: {
            InquiryReason.LIVES_HERE: _l("They live in our ward now"),
            InquiryReason.ASKS_FOR_HELP: _l("They ask for help here"),
            InquiryReason.SAME_PERSON: _l("To know whether it is the same person"),
        },
        LeaveKind: {
            LeaveKind.LEAVE: _l("On leave"),
            LeaveKind.SICK: _l("Ill"),
            LeaveKind.TRAINING: _l("In training"),
            LeaveKind.DUTY: _l("On other duty"),
        },
        Standing: {
            Standing.ON: _l("May hold the list"),
            Standing.STALE: _l("Its list is wiped at its next contact"),
            Standing.OFF: _l("No longer works without signal"),
        },
        AreaKind: {
            AreaKind.PROVINCE: _l("Province or city"),
            AreaKind.WARD: _l("Ward"),
            AreaKind.COMMUNE: _l("Commune"),
            AreaKind.SPECIAL_ZONE: _l("Special zone"),
            AreaKind.TOWN: _l("Town"),
            AreaKind.DISTRICT: _l("District"),
        },
        Space: {
            Space.STATUTORY: _l("Statutory file"),
            Space.SUPPORT: _l("Support"),
            Space.SYSTEM: _l("System"),
        },
        WhyNot: {
            WhyNot.NOT_YOUR_ROLE: _l("This is not part of your role."),
            WhyNot.NOT_YOUR_CASE: _l("Only the worker who answers for this case can do this."),
            WhyNot.NOT_GRANTED: _l("This key was not made for reading this."),
            WhyNot.CASE_ENDED: _l("This case has ended."),
            WhyNot.CASE_IS_OPEN: _l("This case is open."),
            WhyNot.SIGHT_ENDED: _l("The days on which you could still read this are over."),
            WhyNot.TRANSFER_PENDING: _l("A transfer is waiting for an answer."),
            WhyNot.OTHER_WARD_ANSWERS: _l("The receiving ward answers this."),
            WhyNot.SENDING_WARD_ONLY: _l("Only the ward that sent this can take it back."),
            WhyNot.MOVED_ON: _l("The ward that answers for this person now reads this paper."),
            WhyNot.NOT_A_DRAFT: _l(
                "This paper is numbered: what it says can no longer be changed."
            ),
            WhyNot.NOT_YOUR_PAPER: _l(
                "Papers of this kind are another office's to write and issue."
            ),
            WhyNot.NOT_OWED_BY_YOU: _l("Somebody else has to do this."),
            WhyNot.ANSWERED_ALREADY: _l("This has been answered already."),
            WhyNot.OF_ALL_WARDS: _l("This template is kept for all wards: make one of your own."),
            WhyNot.NOT_THE_ASKER: _l("Only whoever asked for this look can do this."),
            WhyNot.NOT_THE_WRITER: _l("Only the person who wrote this can change it."),
            WhyNot.OFFICIAL_CHECKS: _l("The ward's official checks concerns."),
            WhyNot.NOT_VERIFIED: _l("This has to be checked first."),
            WhyNot.EARLIER_WARD: _l("What a ward sent that is part of yours now stays as it is."),
            WhyNot.NOT_SUBMITTED: _l("This has not been submitted."),
        },
    }
)
"""By enum first: members of two enums with the same code are equal, being text."""


def label(member: StrEnum) -> str:
    return _said(member, language())


@lru_cache(maxsize=2000, typed=True)
def _said(member: StrEnum, language: str) -> str:
    return str(LABELS[type(member)][member])
