"""Needs that a contact changed: those that came up, and those for which help was received."""

import uuid
from typing import Any

from flask import g

from reintegrate.access.at_hand import asked
from reintegrate.models.case import Case
from reintegrate.models.catalogue import NeedKind, names
from reintegrate.models.catalogue import choices as offered
from reintegrate.models.need import OPEN, Need, NeedStatus
from reintegrate.web.contacts.forms import ContactForm
from reintegrate.web.contacts.queries import (
    is_written,
    needs_of_kinds,
    needs_under_way,
    open_needs,
)
from reintegrate.web.ui.i18n import language


def offer_needs(case: Case, form: ContactForm) -> None:
    """A phone knows nobody's needs: it is given the catalogue, and what it says is matched here."""
    said = set(form.met_kinds.data or ())
    kinds = offered(NeedKind, language()) if said or asks_about("new_needs") else []
    form.new_needs.choices = kinds
    form.met_needs.choices = needs(case) if asks_about("met_needs") else []
    form.met_kinds.choices = [one for one in kinds if one[0] in said]
    if not said:
        return
    for kind_code in sorted(said):
        same = [need for need in open_needs(g.viewer, case) if need.kind_code == kind_code]
        if form.restored and same:
            _tick(form, kind_code, same)
        elif len(same) > 1:
            form.in_doubt.add(kind_code)


def asks_about(field: str) -> bool:
    """A post that says nothing of it needs no list of what could have been said."""
    here = asked()
    return here.method == "GET" or field in here.form


def needs(case: Case) -> list[tuple[str, str]]:
    kinds = names(NeedKind, language())
    under_way = needs_under_way(g.viewer, case)
    return [(str(need.id), kinds.get(need.kind_code, "–")) for need in under_way]


def _tick(form: ContactForm, kind_code: str, same: list[Need]) -> None:
    """An entry that is finished on the page of the form: there the needs themselves can be meant.
    Which of several it was is left to the writer."""
    form.met_kinds.data = [code for code in form.met_kinds.data if code != kind_code]
    form.met_kinds.choices = [one for one in form.met_kinds.choices if one[0] != kind_code]
    if len(same) == 1:
        form.met_needs.data = [*(form.met_needs.data or ()), str(same[0].id)]


def is_repeat(form: ContactForm) -> bool:
    """Asked before the contact is written, and only where a repeat could change anything."""
    return bool(form.met_kinds.data) and is_written(g.viewer, str(form.key.data))


def change_needs(case: Case, form: ContactForm, *, repeat: bool) -> None:
    """Each new one under a key of its own made from the form's: sending again adds nothing."""
    wanted, met = form.new_needs.data or [], set(form.met_needs.data or ())
    under_way = open_needs(g.viewer, case) if wanted or met else []
    there = {need.kind_code for need in under_way}
    for need in under_way:
        if str(need.id) in met:
            need.receive(by=g.viewer)
    for kind_code in wanted:
        if kind_code not in there:
            _state(case, form, kind_code)
    if not repeat:
        _receive_kinds(case, form, form.met_kinds.data or [])


def _receive_kinds(case: Case, form: ContactForm, kinds: list[str]) -> None:
    """Help that came for what nobody had written down is written down as well."""
    standing = (*OPEN, NeedStatus.RECEIVED)
    known = {n.kind_code: n for n in needs_of_kinds(g.viewer, case, kinds, standing)}
    for kind_code in kinds:
        need = known.get(kind_code) or _state(case, form, kind_code)
        need.receive(by=g.viewer)


def _state(case: Case, form: ContactForm, kind_code: str) -> Need:
    key = str(uuid.uuid5(uuid.UUID(str(form.key.data)), kind_code))
    said: Any = {"kind_code": kind_code, "words": "", "by": g.viewer}
    return Need.state(case, key=key, once_more=True, **said)
