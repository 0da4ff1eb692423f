"""Days away or elsewhere: how they begin and end, and the acts that say so."""

from datetime import date

from reintegrate.db import db, today
from reintegrate.models.absence import Absence, ReportedAbsence, Suspension, running_pauses
from reintegrate.models.act import Act, ActKind
from reintegrate.models.audit import record_event
from reintegrate.models.case_acts import FiledCase
from reintegrate.models.case_status import CASE, CaseStatus
from reintegrate.models.idempotency import first_result
from reintegrate.models.life_rule import PauseKind, pausing
from reintegrate.models.lifecycle import DomainError, IllegalMove, TooEarly
from reintegrate.models.transition import regime_code_for
from reintegrate.models.user import User

HERE_WRITTEN = "case"
"""The source of an act that was written down on the page of its case."""


class EndsBeforeItStarts(DomainError):
    """The last day away lies before the first."""


class AwayAlready(DomainError):
    """They told of an absence before and have not come back from it, as far as is written."""


class PausableCase(FiledCase):
    def report_absent(self, since: date, *, by: User) -> None:
        """Away without having said so. Outreach comes first; the days do not count to the term.
        Raises NotYet, TooEarly, IllegalMove."""
        self._check_day(since)
        CASE.move(self, CaseStatus.ABSENT, by=by, since=since)
        db.session.add(Absence(case_id=self.id, since=since))
        self.away_until = None
        self.drop_what_needs_them(by=by)
        self._write(ActKind.WENT_ABSENT, since, by=by)

    def come_back(self, on: date, *, by: User) -> None:
        """Back in touch. The term ends later by the days away (Law 73/2021 and Decree 163/2026
        Art. 136(1)(a): unreported absence does not count). Raises like `report_absent`."""
        self._go_on(CaseStatus.ABSENT, on, by=by)
        self._write(ActKind.CAME_BACK, on, by=by)

    def suspend(self, since: date, reason_code: str, *, by: User) -> None:
        """Kept elsewhere by law; whether the term stands still is the regime's (`PauseRule`; Law
        120/2025 Art. 47(1) says so of prison). An absence ends where this begins. Raises like
        `report_absent`."""
        self._check_day(since)
        CASE.move(self, CaseStatus.SUSPENDED, by=by, since=since, reason=reason_code)
        self._end_pauses(since, by=by)
        db.session.add(Suspension(case_id=self.id, since=since, reason_code=reason_code))
        self.away_until = None
        self.plan_none("suspended", by=by)
        self._write(ActKind.SUSPENDED, since, by=by)

    def resume(self, on: date, next_due_on: date, *, by: User) -> None:
        """The remaining term runs on. Raises like `report_absent`."""
        self._go_on(CaseStatus.SUSPENDED, on, by=by)
        self.plan_next(next_due_on, by=by)
        self._write(ActKind.RESUMED, on, by=by)

    def tell_absence(
        self, since: date, until: date, reason_code: str, *, key: str, by: User
    ) -> ReportedAbsence:
        """They say that they will be away, why and how long (Decree 163/2026 Art. 136(1)(a)). Told
        today, whatever the days; they count to the term. Raises EndsBeforeItStarts, AwayAlready,
        TooEarly, IllegalMove, KeyTaken."""
        earlier = first_result(ReportedAbsence, key, by=by, case_id=self.id)
        if earlier is not None:
            return earlier
        if self.status not in {CaseStatus.MANAGED, CaseStatus.ABSENT}:
            raise IllegalMove(self, CaseStatus.MANAGED)
        if self.away_until is not None:
            raise AwayAlready(self.id)
        if until < since:
            raise EndsBeforeItStarts(until)
        if since < self.term_from:
            raise TooEarly(since)
        told = ReportedAbsence(
            key=key, case_id=self.id, since=since, until=until, reason_code=reason_code, by_id=by.id
        )
        db.session.add(told)
        db.session.flush()
        self.away_until = until
        record_event("absence.told", on=told, by=by, since=since, until=until, reason=reason_code)
        self._write(ActKind.ABSENCE_REPORTED, today(), by=by)
        return told

    def come_home(self, on: date, *, by: User) -> None:
        """Back from the absence they had told of; or it did not take place. Days beyond the last
        one told are counted only if somebody reports them as an absence without word.
        Raises NotYet, TooEarly, IllegalMove."""
        if self.away_until is None:
            raise IllegalMove(self, CaseStatus.MANAGED)
        self._check_day(on)
        for told in ReportedAbsence.of(self.id):
            if told.returned_on is None:
                told.returned_on = on
        self.away_until = None
        record_event("absence.over", on=self, by=by, back_on=on)
        self._write(ActKind.RETURNED, on, by=by)

    def _go_on(self, was: CaseStatus, back_on: date, *, by: User) -> None:
        if self.status != was:
            raise IllegalMove(self, CaseStatus.MANAGED)
        self._check_day(back_on)
        if any(back_on < pause.since for pause in running_pauses(self.id)):
            raise TooEarly(back_on)
        CASE.move(self, CaseStatus.MANAGED, by=by, back_on=back_on)
        self._end_pauses(back_on, by=by)

    def _end_pauses(self, on: date, *, by: User) -> None:
        for pause in running_pauses(self.id):
            pause.end(on)
        self.recount_term(by=by)

    def _write(self, kind: ActKind, on: date, *, by: User) -> None:
        Act.record(self.whole, kind, at=on, by=by, source=HERE_WRITTEN)


def limits_passed(case: PausableCase, since: date, until: date) -> dict[str, int]:
    """Which limits of the regime of that day an absence of these days goes past: name -> limit. To
    be told before it is written, never to be refused: it happens all the same."""
    rule = pausing(PauseKind.REPORTED, regime_code_for(case.whole, since), since)
    if rule is None:
        return {}
    days = (until - since).days + 1
    told = sum(absence.days for absence in ReportedAbsence.of(case.id))
    passed = {}
    if rule.most_days is not None and days > rule.most_days:
        passed["most_days"] = rule.most_days
    if rule.most_part is not None:
        most = (case.base_to - case.term_from).days // rule.most_part
        if told + days > most:
            passed["most_part"] = most
    if rule.ask_above_days is not None and days > rule.ask_above_days:
        passed["ask_above_days"] = rule.ask_above_days
    return passed
