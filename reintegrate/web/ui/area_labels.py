"""The words of areas that change. Part of `labels.LABELS`."""

from enum import StrEnum
from typing import Any

from reintegrate.models.area_carrying import Missing
from reintegrate.models.area_change import AreaChangeStatus
from reintegrate.models.area_split import Placed
from reintegrate.web.ui.i18n import lazy_gettext as _l

AREA_LABELS: dict[type[StrEnum], dict[StrEnum, Any]] = {
    AreaChangeStatus: {
        AreaChangeStatus.PLANNED: _l("Being planned"),
        AreaChangeStatus.CARRIED_OUT: _l("Carried out"),
        AreaChangeStatus.DROPPED: _l("Dropped"),
    },
    Missing: {
        Missing.EMPTY: _l("The plan has no step yet."),
        Missing.NO_REST: _l(
            "%(area)s splits: exactly one of its parts must take whoever no other part names."
        ),
        Missing.CODE_TAKEN: _l("The code of %(area)s is borne by another area on that day."),
        Missing.ENDED_ALREADY: _l("%(area)s is not in force on the day before."),
        Missing.STILL_TO_COME: _l("The first day is still to come: it can only be looked at."),
        Missing.SOMEBODY_THERE: _l("%(area)s ceases, but cases or staff are there."),
        Missing.PARENT_ENDS: _l("%(area)s would lie in an area that ends."),
        Missing.ENDS_TOO: _l("%(area)s takes people in and ends on the same day."),
    },
    Placed: {
        Placed.BY_ADDRESS: _l("By the address"),
        Placed.BY_OFFICIAL: _l("Said by an official"),
        Placed.UNCLEAR: _l("Still to be said"),
    },
}
