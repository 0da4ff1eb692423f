"""The list behind a number that is counted from the ward's books: what residents told, what was
held. For whoever may read the book."""

from typing import Any

from flask import g, url_for

from reintegrate.access.actions import Action
from reintegrate.access.policy import may
from reintegrate.models.period import Period
from reintegrate.models.work_plan import Figure

TOLD = {Figure.INFORMATION: "all", Figure.HANDLED_IN_TIME: "in_time"}
HELD = {Figure.ACTIVITIES, Figure.ATTENDING}


def book_of(figure: Figure, period: Period, programme: str = "") -> str | None:
    """None: no book, or not this viewer's to read."""
    first, last = period.first, period.last
    if figure in TOLD and may(g.viewer, Action.LIST_INFORMATION):
        return url_for("information.received", which=TOLD[figure], first=first, last=last)
    if figure in HELD and may(g.viewer, Action.KEEP_ACTIVITIES):
        days: dict[str, Any] = {"first": first, "last": last, "programme": programme or None}
        return url_for("community_activities.index", **days)
    return None
