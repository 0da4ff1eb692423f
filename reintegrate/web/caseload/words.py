"""What the filters, their answers and the columns of the list are called."""

from collections.abc import Callable

from reintegrate.models.case import CaseStatus
from reintegrate.models.due import ENDING_DAYS, SILENT_DAYS, SOON_DAYS, TRIED_ENOUGH
from reintegrate.web.caseload.filters import NOBODY, Mark
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import label

QUESTIONS = {
    "due": _l("Next contact"),
    "contact": _l("Contact so far"),
    "status": _l("Status"),
    "term": _l("Term"),
    "owed": _l("What the law wants"),
    "worker": _l("Responsible worker"),
}
WORDS: dict[Mark, Callable[[], str]] = {
    ("due", "overdue"): lambda: gettext("Overdue"),
    ("due", "timely"): lambda: gettext("Not overdue"),
    ("due", "today"): lambda: gettext("Due today"),
    ("due", "soon"): lambda: gettext("Due within %(n)s days", n=SOON_DAYS),
    ("due", "none"): lambda: gettext("No next date"),
    ("contact", "first"): lambda: gettext("First contact pending"),
    ("contact", "late"): lambda: gettext("Not reached for %(n)s days", n=SILENT_DAYS),
    ("contact", "untried"): lambda: gettext("Overdue, nobody tried yet"),
    ("contact", "tried"): lambda: gettext("Tried %(n)s times or more", n=TRIED_ENOUGH),
    ("contact", "help"): lambda: gettext("The worker asks for help"),
    ("term", "ending"): lambda: gettext("Term ends within %(n)s days", n=ENDING_DAYS),
    ("owed", "now"): lambda: gettext("The law's date is today or past"),
    ("owed", "soon"): lambda: gettext("The law's date is within %(n)s days", n=SOON_DAYS),
    ("ended", "all"): lambda: gettext("Ended"),
    ("ended", "year"): lambda: gettext("Ended this year"),
}
COLUMNS = (
    ("name", _l("Name")),
    ("", _l("Status")),
    ("contact", _l("Last contact")),
    ("due", _l("Next contact")),
    ("worker", _l("Responsible worker")),
    ("term", _l("Term ends")),
)


def in_words(mark: Mark, workers: dict[str, str]) -> str:
    name, value = mark
    if name == "worker":
        if value == NOBODY:
            return gettext("Nobody yet")
        return workers.get(value) or gettext("A worker without a case in this list")
    if name == "status":
        return label(CaseStatus(value))
    return WORDS[mark]()
