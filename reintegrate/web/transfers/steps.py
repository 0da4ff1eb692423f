"""How far a transfer has come, step by step, and how long its answer may still take."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import g, url_for

from reintegrate.access.actions import Action
from reintegrate.access.policy import may
from reintegrate.db import utcnow
from reintegrate.models.transfer import Transfer, TransferStatus
from reintegrate.web.transfers import queries
from reintegrate.web.ui.filters import day, moment
from reintegrate.web.ui.i18n import gettext

HOUR = timedelta(hours=1)
SHOWN_IN_HOURS = 72


@dataclass(frozen=True)
class Left:
    """How much of its time is left, or how far it is over."""

    words: str
    tone: str


@dataclass(frozen=True)
class Step:
    label: str
    state: str
    tone: str
    url: str | None = None


def left(answer_by: datetime | None, since: datetime) -> Left:
    """Where no rule names a time, how long somebody has waited."""
    now = utcnow()
    if answer_by is None:
        return Left(gettext("waiting for %(time)s", time=_long(now - since)), "soon")
    if answer_by <= now:
        return Left(gettext("late by %(time)s", time=_long(now - answer_by)), "late")
    return Left(gettext("%(time)s left", time=_long(answer_by - now)), "soon")


def _long(span: timedelta) -> str:
    hours = int(span / HOUR)
    if hours < 1:
        return gettext("less than an hour")
    if hours < SHOWN_IN_HOURS:
        return gettext("%(n)s hours", n=hours)
    return gettext("%(n)s days", n=span.days)


def steps(transfer: Transfer) -> list[Step]:
    """For the ward that has taken over: what is done, and what is still to be done."""
    case = transfer.case
    if transfer.status != TransferStatus.ACCEPTED or g.viewer.area_id != case.area_id:
        return []
    if case.area_id != transfer.to_area_id:
        return []
    return [_accepted(transfer), _worker(case), _met(transfer)]


def _accepted(transfer: Transfer) -> Step:
    return Step(gettext("Your ward has accepted"), moment(transfer.answered_at), "ok")


def _worker(case: Any) -> Step:
    words = gettext("Who will meet the person")
    if case.worker is not None:
        return Step(words, case.worker.name, "ok")
    asked = may(g.viewer, Action.ASSIGN_CASE, case)
    url = url_for("cases.assign", case_id=case.id) if asked else None
    return Step(words, gettext("not yet chosen"), "late", url)


def _met(transfer: Transfer) -> Step:
    case, words = transfer.case, gettext("The person has met the new worker")
    met_on = queries.met_on(g.viewer, transfer)
    if met_on is not None:
        return Step(words, day(met_on), "ok")
    url = None
    if may(g.viewer, Action.LOG_CONTACT, case):
        url = url_for("contacts.new", case_id=case.id)
    return Step(words, gettext("not yet"), "soon", url)
