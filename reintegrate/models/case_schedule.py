"""What is due in a case. `next_due_on` is the earliest of what is planned, kept by these verbs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from reintegrate.db import today
from reintegrate.models.at_once import made, save, write
from reintegrate.models.audit import record_event
from reintegrate.models.case_row import NO_DATE, CaseRow
from reintegrate.models.case_status import CaseStatus
from reintegrate.models.follow_up import REGULAR, FollowUp, FollowUpStatus, repeating
from reintegrate.models.lifecycle import IllegalMove
from reintegrate.models.proposal import free_day, suggest, template_of
from reintegrate.models.regime import months_later
from reintegrate.models.user import User


@dataclass(frozen=True)
class Next:
    """The next regular contact: a day, or the reason for none."""

    due_on: date | None = None
    agreed: bool = False
    none_because: str | None = None
    proposed_on: date | None = None
    because: str | None = None
    """Why so much later than proposed."""


class ScheduledCase(CaseRow):
    def plan_first(self, arrived_on: date, *, by: User) -> None:
        """A new case, or one whose person comes home later: the first contact and what repeats.
        The first contact does not wait for a working day: arriving is when people need somebody."""
        days = template_of(self).first_days
        first = date.fromordinal(arrived_on.toordinal() + days)
        standing = FollowUp.standing(self.id)
        self._settle(standing, {REGULAR}, FollowUpStatus.MOVED, by=by)
        self._repeat(standing, None, (), by=by)
        self._place(standing, Next(due_on=first, proposed_on=first), by=by)
        self._remember(standing)

    def plan_next(self, due_on: date, *, by: User, agreed: bool = False) -> None:
        """Say when the next contact is due, `agreed` with them or not. Raises IllegalMove."""
        self.plan(Next(due_on=due_on, agreed=agreed), by=by)

    def plan(self, following: Next, *, by: User) -> None:
        """Move the next regular contact, or say why there is none. Raises IllegalMove."""
        if following.due_on is None:
            self.plan_none(str(following.none_because), by=by)
            return
        if not self.is_open:
            raise IllegalMove(self, CaseStatus.MANAGED)
        standing = FollowUp.standing(self.id)
        self._settle(standing, {REGULAR}, FollowUpStatus.MOVED, by=by)
        self._place(standing, following, by=by)
        self._remember(standing)

    def plan_none(self, reason_code: str, *, by: User) -> None:
        """No next contact, and why: nobody is forgotten in silence. Activities are dropped too:
        what nobody can do is not due."""
        standing = FollowUp.standing(self.id)
        kinds = {planned.kind_code for planned in standing}
        self._settle(standing, kinds, FollowUpStatus.DROPPED, by=by)
        self.no_next_date_reason_code = reason_code
        self._remember(standing)
        record_event("follow_up.none", on=self, by=by, reason=reason_code)

    def contacted(
        self, following: Next, *, done: Collection[str], reached: bool, on: date, by: User
    ) -> None:
        """After a contact: the regular one and the kinds in `done` are done, what repeats is
        planned again, and what is next is written down."""
        if following.due_on is None:
            standing = FollowUp.standing(self.id)
            self._settle(standing, {REGULAR, *done}, FollowUpStatus.DONE, by=by, on=on)
            self.plan_none(str(following.none_because), by=by)
            return
        standing = FollowUp.standing(self.id)
        self._settle(standing, {REGULAR, *done}, FollowUpStatus.DONE, by=by, on=on)
        if reached:
            self._repeat(standing, on, done, by=by)
        self._place(standing, following, by=by)
        self._remember(standing)

    def plan_activity(
        self, kind_code: str, due_on: date, *, by: User, set_id: int | None = None
    ) -> bool:
        """False when one of this kind is planned already: planning twice is planning once.
        Raises IllegalMove."""
        if not self.is_open:
            raise IllegalMove(self, CaseStatus.MANAGED)
        standing = FollowUp.standing(self.id)
        if any(planned.kind_code == kind_code for planned in standing):
            return False
        self._add(standing, kind_code, due_on, by=by, set_id=set_id)
        self.no_next_date_reason_code = None
        self._remember(standing)
        return True

    def drop_activity(self, kind_code: str, *, by: User) -> bool:
        """An activity is no longer needed. The regular contact needs `plan_none` and its reason."""
        standing = FollowUp.standing(self.id)
        if kind_code == REGULAR or kind_code not in {p.kind_code for p in standing}:
            return False
        self._settle(standing, {kind_code}, FollowUpStatus.DROPPED, by=by)
        if standing:
            self._remember(standing)
        else:
            self.no_next_date_reason_code = "other"
            self._remember(standing)
        return True

    def drop_what_needs_them(self, *, by: User) -> None:
        """They cannot be found: looking for them stays due, what can only be done with them does
        not. It comes back with the next meeting."""
        standing = FollowUp.standing(self.id)
        kinds = {planned.kind_code for planned in standing} - {REGULAR}
        if kinds and len(kinds) < len(standing):
            self._settle(standing, kinds, FollowUpStatus.DROPPED, by=by)
            self._remember(standing)

    def follow_rhythm(self, rhythm_id: int | None, *, by: User) -> None:
        """Another template from now on. A planned day the person agreed to stays."""
        self.rhythm_id = rhythm_id
        record_event("case.rhythm_changed", on=self, by=by, rhythm=template_of(self).id)
        if self.due_on is None or self.next_is_agreed:
            return
        proposed = suggest(self, self.last_reached_on)
        if proposed is not None:
            self.plan(Next(due_on=proposed, proposed_on=proposed), by=by)

    def _repeat(
        self, standing: list[FollowUp], met_on: date | None, done: Collection[str], *, by: User
    ) -> None:
        """What comes again is planned: counted from the day it was done, or from the term's
        beginning to the first of its days still to come. A try alone plans nothing."""
        planned = {follow_up.kind_code for follow_up in standing}
        for kind_code, months in repeating().items():
            if kind_code in planned:
                continue
            due_on = months_later(met_on, months) if met_on and kind_code in done else None
            due_on = due_on or self._coming(months)
            if due_on <= self.term_to:
                self._add(standing, kind_code, free_day(self, due_on), by=by)

    def _coming(self, months: int) -> date:
        count = months
        while (due_on := months_later(self.term_from, count)) <= max(today(), self.term_from):
            count += months
        return due_on

    def _place(self, standing: list[FollowUp], following: Next, *, by: User) -> None:
        if following.due_on is None:
            raise IllegalMove(self, CaseStatus.MANAGED)
        planned = made(
            FollowUp,
            case_id=self.id,
            kind_code=REGULAR,
            due_on=following.due_on,
            agreed=following.agreed,
            proposed_on=following.proposed_on,
            reason_code=following.because,
            planned_by_id=by.id,
        )
        write(planned)
        standing.append(planned)
        self.no_next_date_reason_code = None
        record_event("follow_up.planned", on=self, by=by, due_on=following.due_on, was=self.due_on)

    def _add(
        self,
        standing: list[FollowUp],
        kind_code: str,
        due_on: date,
        *,
        by: User,
        set_id: int | None = None,
    ) -> None:
        activity = made(
            FollowUp,
            case_id=self.id,
            kind_code=kind_code,
            due_on=due_on,
            agreed=False,
            set_id=set_id,
            planned_by_id=by.id,
        )
        write(activity)
        standing.append(activity)
        record_event("follow_up.planned", on=self, by=by, due_on=due_on, kind=kind_code)

    def _settle(
        self,
        standing: list[FollowUp],
        kinds: Collection[str],
        status: FollowUpStatus,
        *,
        by: User,
        on: date | None = None,
    ) -> None:
        """Takes these kinds out of what stands, so that another of each can be planned. `on`: the
        day they were done."""
        settled = [planned for planned in standing if planned.kind_code in kinds]
        for follow_up in settled:
            follow_up.done_on = on
            follow_up.settle(status, by=by)
            save(follow_up)
            standing.remove(follow_up)

    def _remember(self, standing: list[FollowUp]) -> None:
        """What lists read: the earliest, the regular one before an activity of the same day."""
        activities = [planned for planned in standing if planned.kind_code != REGULAR]
        self.activities_planned = len(activities)
        if not standing:
            self.next_due_on, self.next_is_agreed, self.next_kind_code = NO_DATE, False, REGULAR
            return
        first = min(standing, key=lambda planned: (planned.due_on, planned.kind_code != REGULAR))
        self.next_due_on, self.next_is_agreed = first.due_on, first.agreed
        self.next_kind_code = first.kind_code
