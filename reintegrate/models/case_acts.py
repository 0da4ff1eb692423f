"""What the acts of a file do to its case: how far it has come, and the dates it runs by."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from reintegrate.db import db
from reintegrate.models.act import STANDS, Act, ActKind
from reintegrate.models.age_rule import proposed_minor
from reintegrate.models.audit import record_event
from reintegrate.models.case_schedule import Next
from reintegrate.models.case_status import CASE, CaseStatus
from reintegrate.models.case_term import TimedCase
from reintegrate.models.life_revision import Said
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.proposal import template_of
from reintegrate.models.regime import Regime, months_later
from reintegrate.models.user import User

if TYPE_CHECKING:
    from reintegrate.models.person import Person


class EndsBeforeItBegins(DomainError):
    """A term cannot end before the day rehabilitation was completed."""


class FiledCase(TimedCase):
    if TYPE_CHECKING:
        person: "Person"

    def follow_act(self, act: Act, *, by: User) -> None:
        """Early, late or out of order: what was done counts, and nothing is moved back by it."""
        if act.kind == ActKind.DECIDED:
            self._follow_decision(act, by=by)
        elif act.kind == ActKind.REHABILITATION_COMPLETED:
            self.expect_on(act.day, by=by)
        elif act.kind == ActKind.REPORTED_IN:
            self.be_home(act.day, by=by)
        if self.is_coming:
            self._stand_where_papers_are(by=by)

    def unfollow_act(self, act: Act, *, by: User) -> None:
        """It was written down by mistake."""
        if act.kind == ActKind.DECIDED:
            self._let_go_of_decision(act, by=by)
        went_home = act.kind == ActKind.REPORTED_IN and self.status == CaseStatus.MANAGED
        if self.is_coming or (went_home and self._can_still_be_away(act)):
            self._stand_where_papers_are(by=by)

    def be_home(self, on: date, *, by: User, plan: bool = True) -> None:
        """From now on somebody meets them. Whoever is home before the day that was announced has
        completed earlier than it said, unless the decision prints otherwise."""
        if self.is_coming:
            CASE.move(self, CaseStatus.MANAGED, by=by, home_on=on)
            if plan and not self.next_is_agreed:
                self._meet_after(on, by=by)
        if on < self.term_from:
            self.expect_on(on, by=by)

    def be_met(self, on: date, *, source: str, by: User) -> None:
        """Somebody spoke with them for the first time. Once the day they were announced for has
        come, that means they are home; a visit to the centre before does not."""
        if self.is_coming and on < self.term_from:
            return
        self.be_home(on, by=by, plan=False)
        Act.record(self.whole, ActKind.MET_FIRST, at=on, by=by, source=source)

    def expect_on(self, completed_on: date, *, by: User) -> None:
        """Rehabilitation is completed on another day than was said. The term follows, unless a
        decision prints its own dates."""
        was, self.completed_on = self.completed_on, completed_on
        if was != completed_on:
            record_event("case.expected", on=self, by=by, expected_on=completed_on, was=was)
        if not self.term_printed:
            self.run_by_law(by=by)
        if self.is_coming and not self.next_is_agreed:
            self._meet_after(max(completed_on, self.opened_on), by=by)

    def _meet_after(self, home_on: date, *, by: User) -> None:
        first = home_on + timedelta(days=template_of(self).first_days)
        self.plan(Next(due_on=first, proposed_on=first), by=by)

    def count_as_minor(self, minor: bool, *, by: User) -> None:
        """An official's answer where the law is open. A printed term stays as it is printed."""
        self.counted_as_minor = minor
        record_event("case.age_answered", on=self, by=by, minor=minor)
        if not self.term_printed:
            self.run_by_law(by=by)

    def _follow_decision(self, act: Act, *, by: User) -> None:
        """What it prints holds. A decision made here prints what the case says."""
        self.decided_on, self.decision_signer = act.day, act.signer
        self.decision_number = act.number or self.decision_number
        if act.prints_to is None and act.source.startswith("document:"):
            act.prints_from, act.prints_to = self.term_from, self.base_to
        if act.prints_from and act.prints_to:
            self._run_from(act.prints_from, act.prints_to, printed=True, by=by)

    def _let_go_of_decision(self, act: Act, *, by: User) -> None:
        of_case = (Act.case_id == self.id, Act.kind == ActKind.DECIDED, Act.id != act.id, STANDS)
        earlier = db.session.scalar(select(Act).where(*of_case).order_by(Act.id.desc()).limit(1))
        self.decided_on, self.decision_number, self.decision_signer = None, "", ""
        if act.prints_to is not None and self.term_printed:
            self.run_by_law(by=by)
        if earlier is not None:
            self._follow_decision(earlier, by=by)

    def run_by_law(self, *, by: User) -> None:
        begins, ends = self.term_by_law()
        self._run_from(begins, ends, printed=False, by=by)

    def term_by_law(self, trial: Said | None = None) -> tuple[date, date]:
        """From the day of completion, as long as the regime of this case says (Law 73/2021 Art. 40;
        Law 120/2025 Art. 42). Where it names no term, the term keeps its length. `trial`: as it
        would be if this rule counted."""
        begins = self.completed_on or self.term_from
        regime = db.session.get_one(Regime, self.regime_code)
        minor = self.runs_as_minor(begins)
        months = regime.term_months(self.rehabilitation_kind_code, minor, begins, trial)
        if months:
            return begins, months_later(begins, months)
        return begins, begins + (self.base_to - self.term_from)

    def runs_as_minor(self, completed_on: date) -> bool:
        """What was answered; else what is proposed."""
        if self.counted_as_minor is not None:
            return self.counted_as_minor
        kind = self.rehabilitation_kind_code
        return proposed_minor(kind, self.person.birth, completed_on)

    def _run_from(self, begins: date, ends: date, *, printed: bool, by: User) -> None:
        if ends <= begins:
            raise EndsBeforeItBegins(ends)
        self.term_from, self.term_base_to, self.term_printed = begins, ends, printed
        self.recount_term(by=by)

    def _can_still_be_away(self, act: Act) -> bool:
        """Nobody has met them, and nothing else says they came."""
        return self.last_reached_on is None and act.day >= self.opened_on

    def _stand_where_papers_are(self, *, by: User) -> None:
        to = self._papers_say()
        if to != self.status:
            CASE.move(self, to, by=by)

    def _papers_say(self) -> CaseStatus:
        kinds = {act.kind for act in Act.of(self.id)}
        if ActKind.DECIDED in kinds:
            return CaseStatus.DECIDED
        return CaseStatus.PROPOSED if ActKind.PROPOSED in kinds else CaseStatus.ANNOUNCED
