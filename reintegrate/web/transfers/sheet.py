"""The handover sheet: what the ward that is asked is told before it says yes."""

from typing import Any

from reintegrate.models.catalogue import RehabilitationKind, names
from reintegrate.models.transfer import Transfer
from reintegrate.web.ui.filters import day
from reintegrate.web.ui.i18n import gettext, language


def handover(transfer: Transfer) -> list[dict[str, Any]]:
    """What the receiving ward is told: the statutory minimum of the transfer letter, no notes."""
    case, person = transfer.case, transfer.case.person
    born = (person.birth_day, person.birth_month, person.birth_year)
    kinds = names(RehabilitationKind, language())
    told = [
        (gettext("Name"), person.name),
        (gettext("Birth date"), "/".join(f"{part:02d}" for part in born if part)),
        (gettext("Ward until now"), transfer.from_area.name),
        (gettext("New address"), transfer.new_address),
        (gettext("Moved on"), day(transfer.moved_on)),
        (gettext("Why they move"), transfer.reason),
        (gettext("Rehabilitation completed"), kinds.get(case.rehabilitation_kind_code)),
        (gettext("Where"), case.rehabilitation_place),
        (gettext("Decision"), case.decision_number),
        (gettext("Decided on"), day(case.decided_on) if case.decided_on else None),
        (gettext("Term"), f"{day(case.term_from)} – {day(case.term_to)}"),
    ]
    return [{"label": asked, "value": value} for asked, value in told]
