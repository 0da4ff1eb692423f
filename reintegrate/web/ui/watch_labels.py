"""The words of what is watched over: the self-check and urgent looks. Part of `labels.py`."""

from enum import StrEnum
from typing import Any

from reintegrate.models.load import Span
from reintegrate.models.reassignment import Skip
from reintegrate.models.recount import Counter
from reintegrate.models.reveal import RevealPart, Review
from reintegrate.models.trouble import Trouble
from reintegrate.web.ui.i18n import lazy_gettext as _l

WATCH_LABELS: dict[type[StrEnum], dict[StrEnum, Any]] = {
    Span: {
        Span.THIS_WEEK: _l("This week"),
        Span.NEXT_WEEK: _l("Next week"),
        Span.FOUR_WEEKS: _l("Four weeks"),
    },
    Skip: {
        Skip.NOT_THEIRS: _l("Somebody else answers for it by now."),
        Skip.ENDED: _l("The case has ended."),
        Skip.MOVING: _l("Another ward is asked to take it over."),
    },
    RevealPart: {
        RevealPart.WHO: _l("Who they are and how to reach them"),
        RevealPart.TERM: _l("Term, decision and what was done"),
        RevealPart.BOTH: _l("Both"),
    },
    Review: {
        Review.WAITING: _l("Not reviewed yet"),
        Review.IN_ORDER: _l("In order"),
        Review.FOLLOW_UP: _l("To be followed up"),
    },
    Counter: {
        Counter.MANAGED: _l("Under management where"),
        Counter.DAYS: _l("Days of a case in two wards"),
        Counter.LAST_CONTACT: _l("Last contact"),
        Counter.LAST_REACHED: _l("Last time they were reached"),
        Counter.NEXT_DUE: _l("Next contact"),
        Counter.MOVING: _l("A move is proposed"),
    },
    Trouble: {
        Trouble.NO_WORKER: _l("Cases without a worker"),
        Trouble.LONG_OVERDUE: _l("Contacts overdue for more than thirty days"),
        Trouble.TWO_WARDS: _l("Perhaps known in two wards"),
        Trouble.CLOSED_WARD: _l("Cases in a ward that is no more"),
        Trouble.UNSEEN_WORKER: _l("Workers not signed in for thirty days"),
        Trouble.LATE_TRANSFER: _l("Transfers past the time for an answer"),
        Trouble.LATE_REVIEW: _l("Urgent looks not reviewed in time"),
        Trouble.EMPTY_AGENCY: _l("Agencies without anyone"),
        Trouble.COUNTS_DIFFER: _l("Numbers that differ from a recount"),
    },
}
