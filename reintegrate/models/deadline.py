"""Deadlines begin and end with acts: `follow`, `unfollow`, `term_changed` and `end_all`.

Stands below Act and Case, which call these four, so it imports neither.
"""

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, inspect, select, update
from sqlalchemy.orm.attributes import set_committed_value

from reintegrate.db import db
from reintegrate.models.case_status import CaseStatus
from reintegrate.models.clock import Start, whole_day
from reintegrate.models.closure import Closure
from reintegrate.models.deadline_row import (
    IS_OPEN,
    STILL_COUNTS,
    Deadline,
    DeadlineStatus,
    Dropped,
)
from reintegrate.models.step_rule import TERM_END, Rule, StepRule, rules_on
from reintegrate.models.transition import regime_code_for
from reintegrate.models.user import Role, User

if TYPE_CHECKING:
    from reintegrate.models.act import Act
    from reintegrate.models.case import Case

__all__ = ["Deadline", "end_all", "follow", "settle", "term_changed", "unfollow"]

MAY_STAND_STILL = {CaseStatus.ABSENT, CaseStatus.SUSPENDED}
MOVES_THE_TERM = {
    *("went_absent", "came_back", "suspended", "resumed", "reopened", "transfer_received"),
}
"""Acts after which the last day of the term may be known, or known no longer, or another ward's."""
REOPENED = "reopened"
COMES_AGAIN = {"left", "transfer_received"}
"""Starts that one case may see several times: what closed an earlier one closes no later one."""
SERVED = "completed"
"""The closure outcome that still asks for what is owed at the end of a term."""


def follow(act: "Act", *, by: User) -> None:
    """Close what this act fulfils, then begin what it starts, by the rules of its regime."""
    for one in _fulfilled_by(act):
        one.meet(act, by=by)
    db.session.flush()
    begin(act, by=by)
    if act.kind == REOPENED:
        _owe_again(act.case, by=by)
    if act.kind in MOVES_THE_TERM:
        term_changed(act.case, by=by)
    settle(act.case)


def settle(case: "Case") -> None:
    """Keep on the case when the next of what it owes is due: lists read one row. Beside its
    version: nobody who is just editing the case is in anybody's way."""
    db.session.flush()
    first = select(func.min(Deadline.due_at)).where(Deadline.case_id == case.id, IS_OPEN)
    owes_at = db.session.scalar(first)
    if owes_at != case.owes_at:
        table: Any = inspect(Deadline).relationships["case"].entity.local_table
        row = update(table).where(table.c.id == case.id).values(owes_at=owes_at)
        db.session.execute(row)
        set_committed_value(case, "owes_at", owes_at)


def _fulfilled_by(act: "Act") -> list[Deadline]:
    """What is owed; and of a step with nothing owed, what was dropped last: a paper that comes
    after the case has ended was still made."""
    closes = StepRule.fulfilled_by == str(act.kind)
    mine = select(Deadline).join(StepRule).where(Deadline.case_id == act.case_id, closes)
    found = list(db.session.scalars(mine.where(IS_OPEN)))
    if found:
        return found
    dropped = mine.where(Deadline.dropped_because == Dropped.CASE_ENDED)
    return list(db.session.scalars(dropped.order_by(Deadline.id.desc()).limit(1)))


def begin(act: "Act", *, by: User) -> None:
    code = regime_code_for(act.case, act.day)
    if code is None:
        return
    for rule in rules_on(code, act.day).values():
        if rule.starts_on == act.kind and rule.is_counted and not _has(act.case_id, rule, act.id):
            _make(act.case, rule, Start(act.at, act.whole_day), by=by, act=act)


def _has(case_id: int, rule: Rule, act_id: int | None) -> bool:
    """Whether this step is owed already, or this very start began it once: the first one counts.
    `act_id` is None where the end of the term is the start; then a paper made stands for it."""
    same = select(Deadline.id).where(Deadline.case_id == case_id, Deadline.step == rule.step)
    if act_id is None:
        ours = IS_OPEN | (Deadline.begun_by_id.is_(None) & Deadline.met_at.is_not(None))
    else:
        ours = IS_OPEN | (Deadline.begun_by_id == act_id) & STILL_COUNTS
    return db.session.scalar(same.where(ours).limit(1)) is not None


def _make(case: "Case", rule: Rule, start: Start, *, by: User, act: "Act | None" = None) -> None:
    """Begin it; and where its paper is there already, end it at once."""
    made = Deadline(
        case_id=case.id,
        case=case,
        area_id=case.area_id,
        step=rule.step,
        owner_role=rule.owed_by,
        owner_id=only_one(case.area_id, rule.owed_by),
        begun_by_id=act.id if act else None,
        begun_by=act,
        status=DeadlineStatus.OPEN,
    )
    made.count(rule, start)
    db.session.add(made)
    db.session.flush()
    done = _done_already(made, rule)
    if done is not None:
        made.meet(done, by=by)


def only_one(area_id: int, role: Role) -> int | None:
    """Where one person alone has this role in the ward, it is theirs without a word."""
    able = select(User.id).where(
        User.area_id == area_id, User.role == role, User.disabled_at.is_(None)
    )
    found = list(db.session.scalars(able.limit(2)))
    return found[0] if len(found) == 1 else None


def _done_already(begun: Deadline, rule: Rule) -> "Act | None":
    """Paperwork out of order: the act that fulfils this was written down before its start, and
    closed nothing yet."""
    act: Any = act_model()
    closed = select(Deadline.met_by_id).where(
        Deadline.case_id == begun.case_id,
        Deadline.step == begun.step,
        Deadline.met_by_id.is_not(None),
    )
    made = _standing(begun.case_id, rule.fulfilled_by).where(act.id.not_in(closed))
    if rule.starts_on in COMES_AGAIN:
        made = made.where(act.at >= begun.begun_at)
    found: Act | None = db.session.scalar(made.order_by(act.at.desc(), act.id.desc()).limit(1))
    return found


def _standing(case_id: int, kind: str) -> Any:
    act = act_model()
    of_kind = select(act).where(act.case_id == case_id, act.kind == kind)
    return of_kind.where(act.taken_back_at.is_(None))


def act_model() -> Any:
    """Act stands above and imports this module."""
    return inspect(Deadline).relationships["met_by"].entity.class_


def unfollow(act: "Act", *, by: User) -> None:
    """The act was written down by mistake: what it closed is owed again, what it began is moot."""
    touched = select(Deadline).where(
        (Deadline.met_by_id == act.id) | (Deadline.begun_by_id == act.id)
    )
    for one in list(db.session.scalars(touched)):
        if one.met_by_id == act.id:
            one.owe_again(by=by)
        if one.begun_by_id == act.id and one.is_open:
            one.drop(Dropped.START_TAKEN_BACK, by=by)
    db.session.flush()
    for other in list(db.session.scalars(_standing(act.case_id, str(act.kind)))):
        if not _closed_something(other):
            follow(other, by=by)
    settle(act.case)


def _closed_something(act: "Act") -> bool:
    closed = select(Deadline.id).where(Deadline.met_by_id == act.id).limit(1)
    return db.session.scalar(closed) is not None


def term_changed(case: "Case", *, by: User) -> None:
    """What is counted from the end of the term moves with it, begins with it, or waits while
    nobody knows when it will be."""
    if not case.is_open:
        return
    owed = {one.step: one for one in _owed(case.id) if one.begun_by_id is None}
    rules = {} if end_is_unknown(case) else _rules_at_end(case)
    for step, one in owed.items():
        if step not in rules:
            one.drop(Dropped.END_UNKNOWN, by=by)
    for step, rule in rules.items():
        if step in owed:
            owed[step].recount(rule, by=by, start=whole_day(case.term_to))
        elif not _has(case.id, rule, None):
            _make(case, rule, whole_day(case.term_to), by=by)
    settle(case)


def end_is_unknown(case: "Case") -> bool:
    """Days run that do not count to the term: nobody knows its last day until they are over."""
    if case.status not in MAY_STAND_STILL:
        return False
    return any(part.until is None and not part.counts for part in case.term_parts().parts)


def _rules_at_end(case: "Case") -> dict[str, Rule]:
    code = regime_code_for(case, case.term_to)
    found = rules_on(code, case.term_to) if code else {}
    return {s: r for s, r in found.items() if r.starts_on == TERM_END and r.is_counted}


def _owed(case_id: int) -> list[Deadline]:
    db.session.flush()
    return list(db.session.scalars(select(Deadline).where(Deadline.case_id == case_id, IS_OPEN)))


def _owe_again(case: "Case", *, by: User) -> None:
    """The end was undone, and with it what it dropped."""
    owed = {one.step for one in _owed(case.id)}
    dropped = select(Deadline).where(
        Deadline.case_id == case.id, Deadline.dropped_because == Dropped.CASE_ENDED
    )
    for one in list(db.session.scalars(dropped.order_by(Deadline.id.desc()))):
        if one.step not in owed and one.begun_by_id is not None:
            one.owe_again(by=by)
            owed.add(one.step)
    db.session.flush()


def end_all(case: "Case", *, by: User) -> None:
    """The case ended or left the ward: what is moot is dropped. A term that was served still asks
    for its paper; and what hangs on its end begins anew in the ward that has received the case."""
    closure = None if case.is_open else Closure.newest_of(case.id)
    served = closure is not None and closure.outcome_code == SERVED
    because = Dropped.CASE_MOVED if case.is_open else Dropped.CASE_ENDED
    for one in _owed(case.id):
        if not (served and one.begun_by_id is None):
            one.drop(because, by=by)
    settle(case)
