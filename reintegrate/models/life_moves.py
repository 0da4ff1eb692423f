"""What an edited rule about terms, or about days away, does to them: asked before it is saved,
done after."""

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Select, func, select

from reintegrate.db import db
from reintegrate.models import deadline
from reintegrate.models.absence import Absence, Suspension
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.life_revision import LifeRevision, LifeTopic, Said, as_said
from reintegrate.models.life_rule import PauseKind
from reintegrate.models.regime import kind_of
from reintegrate.models.user import User


class TermMove(NamedTuple):
    """`runs`: they are away now, so that from now on the term stands still, or no longer does."""

    case_id: int
    was: date
    now: date
    runs: bool


def terms_moved(revised: LifeRevision) -> list[TermMove]:
    """What would move if this revision, not yet entered, counted."""
    trial = as_said(revised)
    move = {LifeTopic.TERM: _lasts, LifeTopic.PAUSE: _stands_still}.get(trial.topic)
    found = [move(case, trial) for case in _touched(trial)] if move else []
    return [one for one in found if one.runs or one.was != one.now]


def enter_life_rule(revised: LifeRevision, *, by: User) -> None:
    """Let it count, and let terms and what hangs on them follow."""
    moved = {move.case_id for move in terms_moved(revised)}
    revised.enter(by=by)
    for case in _touched(as_said(revised)) if moved else []:
        if case.id not in moved:
            continue
        if revised.topic == LifeTopic.TERM:
            case.run_by_law(by=by)
        else:
            case.recount_term(by=by)
        deadline.term_changed(case, by=by)


def _lasts(case: Case, trial: Said) -> TermMove:
    """Days that do not count are added to either."""
    (_, was), (_, now) = case.term_by_law(), case.term_by_law(trial)
    longer = now - case.base_to if was != now else timedelta()
    return TermMove(case.id, case.term_to, case.term_to + longer, runs=False)


def _stands_still(case: Case, trial: Said) -> TermMove:
    before, after = case.term_parts(), case.term_parts(trial)
    running = zip(before.parts, after.parts, strict=True)
    runs = any(was.until is None and was.counts != now.counts for was, now in running)
    return TermMove(case.id, before.ends, after.ends, runs)


def _touched(trial: Said) -> list[Case]:
    """Open cases with days of this kind that began since the rule's first day; or whose term is
    the law's own and began since then."""
    cases = select(Case).where(IS_OPEN).order_by(Case.id)
    if trial.topic == LifeTopic.TERM:
        begun = func.coalesce(Case.completed_on, Case.term_from) >= trial.in_force_from
        lawful = (Case.regime_code == trial.regime_code, Case.term_printed.is_(False))
        of_kind = Case.rehabilitation_kind_code == kind_of(trial.code)
        found = cases.where(begun, of_kind, *lawful)
    else:
        found = cases.where(Case.id.in_(_days_of(trial)))
    return list(db.session.scalars(found).unique())


def _days_of(trial: Said) -> Select[int]:
    if trial.code == PauseKind.UNREPORTED:
        return select(Absence.case_id).where(Absence.since >= trial.in_force_from)
    return select(Suspension.case_id).where(
        Suspension.since >= trial.in_force_from, Suspension.reason_code == trial.code
    )
