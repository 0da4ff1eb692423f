"""A worker's day: whom to see first, one tap from writing it down."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from flask import Blueprint, g, render_template, request

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows
from reintegrate.access.owed import MOST as MOST_OWED
from reintegrate.access.owed import nearest
from reintegrate.db import today
from reintegrate.models.case import NO_DATE
from reintegrate.models.catalogue import FollowUpKind, names
from reintegrate.models.due import (
    AWAY,
    DUE_SOON,
    DUE_TODAY,
    FIRST_CONTACT_PENDING,
    NOBODY_TRIED,
    OUTCOME_TO_WRITE,
    OVERDUE,
    TRIED_IN_VAIN,
    Notion,
)
from reintegrate.models.follow_up import REGULAR
from reintegrate.models.leave import Away, away_from
from reintegrate.models.user import Role
from reintegrate.web.today.queries import MOST, asking
from reintegrate.web.ui.addresses import cases_url, url_of
from reintegrate.web.ui.filters import day as in_words
from reintegrate.web.ui.filters import until as until_day
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.owed_lines import groups, owed_lines

bp = Blueprint("today", __name__)

OWING = frozenset({Role.WARD_OFFICIAL, Role.WARD_POLICE})


@dataclass(frozen=True)
class Kind:
    """One way a case asks for something: its chip, and its words."""

    code: str
    label: Any
    notion: Notion


KINDS = (
    Kind("outcome", _l("Outcome to write"), OUTCOME_TO_WRITE),
    Kind("overdue", _l("Overdue"), OVERDUE),
    Kind("today", _l("Due today"), DUE_TODAY),
    Kind("first", _l("New, no first contact yet"), FIRST_CONTACT_PENDING),
    Kind("soon", _l("Next seven days"), DUE_SOON),
    Kind("away", _l("Away without word"), AWAY),
    Kind("untried", _l("Overdue, nobody tried yet"), NOBODY_TRIED),
    Kind("tried", _l("Tried three times or more"), TRIED_IN_VAIN),
)
SECTIONS = KINDS[:6]
"""Each person stands in the first of these that holds."""

CHIPS = ("first", "untried", "tried")


class Work(NamedTuple):
    """One person to see, in words made once for each row, and the codes of the kinds that hold."""

    id: int
    name: str
    due: str
    due_tone: str
    due_on: str
    tags: list[tuple[str, str]]
    """What else is to be said: words and tone."""
    note: str
    kinds: frozenset[str]


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
    """All of it, what waits longest first; or with `show` one kind. For officials and police what
    they owe by when: the visits are the workers'."""
    if g.viewer.role in OWING:
        return owing()
    people = works(asking(g.viewer), g.viewer.id, today())
    counts = Counter(code for person in people for code in person.kinds)
    only = next((kind for kind in KINDS if kind.code == request.args.get("show")), None)
    return render_template(
        "today/index.html",
        chips=chips(counts, len(people), only),
        sections=sections(people, only),
        only=only,
        more=len(people) == MOST,
        colleagues=away_in_words(away_from(g.viewer.area_id, today())),
        cases_url=cases_url(),
    )


def owing() -> str:
    rows = nearest(g.viewer)
    found = groups(owed_lines(rows))
    return render_template("today/owed.html", groups=found, more=len(rows) == MOST_OWED)


def chips(counts: Mapping[str, int], total: int, only: Kind | None) -> list[Chip]:
    """What the sections alone do not show; nothing where there is none of it."""
    everything = url_of("today.index")
    kinds = [
        Chip(f"{everything}?show={kind.code}", str(kind.label), kind is only, n)
        for kind in KINDS
        if ((n := counts[kind.code]) and kind.code in CHIPS) or kind is only
    ]
    return [Chip(everything, _("All"), only is None, total), *kinds] if kinds else []


def sections(people: Sequence[Work], only: Kind | None) -> list[Section]:
    """Each person once."""
    if only is not None:
        found = [person for person in people if only.code in person.kinds]
        return [Section(only.code, only.label, found)] if found else []
    left, sorted_in = list(people), []
    for kind in SECTIONS:
        here = [person for person in left if kind.code in person.kinds]
        left = [person for person in left if kind.code not in person.kinds]
        if here:
            sorted_in.append(Section(kind.code, kind.label, here))
    return sorted_in


def away_in_words(colleagues: Sequence[Away]) -> list[str]:
    return [
        _("%(name)s, until %(day)s", name=away.name, day=in_words(away.last_day))
        for away in colleagues
    ]


def works(rows: Sequence[Any], viewer_id: int, now: date) -> list[Work]:
    """Many rows say the same of their dates: it is put into words once."""
    told = [(kind.code, kind.notion.holds_on) for kind in KINDS]
    others = names(FollowUpKind, language())
    until, before = cache(due_in_words), cache(last_contact)
    found = []
    for row in rows:
        kinds = frozenset([code for code, holds_on in told if holds_on(row, now)])
        what = "" if row.next_kind_code == REGULAR else others.get(row.next_kind_code, "")
        found.append(
            Work(
                row.id,
                row.name,
                *until(row.next_due_on),
                tags(row, what, kinds, covered=row.worker_id != viewer_id),
                before(row.last_contact_on, row.tries_since_reached),
                kinds,
            )
        )
    return found


def due_in_words(due_on: date) -> tuple[str, str, str]:
    """How far it is, its tone, and the date itself."""
    if due_on == NO_DATE:
        return _("No date"), "quiet", ""
    tone, words = until_day(due_on)
    return words, tone, in_words(due_on)


def tags(row: Any, what: str, kinds: Collection[str], *, covered: bool) -> list[tuple[str, str]]:
    """`what` is due, where it is not the regular contact. `covered`: somebody else's, for whom the
    viewer stands in."""
    found = [(what, "info")] if what else []
    if "tried" in kinds:
        found.append((_("Tried: %(n)s", n=row.tries_since_reached), "info"))
    elif "untried" in kinds:
        found.append((_("Nobody tried yet"), "late"))
    if "first" in kinds:
        found.append((_("No first contact yet"), "info"))
    if covered:
        found.append((_("Standing in"), "info"))
    if "away" in kinds:
        found.append((_("Away without word"), "soon"))
    return found


def last_contact(on: date | None, tries: int) -> str:
    if on is None:
        return _("No contact yet")
    if tries:
        return _("Last tried on %(day)s, tries since last met: %(n)s", day=in_words(on), n=tries)
    return _("Last met on %(day)s", day=in_words(on))
