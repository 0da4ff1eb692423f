"""A kind of period gets another due rule: for periods that end from today on. What had ended stays
due as it was; what is being written moves with the rule."""

from datetime import date

from sqlalchemy import update

from reintegrate.db import db, today
from reintegrate.models.audit import Space, record_event
from reintegrate.models.period import DueRule, Period, PeriodKind, PeriodKindRevision
from reintegrate.models.report import Report
from reintegrate.models.step_rule import NothingChanged
from reintegrate.models.user import User

SHOWN = 3


def next_periods(kind: PeriodKind) -> list[Period]:
    """Those a change made today would count for, the nearest first."""
    years = range(today().year, today().year + 2 + SHOWN)
    found = [period for year in years for period in kind.periods(year)]
    return [period for period in found if period.last >= today()][:SHOWN]


def revise(kind: PeriodKind, to: DueRule, *, because: str, by: User) -> PeriodKindRevision:
    """Raises NothingChanged."""
    if to == kind.rule:
        raise NothingChanged(kind.code)
    if kind.since is None:
        db.session.add(_row(kind, because=""))
    kind.due_amount, kind.due_unit, kind.remind_days = to
    kind.revision, kind.since = kind.revision + 1, today()
    made = _row(kind, because=because)
    made.made_by_id = by.id
    db.session.add(made)
    db.session.flush()
    for last in _last_days(kind):
        of_it = (Report.kind_code == kind.code) & (Report.last == last)
        db.session.execute(update(Report).where(of_it).values(due_on=to.due_on(last)))
    record_event(
        "period_kind_revision.made",
        on=made,
        by=by,
        space=Space.SYSTEM,
        kind=kind.code,
        revision=made.revision,
    )
    return made


def _last_days(kind: PeriodKind) -> list[date]:
    running = db.select(Report.last).where(Report.kind_code == kind.code, Report.last >= today())
    return list(db.session.scalars(running.distinct()))


def _row(kind: PeriodKind, *, because: str) -> PeriodKindRevision:
    return PeriodKindRevision(
        kind_code=kind.code,
        revision=kind.revision,
        due_amount=kind.due_amount,
        due_unit=kind.due_unit,
        remind_days=kind.remind_days,
        since=kind.since,
        because=because,
    )
