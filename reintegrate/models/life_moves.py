"""What an edited rule about days away does to terms: asked before it is saved, done after."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from reintegrate.db import db
from reintegrate.models import deadline
from reintegrate.models.absence import Absence, Suspension
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.life_revision import LifeRevision, LifeTopic, Said, as_said
from reintegrate.models.life_rule import PauseKind
from reintegrate.models.user import User


class TermMove(NamedTuple):
    """`runs`: they are away now, so that from now on the term stands still, or no longer does."""

    case_id: int
    was: date
    now: date
    runs: bool


def terms_moved(revised: LifeRevision) -> list[TermMove]:
    """What would move if this revision, not yet entered, counted."""
    if revised.topic != LifeTopic.PAUSE:
        return []
    trial = as_said(revised)
    found = [_move(case, trial) for case in _touched(trial)]
    return [move for move in found if move.runs or move.was != move.now]


def enter_life_rule(revised: LifeRevision, *, by: User) -> None:
    """Let it count, and let terms and what hangs on them follow."""
    moved = {move.case_id for move in terms_moved(revised)}
    revised.enter(by=by)
    for case in _touched(as_said(revised)) if moved else []:
        if case.id in moved:
            case.recount_term(by=by)
            deadline.term_changed(case, by=by)


def _move(case: Case, trial: Said) -> TermMove:
    before, after = case.term_parts(), case.term_parts(trial)
    running = zip(before.parts, after.parts, strict=True)
    runs = any(was.until is None and was.counts != now.counts for was, now in running)
    return TermMove(case.id, before.ends, after.ends, runs)


def _touched(trial: Said) -> list[Case]:
    """Open cases with days of this kind that began since the rule's first day."""
    away = select(Absence.case_id).where(Absence.since >= trial.in_force_from)
    kept = select(Suspension.case_id).where(
        Suspension.since >= trial.in_force_from, Suspension.reason_code == trial.code
    )
    of_kind = away if trial.code == PauseKind.UNREPORTED else kept
    cases = select(Case).where(IS_OPEN, Case.id.in_(of_kind)).order_by(Case.id)
    return list(db.session.scalars(cases).unique())
