"""The one timeline of a case: events in words, by day, each with what its reader may know."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import g

from reintegrate.db import HERE
from reintegrate.models.absence import SuspensionReason
from reintegrate.models.agency import Agency
from reintegrate.models.area import Area
from reintegrate.models.case import Case
from reintegrate.models.catalogue import (
    ClosureOutcome,
    ConsentPurpose,
    NeedKind,
    NoNextDateReason,
    Service,
    names,
)
from reintegrate.models.user import Role, User
from reintegrate.web.cases.entries import ContactWords, Entry, contact_entry, dotted, fold_tries
from reintegrate.web.cases.queries import KINDS, names_of, notes_of, timeline_page
from reintegrate.web.ui.addresses import case_url, record_url
from reintegrate.web.ui.event_words import words
from reintegrate.web.ui.filters import day as in_words
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.labels import label

WRITTEN_BESIDE = {"follow_up", "intake", "deadline"}
"""What goes along with something people do: it stands back."""

STEP = "contact.next_step"
LOGGED = "contact.logged"
SUSPENSIONS = frozenset(SuspensionReason)

LINKED = {
    "transfer": "transfers.show",
    "assignment": "assignments.show",
    "deadline": "deadlines.show",
}
MENTIONED = {User: ("worker",), Area: ("to",), Agency: ("agency",)}
CODED = {
    "reason": NoNextDateReason,
    "outcome": ClosureOutcome,
    "kind": NeedKind,
    "purpose": ConsentPurpose,
    "service": Service,
}


class Happening(NamedTuple):
    """One event with its facts, its day and hour and its record (a table, a number) read once."""

    row: Any
    facts: dict[str, Any]
    day: date
    clock: str
    table: str
    number: int

    @classmethod
    def of(cls, row: Any) -> "Happening":
        table, _colon, number = row.record.partition(":")
        at = row.at.astimezone(HERE)
        clock = f"{at.hour:02d}:{at.minute:02d}"
        return cls(row, facts_in(row.details)[0], at.date(), clock, table, int(number))


facts_in = json.JSONDecoder().raw_decode
"""Of details as the trail writes them: one value, and nothing before or after it."""


@dataclass(frozen=True)
class Timeline:
    days: list[tuple[date, list[Entry]]]
    newer: str | None
    older: str | None


def timeline_of(case: Case, hidden: Sequence[str], cursor: str | None) -> Timeline:
    viewer = g.viewer
    page = timeline_page(viewer, case, hidden, cursor)
    found = [Happening.of(row) for row in page.rows]
    others = [h for h in found if h.row.what != LOGGED]
    notes = notes_of(viewer, case, [h.number for h in found if h.row.what == LOGGED])
    mentioned = {
        model: names_of(viewer, model, numbers(others, keys)) for model, keys in MENTIONED.items()
    }
    said = ContactWords.now()
    entries = [
        contact_entry(h, notes.get(h.number), by_words(h.row), said)
        if h.row.what == LOGGED
        else entry_of(h, mentioned)
        for h in found
    ]
    days = groupby(fold_tries(entries), key=attrgetter("day"))
    return Timeline([(day, [*some]) for day, some in days], page.previous, page.next)


def numbers(found: list[Happening], keys: tuple[str, ...]) -> set[int]:
    given = [h.facts[key] for h in found for key in keys if key in h.facts]
    return {int(str(number)) for number in given if str(number).isdigit()}


def entry_of(h: Happening, mentioned: dict[Any, dict[int, str]]) -> Entry:
    """Of whatever is no contact."""
    endpoint = LINKED.get(h.table)
    return Entry(
        title=words(h.row.what, h.facts),
        meta=dotted(h.clock, by_words(h.row)),
        text=about(h, mentioned) or None,
        tag=None,
        url=record_url(endpoint, f"{h.table}_id", h.number) if endpoint else None,
        system=h.row.what.split(".")[0] in WRITTEN_BESIDE
        or h.row.what == STEP
        or h.row.by_role is Role.SYSTEM,
        day=h.day,
    )


def by_words(row: Any) -> str:
    if row.by_name is None or row.by_role is Role.SYSTEM:
        return label(Role.SYSTEM)
    return str(row.by_name)


def about(h: Happening, mentioned: dict[Any, dict[int, str]]) -> str:
    """The facts of an event in words: codes and numbers become names, days become dates."""
    if TOLD.isdisjoint(h.facts):
        return ""
    said = []
    for model, keys in MENTIONED.items():
        found = (mentioned[model].get(int(h.facts[key])) for key in keys if key in h.facts)
        said += [name for name in found if name]
    for key, catalogue in CODED.items():
        if key in h.facts:
            said.append(coded(h.facts[key], catalogue))
    for key, sentence in DAYS.items():
        if h.facts.get(key):
            said.append(sentence(in_words(date.fromisoformat(h.facts[key]))))
    return " · ".join(part for part in said if part)


def coded(code: str, catalogue: Any) -> str:
    if code in SUSPENSIONS:
        return label(SuspensionReason(code))
    return names(catalogue, language()).get(code, "")


DAYS: dict[str, Callable[[str], str]] = {
    "since": lambda day: _("Since %(day)s", day=day),
    "back_on": lambda day: _("From %(day)s", day=day),
    "closed_on": lambda day: _("On %(day)s", day=day),
}
TOLD = {*CODED, *DAYS, *(key for keys in MENTIONED.values() for key in keys)}
"""Facts that have words."""


def page_after(case_id: int, cursor: str | None, hidden: Sequence[str]) -> str | None:
    """Where the entries beyond this one are."""
    if cursor is None:
        return None
    return f"{case_url('cases.show', case_id)}?{urlencode([('page', cursor), *hiding(hidden)])}"


def hiding(kinds: Sequence[str]) -> list[tuple[str, str]]:
    return [("hide", kind) for kind in kinds]


def kinds_in(asked: Sequence[str]) -> list[str]:
    """The kinds that exist, once each, in one order: however an address spells them."""
    return [kind for kind in KINDS if kind in asked]
