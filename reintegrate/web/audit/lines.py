"""Events in words, as the page and the file say them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

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
    return [
        Line(
            moment(row.at),
            row.by or gettext("The system"),
            str(trail_words(row.what, row.space)),
            row.number or names.get(about.get(row.id, 0)) or "–",
            str(row.id),
        )
        for row in rows
    ]
