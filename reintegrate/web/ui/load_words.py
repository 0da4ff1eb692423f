"""A worker's name with what the coming weeks hold for them: wherever a worker is chosen."""

from typing import Any

from reintegrate.web.ui.i18n import gettext


def with_load(row: Any) -> str:
    """`row`: a name and the columns of `models/load.py`."""
    return gettext(
        "%(name)s: %(week)s to meet this week, %(next)s next week, %(four)s in four weeks",
        name=row.name,
        week=row.this_week,
        next=row.next_week,
        four=row.four_weeks,
    )
