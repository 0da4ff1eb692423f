"""The days a case's term does not run: how they begin and end."""

from datetime import date

from reintegrate.db import db
from reintegrate.models.absence import Absence, Suspension, running_pauses
from reintegrate.models.case_row import CaseRow
from reintegrate.models.case_status import CASE, CaseStatus
from reintegrate.models.lifecycle import IllegalMove, TooEarly
from reintegrate.models.user import User


class PausableCase(CaseRow):
    def report_absent(self, since: date, *, by: User) -> None:
        """Away without having said so. Outreach comes first; the days do not count to the term.
        Raises NotYet, TooEarly, IllegalMove."""
        self._check_day(since)
        CASE.move(self, CaseStatus.ABSENT, by=by, since=since)
        db.session.add(Absence(case_id=self.id, since=since))

    def come_back(self, on: date, *, by: User) -> None:
        """Back in touch. The term ends later by the days away (Law 73/2021 and Decree 163/2026
        Art. 136(1)(a): unreported absence does not count). Raises like `report_absent`."""
        self._go_on(CaseStatus.ABSENT, on, by=by)

    def suspend(self, since: date, reason_code: str, *, by: User) -> None:
        """The term stands still in prison or reformatory (Law 120/2025 Art. 47(1)). An absence
        ends where this begins. Raises like `report_absent`."""
        self._check_day(since)
        CASE.move(self, CaseStatus.SUSPENDED, by=by, since=since, reason=reason_code)
        self._end_pauses(since)
        db.session.add(Suspension(case_id=self.id, since=since, reason_code=reason_code))
        self.plan_none("suspended", by=by)

    def resume(self, on: date, next_due_on: date, *, by: User) -> None:
        """The remaining term runs on. Raises like `report_absent`."""
        self._go_on(CaseStatus.SUSPENDED, on, by=by)
        self.plan_next(next_due_on, by=by)

    def _go_on(self, was: CaseStatus, back_on: date, *, by: User) -> None:
        if self.status != was:
            raise IllegalMove(self, CaseStatus.MANAGED)
        self._check_day(back_on)
        if any(back_on < pause.since for pause in running_pauses(self.id)):
            raise TooEarly(back_on)
        CASE.move(self, CaseStatus.MANAGED, by=by, back_on=back_on)
        self._end_pauses(back_on)

    def _end_pauses(self, on: date) -> None:
        for pause in running_pauses(self.id):
            self.term_to += pause.end(on)
