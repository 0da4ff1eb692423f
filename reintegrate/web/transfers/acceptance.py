"""The page on which a ward says yes: who will meet the person, and what agencies' help becomes."""

from typing import Any

from flask import g

from reintegrate.access.scope_handover import RunningHelp, help_to_settle
from reintegrate.db import HERE
from reintegrate.models.handover import HelpChoice, HelpEnds
from reintegrate.models.transfer import Transfer
from reintegrate.web.transfers import queries
from reintegrate.web.transfers.forms import AcceptanceForm, acceptance_form
from reintegrate.web.ui.filters import day
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.load_words import with_load


def form_for(transfer: Transfer) -> AcceptanceForm:
    """With one choice for each request to an agency that is still running."""
    running = help_to_settle(g.viewer, transfer)
    asked = [(one.id, words(one), options(one), str(one.usual)) for one in running]
    form = acceptance_form(asked).of_request()
    workers = [(str(row.id), with_load(row)) for row in queries.workers(g.viewer)]
    form.worker.choices = [("", gettext("Choose later")), *workers]
    return form


def words(one: RunningHelp) -> str:
    who = one.agency or gettext("An agency")
    asked = gettext("asked on %(day)s", day=day(one.offered_at.astimezone(HERE).date()))
    serves = gettext("serves your ward too") if one.serves else gettext("does not serve your ward")
    return f"{who} ({asked}; {serves})"


def options(one: RunningHelp) -> list[tuple[str, Any]]:
    """Kept, asked of an agency here, or taken back."""
    instead = [
        (f"{HelpEnds.OFFERED_AGAIN}:{number}", gettext("Ask %(agency)s instead", agency=name))
        for number, name in one.others
    ]
    kept, ended = HelpEnds.KEPT, HelpEnds.ENDED
    return [(str(kept), label(kept)), *instead, (str(ended), label(ended))]


def accepted(transfer: Transfer, form: AcceptanceForm) -> None:
    """All of it at once."""
    worker = queries.worker_numbered(g.viewer, int(form.worker.data)) if form.worker.data else None
    choices = {number: choice(value) for number, value in form.chosen().items()}
    transfer.accept(by=g.viewer, worker=worker, choices=choices)


def choice(value: str) -> HelpChoice:
    what, _, number = value.partition(":")
    agency = queries.agency_numbered(g.viewer, int(number)) if number else None
    return HelpChoice(HelpEnds(what), agency)
