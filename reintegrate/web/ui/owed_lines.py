"""A deadline in words, made once for each row: the template only writes it down."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from reintegrate.db import HERE, today, utcnow
from reintegrate.models.deadline_due import Urgency, urgency
from reintegrate.models.leave import away_until
from reintegrate.models.step_rule import words_of_steps
from reintegrate.web.ui.closing import Way, ways
from reintegrate.web.ui.filters import day
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.labels import label

TONES = {Urgency.LATE: "late", Urgency.TODAY: "soon", Urgency.WEEK: "info", Urgency.LATER: "quiet"}


class OwedLine(NamedTuple):
    id: int
    case_id: int
    name: str
    number: str
    what: str
    until: str
    tone: str
    exact: str
    window: str
    owner: str
    told: bool
    urgency: Urgency
    do: Way | None


class OwedGroup(NamedTuple):
    code: str
    title: str
    lines: list[OwedLine]


def owed_lines(rows: Iterable[Any]) -> list[OwedLine]:
    now, spoken = utcnow(), words_of_steps()
    place = 1 if language() == "en" else 0
    return [line(row, now, spoken[row.rule_id][place]) for row in rows]


def line(row: Any, now: datetime, what: str) -> OwedLine:
    degree = urgency(row, now)
    return OwedLine(
        row.id,
        row.case_id,
        row.name,
        row.number,
        what,
        until(row, now),
        TONES[degree],
        exact(row),
        window(row),
        owner(row),
        row.escalated_at is not None,
        degree,
        next(iter(ways(row.rule_id, row.case_id)), None),
    )


def owner(row: Any) -> str:
    """Who has to do it. While that person is away, whoever has the same role in the ward; while
    nobody of that role is at work, the next one."""
    role, now = label(row.owner_role), label(row.role_now)
    until = away_until(row.owner_id, today()) if row.owner_id else None
    if until is not None:
        return _(
            "%(name)s is away until %(day)s: %(role)s", name=row.owner, day=day(until), role=now
        )
    if row.role_now != row.owner_role and row.owner is None:
        return _("%(role)s: nobody at work today, so %(next)s", role=role, next=now)
    return str(row.owner or role)


def groups(lines: Iterable[OwedLine]) -> list[OwedGroup]:
    """Under a heading for each degree; the rows come in the order of their dates."""
    return [
        OwedGroup(degree.value, label(degree), list(found))
        for degree, found in groupby(lines, key=lambda one: one.urgency)
    ]


def until(row: Any, now: datetime) -> str:
    """How far the date is, as one would say it."""
    days = (row.due_on - today()).days
    late = row.due_at <= now
    if row.by_hours and late and days >= -1:
        return _("%(n)s hours late", n=max(1, round((now - row.due_at).total_seconds() / 3600)))
    if late:
        return _("%(n)s days late", n=-days) if days < -1 else _("1 day late")
    if days <= 0:
        return _("Today, by %(time)s", time=clock(row)) if row.by_hours else _("Today")
    if days == 1:
        return _("Tomorrow, by %(time)s", time=clock(row)) if row.by_hours else _("Tomorrow")
    return _("In %(n)s days", n=days)


def exact(row: Any) -> str:
    """The date; with its hour where hours count."""
    return f"{clock(row)} {day(row.due_on)}" if row.by_hours else day(row.due_on)


def clock(row: Any) -> str:
    hour = row.due_at.astimezone(HERE).strftime("%H:%M")
    return "24:00" if hour == "00:00" else hour


def window(row: Any) -> str:
    return _("may be done from %(day)s", day=day(row.opens_on)) if row.opens_on else ""
