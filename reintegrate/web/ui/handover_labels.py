"""The words of cases moving between wards, and of numbers rules set. Part of `labels.LABELS`."""

from enum import StrEnum
from typing import Any

from reintegrate.models.handover import HelpEnds
from reintegrate.models.hosted_stay import StayStatus
from reintegrate.models.life_rule import SettingName
from reintegrate.models.transfer import TransferStatus
from reintegrate.web.ui.i18n import lazy_gettext as _l

HANDOVER_LABELS: dict[type[StrEnum], dict[StrEnum, Any]] = {
    TransferStatus: {
        TransferStatus.PROPOSED: _l("In transit"),
        TransferStatus.ACCEPTED: _l("Accepted"),
        TransferStatus.DECLINED: _l("Declined"),
        TransferStatus.WITHDRAWN: _l("Withdrawn"),
        TransferStatus.EXPIRED: _l("No longer open"),
    },
    StayStatus: {
        StayStatus.ASKED: _l("Asked, no answer yet"),
        StayStatus.HOSTED: _l("Met there"),
        StayStatus.DECLINED: _l("Declined"),
        StayStatus.ENDED: _l("Ended"),
    },
    HelpEnds: {
        HelpEnds.KEPT: _l("Goes on"),
        HelpEnds.OFFERED_AGAIN: _l("Another agency is asked"),
        HelpEnds.ENDED: _l("Is taken back"),
    },
    SettingName: {
        SettingName.REOPEN_WITHIN_DAYS: _l("Days within which an end can be undone"),
        SettingName.NOTICE_DAYS: _l("Days ahead in which a centre gives notice"),
        SettingName.HELPER_PERCENT: _l("Most a helper is paid, percent of the base salary"),
        SettingName.TRANSFER_EXPIRES_DAYS: _l("Days until an unanswered transfer expires"),
        SettingName.NOTES_AFTER_TRANSFER_DAYS: _l(
            "Days the worker before a transfer still reads their own notes"
        ),
        SettingName.REVEAL_REVIEW_DAYS: _l("Days within which an urgent look is to be reviewed"),
        SettingName.REVEAL_WORDS_DAYS: _l(
            "Days the words of an urgent look are kept that nobody found in order"
        ),
        SettingName.BREACH_HOURS: _l("Hours to tell the responsible body of a breach of data"),
    },
}
