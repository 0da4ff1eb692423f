"""A row of the list in words, made once for each row: the template only writes it down."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from reintegrate.db import HERE, today
from reintegrate.models.case import NO_DATE, CaseStatus
from reintegrate.models.catalogue import NoNextDateReason, names
from reintegrate.models.clock import midnight
from reintegrate.models.due import OWES_NOW, OWES_SOON
from reintegrate.web.ui.filters import day, far_off
from reintegrate.web.ui.i18n import gettext, language
from reintegrate.web.ui.labels import label

TONES = {CaseStatus.MANAGED: "ok", CaseStatus.ABSENT: "soon", CaseStatus.SUSPENDED: "soon"}


class Line(NamedTuple):
    id: int
    name: str
    number: str
    status: str
    tone: str
    moving: bool
    owed: str
    """The law's date that is near or past, in words; and its tone."""
    owed_tone: str
    reached: str
    tries: str
    due: str
    due_tone: str
    due_on: str
    worker_id: int | None
    worker: str | None
    term_to: str


def lines(rows: Iterable[Any]) -> list[Line]:
    reasons = names(NoNextDateReason, language())
    now = today()
    standing, until, tried = cache(status_in_words), cache(far_off), cache(tries_in_words)
    return [
        Line(
            row.id,
            row.name,
            row.number,
            *standing(row.status),
            row.transfer_pending,
            *owed(row, now),
            *reached(row, tried),
            *next_due(row, reasons, until, now),
            row.worker_id,
            row.worker,
            day(row.term_to),
        )
        for row in rows
    ]


def status_in_words(status: CaseStatus) -> tuple[str, str]:
    """Words and tone."""
    return label(status), TONES.get(status, "quiet")


def owed(row: Any, now: date) -> tuple[str, str]:
    """What the law wants by when, where that is near."""
    if OWES_NOW.holds_on(row, now):
        if row.owes_at <= midnight(now):
            return gettext("Law's date past"), "late"
        return gettext("Law's date today"), "soon"
    if OWES_SOON.holds_on(row, now):
        due_on = (row.owes_at - timedelta(microseconds=1)).astimezone(HERE).date()
        return gettext("Law's date %(day)s", day=day(due_on)), "info"
    return "", ""


def next_due(row: Any, reasons: Any, until: Any, now: date) -> tuple[str, str, str]:
    """Words, tone and date. A case that has ended is due nothing."""
    if row.next_due_on == NO_DATE:
        if row.status == CaseStatus.CLOSED:
            return "", "quiet", ""
        reason = reasons.get(row.no_next_date_reason_code)
        return gettext("No date: %(reason)s", reason=reason or "–"), "quiet", ""
    tone, words = until((row.next_due_on - now).days)
    return words, tone, day(row.next_due_on)


def reached(row: Any, tried: Any) -> tuple[str, str]:
    """The day they were last met or spoken with, and how often somebody tried since."""
    tries = tried(row.tries_since_reached, row.last_reached_on is None)
    return "" if tries and row.last_reached_on is None else day(row.last_reached_on), tries


def tries_in_words(tries: int, never: bool) -> str:
    if not tries:
        return ""
    if never:
        return gettext("not reached yet; tried: %(n)s", n=tries)
    return gettext("tried since: %(n)s", n=tries)
