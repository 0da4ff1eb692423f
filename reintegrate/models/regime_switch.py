"""Putting a case under another regime than the days say: an official's decision, with a reason.

The law is silent about much of what straddles a change (Law 120/2025 Art. 56), so nobody but an
official can settle it; the dates owed follow.
"""

from sqlalchemy import select

from reintegrate.db import db
from reintegrate.models import deadline
from reintegrate.models.act import Act
from reintegrate.models.audit import record_event
from reintegrate.models.case import Case
from reintegrate.models.contact import CaseClosed
from reintegrate.models.deadline_row import IS_OPEN as OWED
from reintegrate.models.deadline_row import STILL_COUNTS, Deadline, Dropped
from reintegrate.models.idempotency import first_result
from reintegrate.models.regime import Regime
from reintegrate.models.step_rule import rules_on
from reintegrate.models.transition import RegimeSwitch, SameRegime
from reintegrate.models.user import User


def switch_regime(case: Case, to: Regime, *, reason: str, key: str, by: User) -> RegimeSwitch:
    """From now on this case's steps are counted by that regime, those still owed too; what is done
    stays as it was. The term does not change: its decision prints it. Raises SameRegime,
    CaseClosed, KeyTaken."""
    earlier = first_result(RegimeSwitch, key, by=by, case_id=case.id)
    if earlier is not None:
        return earlier
    if not case.is_open:
        raise CaseClosed(case.id)
    before = RegimeSwitch.newest_of(case.id)
    if to.code == (before.to_code if before else case.regime_code):
        raise SameRegime(to.code)
    made = RegimeSwitch(key=key, case_id=case.id, from_code=case.regime_code, to_code=to.code)
    made.reason, made.by_id = reason, by.id
    db.session.add(made)
    case.regime_code = to.code
    db.session.flush()
    record_event("regime_switch.made", on=made, by=by, was=made.from_code, rules=to.code)
    _follow(case, to.code, by=by)
    return made


def _follow(case: Case, code: str, *, by: User) -> None:
    owed = select(Deadline).where(Deadline.case_id == case.id, OWED)
    for one in list(db.session.scalars(owed)):
        count_under(one, code, by=by)
    db.session.flush()
    for act in Act.of(case.id):
        begin_under(act, code, by=by)
    deadline.term_changed(case, by=by)


def count_under(one: Deadline, code: str, *, by: User) -> None:
    """By that regime's rule for this step; moot where it has none."""
    rule = rules_on(code, one.start.day).get(one.step)
    if rule is not None and rule.is_counted:
        one.recount(rule, by=by)
    else:
        one.drop(Dropped.OTHER_RULES, by=by)


def begin_under(act: Act, code: str, *, by: User) -> None:
    """What that regime has begin with this act, unless some of it ever began."""
    starts = {r.step for r in rules_on(code, act.day).values() if r.starts_on == act.kind}
    counted = select(Deadline.step).where(
        Deadline.case_id == act.case_id, Deadline.step.in_(starts), STILL_COUNTS
    )
    if starts and db.session.scalar(counted.limit(1)) is None:
        deadline.begin(act, by=by)
