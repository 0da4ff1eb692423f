"""The words of people's rights over their own data. A part of `labels.LABELS`; and the trail's."""

from enum import StrEnum
from typing import Any

from reintegrate.access.disclosed import DisclosureGround, DisclosureKind
from reintegrate.models.breach import BreachKind, BreachStatus
from reintegrate.models.data_request import (
    Asker,
    RefusalGround,
    RequestChannel,
    RequestKind,
    RequestStatus,
)
from reintegrate.models.data_request_rule import RequestClock
from reintegrate.models.privacy_detail import DetailName
from reintegrate.web.ui.i18n import lazy_gettext as _l

PRIVACY_LABELS: dict[type[StrEnum], dict[StrEnum, Any]] = {
    DetailName: {
        DetailName.FILE_KEPT: _l("How long the file is kept after its end"),
        DetailName.NOTES_KEPT: _l("How long support notes are kept after its end"),
        DetailName.OFFICER: _l("Who watches over personal data, and how to reach them"),
        DetailName.COMPLAINTS: _l("Where else one can complain"),
    },
    BreachKind: {
        BreachKind.LOST_DEVICE: _l("A phone or computer was lost or stolen"),
        BreachKind.WRONG_RECIPIENT: _l("Data went to somebody it was not for"),
        BreachKind.LOOKED_WITHOUT_TASK: _l("Staff looked into records without a task"),
        BreachKind.ACCOUNT_TAKEN: _l("Somebody used another's account"),
        BreachKind.PAPERS_LOST: _l("Papers were lost or left lying"),
        BreachKind.DATA_LOST: _l("Data was lost or altered"),
    },
    BreachStatus: {
        BreachStatus.DETECTED: _l("Breach: detected"),
        BreachStatus.REPORTED: _l("Breach: responsible body told"),
        BreachStatus.CLOSED: _l("Breach: closed with its minutes"),
    },
    DisclosureKind: {
        DisclosureKind.HELP: _l("Asked to help"),
        DisclosureKind.TRANSFER: _l("Asked to take the case over, with the file"),
        DisclosureKind.STAY: _l("Asked to meet them during a stay"),
        DisclosureKind.PAPER: _l("Official paper issued"),
        DisclosureKind.REVEAL: _l("Looked into the file urgently"),
        DisclosureKind.ANNEX: _l("Annex of a report with names made"),
        DisclosureKind.LIST_FILE: _l("In a list of the ward taken as a file"),
        DisclosureKind.LIST_PRINT: _l("In a list of the ward opened for printing"),
    },
    DisclosureGround: {
        DisclosureGround.CONSENT: _l("The person agreed"),
        DisclosureGround.LAW: _l("A law that needs no consent"),
        DisclosureGround.DUTY: _l("Task the law gives the office (Law 91/2025, Article 19(1))"),
    },
    RequestClock: {
        RequestClock.SEE_CORRECT_COPY: _l("To see it, be given a copy, have it corrected"),
        RequestClock.STOP: _l("To take consent back, restrict its use, object"),
        RequestClock.DELETE: _l("To have it deleted"),
    },
    RequestKind: {
        RequestKind.SEE: _l("See what is held"),
        RequestKind.COPY: _l("Be given a copy"),
        RequestKind.CORRECT: _l("Have something corrected"),
        RequestKind.WITHDRAW_CONSENT: _l("Take consent back"),
        RequestKind.RESTRICT: _l("Restrict how it is used"),
        RequestKind.OBJECT: _l("Object to a use"),
        RequestKind.DELETE: _l("Have something deleted"),
    },
    Asker: {
        Asker.PERSON: _l("The person themselves"),
        Asker.REPRESENTATIVE: _l("Their representative"),
    },
    RequestChannel: {
        RequestChannel.IN_PERSON: _l("Face to face"),
        RequestChannel.PHONE: _l("By phone"),
        RequestChannel.LETTER: _l("In writing"),
    },
    RequestStatus: {
        RequestStatus.RECEIVED: _l("To be acknowledged"),
        RequestStatus.ACKNOWLEDGED: _l("To be answered"),
        RequestStatus.EXTENDED: _l("To be answered, extended"),
        RequestStatus.DONE: _l("Answered: done"),
        RequestStatus.PARTLY: _l("Answered: done in part"),
        RequestStatus.REFUSED: _l("Answered: refused"),
        RequestStatus.WITHDRAWN: _l("Taken back by whoever asked"),
    },
    RefusalGround: {
        RefusalGround.STATUTORY_FILE: _l(
            "The law keeps the statutory file without consent (Law 91/2025, Article 14(2))"
        ),
        RefusalGround.NOT_ENTITLED: _l("Whoever asked is neither the person nor represents them"),
        RefusalGround.NOT_HELD: _l("Nothing of the kind is held"),
    },
}

PRIVACY_EVENTS: dict[str, Any] = {
    "data_request.taken": _l("Request about their own data written down"),
    "data_request.viewed": _l("Looked at a request about somebody's data"),
    "data_request.acknowledged": _l("Request about their own data acknowledged"),
    "data_request.extended": _l("Answer about their own data: more days taken"),
    "data_request.done": _l("Request about their own data: done"),
    "data_request.partly": _l("Request about their own data: done in part"),
    "data_request.refused": _l("Request about their own data: refused"),
    "data_request.withdrawn": _l("Request about their own data: taken back"),
    "disclosures.viewed": _l("Looked at what left the ward about somebody"),
    "breach.entered": _l("Breach of data entered"),
    "breach.reported": _l("Breach of data: responsible body told"),
    "breach.closed": _l("Breach of data closed"),
    "data_request_rule.changed": _l("Days to answer requests about data changed"),
    "privacy_detail.said": _l("Privacy page: a detail written"),
}
