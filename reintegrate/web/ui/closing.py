"""Where somebody goes to do what a deadline asks for: the form that closes it, or the page where it
is written down when it was done elsewhere."""

from typing import NamedTuple

from flask import g, url_for

from reintegrate.access.actions import Action
from reintegrate.access.policy import MAY
from reintegrate.models.act import ON_PAPER, ActKind
from reintegrate.models.closing_paper import closing
from reintegrate.web.ui.i18n import gettext as _


class Way(NamedTuple):
    url: str
    label: str
    short: str
    """Beside a line of a list, on a small screen."""


def ways(rule_id: int, case_id: int) -> list[Way]:
    """What is best first; none where this viewer's role does not do it."""
    found = closing(rule_id)
    if found is None:
        return []
    in_order = []
    if found.kind and g.viewer.role in found.drafted_by:
        url = url_for("documents.of_case", case_id=case_id, form=found.kind)
        words = _("Make form %(form)s", form=found.form)
        in_order.append(Way(url, words, words))
    written = where_written(found.act, case_id)
    if written:
        in_order.append(Way(written, _("Write down that it was done"), _("Write down")))
    return in_order


def where_written(act: ActKind, case_id: int) -> str | None:
    can = MAY[g.viewer.role]
    if act == ActKind.HELPER_ASSIGNED and Action.KEEP_HELPER in can:
        return url_for("helpers.new", case_id=case_id)
    if act == ActKind.MET_FIRST and Action.LOG_CONTACT in can:
        return url_for("contacts.new", case_id=case_id)
    if Action.RECORD_ACT not in can:
        return None
    if act == ActKind.DECIDED:
        return url_for("acts.decide", case_id=case_id)
    return url_for("acts.new", case_id=case_id, kind=act.value) if act in ON_PAPER else None
