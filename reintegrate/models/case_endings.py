"""How a case ends, and how an end is undone."""

from datetime import date, timedelta

from sqlalchemy import select

from reintegrate.db import db, today
from reintegrate.models import deadline
from reintegrate.models.act import STANDS, Act, ActKind
from reintegrate.models.case_pauses import PausableCase
from reintegrate.models.case_status import (
    CASE,
    CaseStatus,
    DeterminationMissing,
    NoSuchGround,
    ReopenedTooLate,
    TransferPending,
)
from reintegrate.models.closure import Closure
from reintegrate.models.life_rule import Set, SettingName, grounds_of, set_by
from reintegrate.models.lifecycle import IllegalMove, NotYet
from reintegrate.models.transition import regime_code_for
from reintegrate.models.user import User

ADDICTED = "determined_addicted"


class EndingCase(PausableCase):
    def close(self, *, outcome_code: str, on: date, by: User) -> None:
        """End the case. A pending transfer must be settled first: two wards would disagree. The
        ground is looked up in the law of that day (Law 73/2021 Art. 43(3); Law 120/2025 Art.
        48(4)). Raises TransferPending, NotYet, TooEarly, NoSuchGround, DeterminationMissing,
        IllegalMove."""
        if self.transfer_pending:
            raise TransferPending(self.id)
        self.refuse_end(outcome_code, on)
        CASE.move(self, CaseStatus.CLOSED, by=by, outcome=outcome_code, closed_on=on)
        self._end_pauses(on, by=by)
        self.away_until = None
        closure = Closure(case_id=self.id, outcome_code=outcome_code, closed_on=on, by_id=by.id)
        closure.written_on = today()
        db.session.add(closure)
        self.plan_none("closed", by=by)
        self._write(ActKind.CLOSED, on, by=by)
        deadline.end_all(self.whole, by=by)

    def refuse_end(self, outcome_code: str, on: date) -> None:
        """Somebody announced may die, or turn out to be somebody else, before their term begins."""
        if on > today():
            raise NotYet(on)
        if not self.is_coming:
            self._check_day(on)
        grounds = grounds_of(regime_code_for(self.whole, on), on)
        if grounds and outcome_code not in grounds:
            raise NoSuchGround(outcome_code)
        if outcome_code == ADDICTED and not self.has_act(ActKind.ADDICTION_DETERMINED):
            raise DeterminationMissing(self.id)

    def ground_of(self, outcome_code: str, on: date) -> str:
        """The article that lets a case end so on that day; empty where it only puts the record
        right, or the text was not read."""
        return grounds_of(regime_code_for(self.whole, on), on).get(outcome_code, "")

    def would_resume(self, outcome_code: str, on: date) -> bool:
        """Whether suspending is the other way: the rest of the term runs on after release."""
        reason = {"imprisoned": "prison", "education_centre": "education_centre"}.get(outcome_code)
        return reason is not None and not self.runs_on_while(reason, on)

    def has_act(self, kind: ActKind) -> bool:
        db.session.flush()
        found = select(Act.id).where(Act.case_id == self.id, Act.kind == kind, STANDS).limit(1)
        return db.session.scalar(found) is not None

    @property
    def reopens_until(self) -> date | None:
        """The last day on which the newest end can be undone. None: no such setting."""
        written_on, rule = self.ended_by()
        return written_on + timedelta(days=rule.number) if written_on and rule else None

    def ended_by(self) -> tuple[date | None, Set | None]:
        """The day its newest end was written down, and the rule for how long it can be undone."""
        closure = Closure.newest_of(self.id)
        rule = set_by(SettingName.REOPEN_WITHIN_DAYS, self.regime_code)
        return (closure.written_on or closure.closed_on) if closure else None, rule

    def undo_end(self, *, reason: str, next_due_on: date, by: User) -> None:
        """What `Case.reopen` does once nobody else's case stands in the way. Raises
        ReopenedTooLate, IllegalMove."""
        last = self.reopens_until
        if last is not None and today() > last:
            raise ReopenedTooLate(last)
        if self.is_open:
            raise IllegalMove(self, CaseStatus.MANAGED)
        CASE.move(self, self._stands_again(), by=by)
        closure = Closure.newest_of(self.id)
        if closure is not None:
            closure.reopened_on, closure.reopened_because = today(), reason
        self.plan_next(next_due_on, by=by)
        self._write(ActKind.REOPENED, today(), by=by)

    def _stands_again(self) -> CaseStatus:
        """Who was still to come home is still to come."""
        waits = self.last_reached_on is None and self.term_from > today()
        return self._papers_say() if waits else CaseStatus.MANAGED
