"""Events in words, as the page and the file say them."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from reintegrate.access.programs import key_names
from reintegrate.models.user import User
from reintegrate.web.audit import queries
from reintegrate.web.ui.event_words import trail_words
from reintegrate.web.ui.filters import moment
from reintegrate.web.ui.i18n import gettext


class Line(NamedTuple):
    at: str
    by: str
    what: str
    about: str
    """The number of a case, or the name of an account."""
    row: str


def heads() -> Line:
    return Line(
        gettext("When"),
        gettext("Who"),
        gettext("What"),
        gettext("Case or account"),
        gettext("Row"),
    )


def lines(viewer: User, rows: Sequence[Any]) -> list[Line]:
    """On an account, whose account."""
    about = {row.id: int(row.record[5:]) for row in rows if row.record.startswith("user:")}
    names = queries.accounts(viewer, set(about.values()))
    programs = {row.id: json.loads(row.details).get("token", 0) for row in rows if told_more(row)}
    keys = key_names(viewer, set(programs.values()))
    return [
        Line(
            moment(row.at),
            row.by or gettext("The system"),
            in_words(row, programs, keys),
            row.number or names.get(about.get(row.id, 0)) or "–",
            str(row.id),
        )
        for row in rows
    ]


def told_more(row: Any) -> bool:
    return row.is_read and row.details != "{}"


def in_words(row: Any, programs: dict[int, int], keys: dict[int, str]) -> str:
    """A program that read is not its owner who looked: with which key, by the name it has."""
    what = trail_words(row.what, row.space)
    token = programs.get(row.id)
    if not token:
        return what
    key = keys.get(token) or gettext("no. %(n)s", n=token)
    return gettext("%(what)s (a program, with the key “%(key)s”)", what=what, key=key)
