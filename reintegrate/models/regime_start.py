"""A regime's first day, and what becomes of those managed then: what another one moves is tried
before it is saved, by doing it and taking it back, so that what is shown is what happens."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, or_, select

from reintegrate.db import db
from reintegrate.models import deadline
from reintegrate.models.absence import Absence, Suspension
from reintegrate.models.act import STANDS, Act
from reintegrate.models.audit import record_event
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.clock import midnight
from reintegrate.models.deadline_row import IS_OPEN as OWED
from reintegrate.models.deadline_row import Deadline
from reintegrate.models.life_revision import LifeRevision, as_said, started
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.regime import TRIED, code_on, spans
from reintegrate.models.regime_switch import begin_under, count_under
from reintegrate.models.transition import RegimeSwitch, regime_code_for
from reintegrate.models.user import User


class OutOfOrder(DomainError):
    """Regimes follow one another: none begins before the one before it, or after the next."""


class StartMove(NamedTuple):
    """`rule_id` of a deadline that moves; else `was` and `now` are days, the end of the term, or
    codes, the regime the case is under. None: not owed."""

    case_id: int
    was: Any
    now: Any
    rule_id: int | None = None
    by_hours: bool = False


def check_start(revised: LifeRevision) -> None:
    """Raises OutOfOrder."""
    every = list(spans())
    place = [span.code for span in every].index(revised.regime_code)
    earlier = [span.first for span in every[:place][-1:]]
    later = [span.first for span in every[place + 1 :][:1]]
    days = [*earlier, revised.in_force_from, *later]
    if any(one >= other for one, other in pairwise(days)):
        raise OutOfOrder(revised.regime_code)


def moves_of_start(revised: LifeRevision, *, by: User) -> list[StartMove]:
    """What would move if this revision, not yet entered, counted. Nothing is kept of it: ask
    before anything else of this transaction is to be."""
    cases = _touched(revised)
    token = TRIED.set(as_said(revised))
    try:
        return _follow(cases, by=by)
    finally:
        TRIED.reset(token)
        db.session.rollback()


def enter_start(revised: LifeRevision, *, by: User) -> None:
    """Let it count, and let the cases follow. Raises OutOfOrder."""
    check_start(revised)
    cases = _touched(revised)
    revised.enter(by=by)
    _follow(cases, by=by)


@dataclass(frozen=True)
class _Before:
    """How a case stood, and under which regimes its days were."""

    case: Case
    code: str
    term_to: date
    opened: str | None
    acts: dict[int, str | None]
    owed: dict[int, tuple[Deadline, Any, int]]
    under: dict[int, str | None]


def _touched(revised: LifeRevision) -> list[_Before]:
    """Open cases nobody has put under other rules, with a day in between; or, where those managed
    fare otherwise, all that were."""
    order = [span.code for span in spans()]
    place = order.index(revised.regime_code)
    days = sorted((spans()[place].first, revised.in_force_from))
    told = [_has_days(days[0], days[1])] if days[0] < days[1] else []
    said = started().get(revised.regime_code)
    if said is None or said.value != revised.value:
        told += [Case.regime_code == code for code in order[:place][-1:]]
    switched = select(RegimeSwitch.id).where(RegimeSwitch.case_id == Case.id)
    found = select(Case).where(IS_OPEN, ~switched.exists(), or_(*told)).order_by(Case.id)
    return [_before(case) for case in db.session.scalars(found).unique()] if told else []


def _has_days(first: date, end: date) -> ColumnElement[bool]:
    last = end - timedelta(days=1)
    between = and_(Act.at >= midnight(first), Act.at < midnight(end), STANDS)
    return or_(
        Case.opened_on.between(first, last),
        Case.term_to.between(first, last),
        Case.id.in_(select(Act.case_id).where(between)),
        Case.id.in_(select(Absence.case_id).where(Absence.since.between(first, last))),
        Case.id.in_(select(Suspension.case_id).where(Suspension.since.between(first, last))),
    )


def _before(case: Case) -> _Before:
    owed = _owed(case)
    return _Before(
        case,
        case.regime_code,
        case.term_to,
        code_on(case.opened_on),
        {act.id: regime_code_for(case, act.day) for act in Act.of(case.id)},
        {one.id: (one, one.due_at, one.rule_id) for one in owed},
        {one.id: regime_code_for(case, one.start.day) for one in owed},
    )


def _owed(case: Case) -> list[Deadline]:
    found = select(Deadline).where(Deadline.case_id == case.id, OWED).order_by(Deadline.id)
    return list(db.session.scalars(found))


def _follow(cases: list[_Before], *, by: User) -> list[StartMove]:
    moves = []
    for before in cases:
        _carry(before, by=by)
        db.session.flush()
        moves += _moved(before)
    return moves


def _carry(before: _Before, *, by: User) -> None:
    case, opened = before.case, code_on(before.case.opened_on)
    if opened is not None and opened != before.opened:
        case.regime_code = opened
        record_event("case.under_other_rules", on=case, by=by, was=before.code, rules=opened)
        if not case.term_printed:
            case.run_by_law(by=by)
    case.recount_term(by=by)
    for number, (one, _due, _rule) in before.owed.items():
        code = regime_code_for(case, one.start.day)
        if one.is_open and one.begun_by_id is not None and code not in {None, before.under[number]}:
            count_under(one, str(code), by=by)
    db.session.flush()
    for act in Act.of(case.id):
        code = regime_code_for(case, act.day)
        if code not in {None, before.acts.get(act.id)}:
            begin_under(act, str(code), by=by)
    deadline.term_changed(case, by=by)


def _moved(before: _Before) -> list[StartMove]:
    case, now = before.case, {one.id: one for one in _owed(before.case)}
    found = [
        StartMove(case.id, was, new)
        for was, new in ((before.code, case.regime_code), (before.term_to, case.term_to))
        if was != new
    ]
    for number, (one, due, rule) in before.owed.items():
        left = now.pop(number).due_at if number in now else None
        if left != due:
            found.append(StartMove(case.id, due, left, rule, one.by_hours))
    new = (StartMove(case.id, None, o.due_at, o.rule_id, o.by_hours) for o in now.values())
    return [*found, *new]
