"""The words of what other programs may read. Part of `labels.py`."""

from enum import StrEnum
from typing import Any

from reintegrate.models.api_token import Grant
from reintegrate.web.ui.i18n import lazy_gettext as _l

PROGRAM_LABELS: dict[type[StrEnum], dict[StrEnum, Any]] = {
    Grant: {
        Grant.COUNTS: _l("Counts of today, as on the page of counts"),
        Grant.DUE: _l("How many things are due on which day"),
        Grant.CASELOAD: _l("The ward's list of cases, without names"),
        Grant.CASES: _l("What stands on top of one case's page, without the name"),
        Grant.NAMES: _l("People's names as well, in the list and in the case"),
        Grant.REPORTS: _l("Numbers of submitted reports"),
    },
}
