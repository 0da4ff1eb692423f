"""Handover: what a case takes along. By when the other ward is to answer, and what becomes of the
help agencies were asked for. Stands below Transfer, which calls these."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import select

from reintegrate.db import HERE, db, today
from reintegrate.models.agency import Agency
from reintegrate.models.area import Area
from reintegrate.models.assignment import RUNNING, Assignment
from reintegrate.models.case import Case
from reintegrate.models.clock import Start, reckon
from reintegrate.models.life_rule import SettingName, setting
from reintegrate.models.step_rule import rules_on
from reintegrate.models.transition import regime_code_for, regime_code_on
from reintegrate.models.user import User

NOTES_ON_MOVING = "notes_on_moving"
"""The consent purpose without which only the statutory file goes to the next ward."""
CLOCK = "transfer_notice"
"""The step whose time the law names for a move (2026: 24 hours; 2022: 5 working days)."""


class HelpEnds(StrEnum):
    KEPT = "kept"
    OFFERED_AGAIN = "offered_again"
    """Taken back there, and asked of an agency that serves the new ward."""
    ENDED = "ended"


class HelpChoice(NamedTuple):
    what: HelpEnds
    agency: Agency | None = None
    """Who is asked instead."""


def answer_by(case: Case, at: datetime) -> datetime | None:
    """When an answer asked for now is late, by the rules this case's moves are counted by."""
    day = at.astimezone(HERE).date()
    code = regime_code_for(case, day)
    rule = rules_on(code, day).get(CLOCK) if code else None
    if rule is None or not rule.is_counted:
        return None
    return reckon(rule.number, rule.unit, Start(at, False)).due_at


def days_set(name: SettingName) -> int | None:
    """A number of days as the regime of today has it. None: it is not set."""
    code = regime_code_on(today())
    return setting(name, code) if code else None


def running_help(case_id: int) -> list[Assignment]:
    """What agencies were asked in this case and have not finished."""
    mine = Assignment.case_id == case_id, Assignment.status.in_(RUNNING)
    return list(db.session.scalars(select(Assignment).where(*mine).order_by(Assignment.id)))


def usual_choice(assignment: Assignment, ward: Area) -> HelpEnds:
    """Whoever serves the new ward too goes on; the others cannot reach the person there."""
    return HelpEnds.KEPT if assignment.agency.serves(ward) else HelpEnds.ENDED


def settle_help(
    case: Case, ward: Area, choices: Mapping[int, HelpChoice], *, key: str, by: User
) -> None:
    """Each is kept, asked of another agency, or taken back. What was asked while the page stood
    open, and is not among the choices, goes the usual way."""
    for assignment in running_help(case.id):
        choice = choices.get(assignment.id) or HelpChoice(usual_choice(assignment, ward))
        if choice.what == HelpEnds.KEPT:
            continue
        assignment.withdraw(by=by)
        if choice.what == HelpEnds.OFFERED_AGAIN and choice.agency is not None:
            offer_again(assignment, choice.agency, key=key, by=by)


def offer_again(before: Assignment, agency: Agency, *, key: str, by: User) -> Assignment:
    """The same request, in the same words, to an agency of the new ward."""
    return Assignment.offer(
        before.need,
        key=str(uuid.uuid5(uuid.NAMESPACE_OID, f"{key}/{before.id}")),
        agency=agency,
        service_code=before.service_code,
        due_on=max(before.due_on, today()),
        request=before.request,
        shares_phone=before.shares_phone,
        by=by,
    )
