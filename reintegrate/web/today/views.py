"""A worker's day: whom to see first, one tap from writing it down."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from flask import Blueprint, g, render_template, request, url_for

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows
from reintegrate.models.case import NO_DATE, CaseStatus
from reintegrate.models.due import (
    DUE_SOON,
    DUE_TODAY,
    FIRST_CONTACT_PENDING,
    OUTCOME_TO_WRITE,
    OVERDUE,
    Notion,
)
from reintegrate.web.today.queries import MOST, asking
from reintegrate.web.ui.addresses import cases_url
from reintegrate.web.ui.filters import day as in_words
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import lazy_gettext as _l

bp = Blueprint("today", __name__)


@dataclass(frozen=True)
class Kind:
    """One way a case asks for something: its chip, and its words."""

    code: str
    label: Any
    notion: Notion


KINDS = (
    Kind("overdue", _l("Overdue"), OVERDUE),
    Kind("today", _l("Due today"), DUE_TODAY),
    Kind("soon", _l("Next seven days"), DUE_SOON),
    Kind("first", _l("New, no first contact yet"), FIRST_CONTACT_PENDING),
    Kind("outcome", _l("Outcome to write"), OUTCOME_TO_WRITE),
)
BY_DATE = KINDS[:3]


class Work(NamedTuple):
    """One person to see, and the codes of the kinds that hold."""

    id: int
    name: str
    due_on: date | None
    note: str
    kinds: frozenset[str]
    away: bool


@dataclass(frozen=True)
class Section:
    code: str
    title: Any
    rows: list[Work]


@dataclass(frozen=True)
class Chip:
    url: str
    label: str
    current: bool
    count: int


@bp.get("/today", strict_slashes=False)
@allows(Action.SEE_TODAY)
def index() -> str:
    """All of it by date, or with `show` one kind."""
    people = [work(row) for row in asking(g.viewer)]
    counts = Counter(code for person in people for code in person.kinds)
    only = next((kind for kind in KINDS if kind.code == request.args.get("show")), None)
    return render_template(
        "today/index.html",
        chips=chips(counts, len(people), only),
        sections=sections(people, only),
        only=only,
        more=len(people) == MOST,
        cases_url=cases_url(),
    )


def chips(counts: Mapping[str, int], total: int, only: Kind | None) -> list[Chip]:
    """What the sections by date do not show; nothing where there is none of it."""
    kinds = [
        Chip(url_for("today.index", show=kind.code), str(kind.label), kind is only, n)
        for kind in KINDS
        if ((n := counts[kind.code]) and kind not in BY_DATE) or kind is only
    ]
    return [Chip(url_for("today.index"), _("All"), only is None, total), *kinds] if kinds else []


def sections(people: Sequence[Work], only: Kind | None) -> list[Section]:
    """Each person once: by date, and last those who have no date near but were never met."""
    if only is not None:
        found = [person for person in people if only.code in person.kinds]
        return [Section(only.code, only.label, found)] if found else []
    dated = {kind.code for kind in BY_DATE}
    split = [
        Section(kind.code, kind.label, [p for p in people if kind.code in p.kinds])
        for kind in BY_DATE
    ]
    left = [person for person in people if not dated & person.kinds]
    split.append(Section("first", KINDS[3].label, left))
    return [section for section in split if section.rows]


def work(row: Any) -> Work:
    return Work(
        id=row.id,
        name=row.name,
        due_on=None if row.next_due_on == NO_DATE else row.next_due_on,
        note=last_contact(row),
        kinds=frozenset(kind.code for kind in KINDS if kind.notion.holds(row)),
        away=row.status == CaseStatus.ABSENT,
    )


def last_contact(row: Any) -> str:
    if row.last_contact_on is None:
        return str(_("No contact yet"))
    if row.tries_since_reached:
        return str(
            _("Last tried on %(day)s, tries since last met: %(n)s",
              day=in_words(row.last_contact_on), n=row.tries_since_reached)
        )  # fmt: skip
    return str(_("Last met on %(day)s", day=in_words(row.last_contact_on)))
