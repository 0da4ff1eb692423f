"""Where a request about data is done: at what exists already. Answering says what was decided
and changes nothing by itself; the trail of what was done is never deleted."""

from flask import g, url_for

from reintegrate.access.actions import Action
from reintegrate.access.policy import may, may_read_support
from reintegrate.models.data_request import DataRequest, RequestKind
from reintegrate.web.ui.i18n import gettext as _

READING = {RequestKind.SEE, RequestKind.COPY}
STOPPING = {RequestKind.WITHDRAW_CONSENT, RequestKind.RESTRICT, RequestKind.OBJECT}


def means_of(asked: DataRequest) -> list[tuple[str, str]]:
    """Address and words, as far as the viewer may go there."""
    kind, case_id = asked.kind, asked.case_id
    support = may_read_support(g.viewer, asked.case)
    found: list[tuple[str, str]] = []
    if kind in READING:
        if support:
            found.append((url_for("sheet.show", case_id=case_id), _("Their own sheet, to print")))
            told = url_for("disclosures.show", case_id=case_id)
            found.append((told, _("Who was told something, to print")))
        found.append(
            (url_for("documents.of_case", case_id=case_id), _("Official papers of the case"))
        )
    if kind == RequestKind.CORRECT and may(g.viewer, Action.CORRECT_PERSON, asked.case):
        found.append((url_for("cases.details", case_id=case_id), _("Correct the statutory file")))
    if support and kind in STOPPING | {RequestKind.DELETE}:
        consents = url_for("needs.index", _anchor="consents", case_id=case_id)
        found.append((consents, _("Take consents back; agencies lose sight at once")))
    if support and kind in {RequestKind.CORRECT, RequestKind.DELETE}:
        found.append((url_for("progress.show", case_id=case_id), _("Strike answers and facts")))
    return found
