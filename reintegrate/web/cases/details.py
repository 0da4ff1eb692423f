"""The statutory file in label and value pairs, part by part."""

from dataclasses import dataclass
from typing import Any

from flask import g, url_for

from reintegrate.models.absence import SuspensionReason
from reintegrate.models.case import Case
from reintegrate.models.catalogue import (
    ClosureOutcome,
    PaperKind,
    RehabilitationKind,
    Relation,
    names,
)
from reintegrate.models.person import Person
from reintegrate.web.cases.queries import regime_of, statutory_file
from reintegrate.web.ui.filters import born
from reintegrate.web.ui.filters import day as in_words
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.labels import label

Pair = tuple[str, str]


@dataclass(frozen=True)
class Part:
    """One part of the file. `groups` are lists of pairs: one, or one for each thing listed."""

    title: str
    groups: list[list[Pair]]
    nothing: str = ""
    change_url: str | None = None


def details_of(case: Case) -> list[Part]:
    file = statutory_file(g.viewer, case)
    return [
        who(case),
        Part(_("Papers"), [paper(p) for p in file["papers"]], _("No papers are written down.")),
        residence(case),
        Part(
            _("Family or representative"),
            [relative(r) for r in file["relatives"]],
            _("Nobody is written down."),
        ),
        term(case),
        Part(
            _("Absences without word"),
            [span(a) for a in file["absences"]],
            _("There has been none."),
        ),
        Part(
            _("Suspensions"),
            [[*span(s), (_("Reason"), suspension_reason(s.reason_code))]
             for s in file["suspensions"]],
            _("There has been none."),
        ),
        Part(_("Transfers"), [transfer(t) for t in file["transfers"]], _("There has been none.")),
        Part(_("Endings"), [closure(c) for c in file["closures"]], _("The case has not ended.")),
    ]  # fmt: skip


def who(case: Case) -> Part:
    person = case.person
    pairs = [
        (_("Full name"), person.name),
        (_("Other names"), person.other_names),
        (_("Sex"), label(person.sex)),
        (_("Born"), born(person.birth)),
        (_("Language they speak best"), person.language),
        (_("Schooling"), person.education),
        (_("Work"), person.occupation),
    ]
    return Part(_("Who they are"), [pairs], change_url=url_for("cases.correct", case_id=case.id))


def paper(paper: Any) -> list[Pair]:
    return [
        (names(PaperKind, language()).get(paper.kind_code, ""), paper.number),
        (_("Issued on"), in_words(paper.issued_on)),
        (_("Issued by"), paper.issued_by),
    ]


def residence(case: Case) -> Part:
    person = case.person
    pairs = [(_("Where they live"), person.address or ""), (_("Phone"), person.phone or "")]
    if person.phone:
        pairs += [
            (_("Whose phone it is"), label(person.phone_owner)),
            (_("On the phone"), named(person)),
        ]
    url = url_for("cases.residence", case_id=case.id)
    return Part(_("Where they live and how to reach them"), [pairs], change_url=url)


def named(person: Person) -> str:
    if person.may_name_service:
        return _("The service may be named.")
    return _("Do not say which service is calling.")


def relative(relative: Any) -> list[Pair]:
    kin = names(Relation, language()).get(relative.relation_code, "")
    pairs = [
        (_("Representative: %(relation)s", relation=kin) if relative.is_representative else kin,
         relative.name),
        (_("Born"), str(relative.birth_year or "")),
        (_("Work"), relative.occupation),
        (_("Phone"), relative.phone or ""),
        (_("Where they live"), relative.address or ""),
    ]  # fmt: skip
    return [pair for pair in pairs if pair[1]]


def term(case: Case) -> Part:
    regime, article = regime_of(g.viewer, case)
    rules = regime.name_in(language())
    law = _("Law %(law)s, Article %(article)s", law=regime.law, article=article) if article else (
        _("Law %(law)s", law=regime.law)
    )  # fmt: skip
    decision = " · ".join(
        part
        for part in (case.decision_number, case.decided_on and in_words(case.decided_on))
        if part
    )
    pairs = [
        (_("Rehabilitation completed"),
         names(RehabilitationKind, language()).get(case.rehabilitation_kind_code, "")),
        (_("Place"), case.rehabilitation_place),
        (_("Decision"), decision),
        (_("Term"), f"{in_words(case.term_from)} – {in_words(case.term_to)}"),
        (_("Rules in force"), f"{rules} · {law}"),
        (_("Case opened on"), in_words(case.opened_on)),
    ]  # fmt: skip
    return Part(_("Rehabilitation and term"), [pairs])


def span(pause: Any) -> list[Pair]:
    until = in_words(pause.until) if pause.until else _("Not back yet")
    return [(_("Since"), in_words(pause.since)), (_("Until"), until)]


def suspension_reason(code: str) -> str:
    return label(SuspensionReason(code)) if code in set(SuspensionReason) else ""


def transfer(transfer: Any) -> list[Pair]:
    return [
        (_("From ward"), transfer.from_area.name),
        (_("To ward"), transfer.to_area.name),
        (_("Moved on"), in_words(transfer.moved_on)),
        (_("State"), label(transfer.status)),
    ]


def closure(closure: Any) -> list[Pair]:
    pairs = [
        (_("How the case ended"), names(ClosureOutcome, language()).get(closure.outcome_code, "")),
        (_("On which day"), in_words(closure.closed_on)),
    ]
    if closure.reopened_on:
        pairs += [
            (_("Opened again on"), in_words(closure.reopened_on)),
            (_("Why"), closure.reopened_because or ""),
        ]
    return pairs
