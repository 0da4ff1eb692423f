"""What an urgent look shows: of the statutory file, only the part that was asked for."""

from typing import Any

from flask import g

from reintegrate.access.revealed import revealed_acts, revealed_representatives
from reintegrate.db import HERE
from reintegrate.models.case import Case
from reintegrate.models.catalogue import RehabilitationKind, Relation, names
from reintegrate.models.reveal import Reveal, RevealPart
from reintegrate.web.ui.filters import born, day
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.labels import label

Pair = tuple[str, str]


def parts_of(reveal: Reveal, case: Case) -> list[tuple[str, list[Pair]]]:
    """Title and pairs of each part."""
    shown: list[tuple[str, list[Pair]]] = []
    if reveal.part in {RevealPart.WHO, RevealPart.BOTH}:
        shown.append((_("Who they are and how to reach them"), who(reveal, case)))
    if reveal.part in {RevealPart.TERM, RevealPart.BOTH}:
        shown.append((_("The term and the decision"), term(case)))
        shown.append((_("What was done"), acts(reveal)))
    return shown


def who(reveal: Reveal, case: Case) -> list[Pair]:
    person = case.person
    pairs = [
        (_("Full name"), person.name),
        (_("Sex"), label(person.sex)),
        (_("Born"), born(person.birth)),
        (_("Where they live"), person.address or ""),
        (_("Phone"), person.phone or ""),
    ]
    if person.phone and not person.may_name_service:
        pairs.append((_("On the phone"), _("Do not say which service is calling.")))
    kin = names(Relation, language())
    for one in revealed_representatives(g.viewer, reveal):
        relation = kin.get(one.relation_code, "")
        said = " · ".join(part for part in (one.name, one.phone) if part)
        pairs.append((_("Representative: %(relation)s", relation=relation), said))
    worker = case.worker.name if case.worker else _("Nobody yet")
    return [*pairs, (_("Responsible worker"), worker)]


def term(case: Case) -> list[Pair]:
    kinds = names(RehabilitationKind, language())
    decided = case.decided_on and day(case.decided_on)
    decision = " · ".join(part for part in (case.decision_number, decided) if part)
    return [
        (_("Status"), label(case.status)),
        (_("Rehabilitation completed"), kinds.get(case.rehabilitation_kind_code, "")),
        (_("Decision"), decision),
        (_("Term"), f"{day(case.term_from)} – {day(case.term_to)}"),
    ]


def acts(reveal: Reveal) -> list[Pair]:
    return [
        (day(row.at.astimezone(HERE).date()), said(row)) for row in revealed_acts(g.viewer, reveal)
    ]


def said(row: Any) -> str:
    return " · ".join(part for part in (label(row.kind), row.number) if part)
