"""An edited rule, read once more before it counts: what was typed, and what would move by it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from reintegrate.db import HERE
from reintegrate.web.ui.filters import day
from reintegrate.web.ui.i18n import gettext as _

UNSAID = {"csrf_token", "version", "key"}


class MoveLine(NamedTuple):
    number: str
    ward: str
    was: str
    now: str


def answers_of(fields: Iterable[Any]) -> list[tuple[str, str]]:
    """What was typed, to be read once more before it counts."""
    said = []
    for field in fields:
        if field.name in UNSAID:
            continue
        value = field.data
        if getattr(field, "choices", None):
            value = dict((str(code), words) for code, words, *_rest in field.iter_choices()).get(
                str(value), ""
            )
        elif isinstance(value, date):
            value = day(value)
        elif isinstance(value, bool):
            value = _("Yes") if value else _("No")
        said.append((str(field.label.text), "" if value is None else str(value)))
    return said


def instant(value: datetime | None, by_hours: bool) -> str:
    """A whole day is due until the midnight that ends it."""
    if value is None:
        return ""
    here = (value - timedelta(microseconds=1)).astimezone(HERE)
    if not by_hours:
        return day(here.date())
    hour = f"{value.astimezone(HERE):%H:%M}"
    return f"{'24:00' if hour == '00:00' else hour} {day(here.date())}"
