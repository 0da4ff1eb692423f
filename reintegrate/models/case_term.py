"""The end of a case's term, always recounted from its parts: what was decided, and the days since
that do not count."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from reintegrate.db import today
from reintegrate.models import deadline
from reintegrate.models.absence import Absence, Suspension, all_pauses
from reintegrate.models.case_schedule import ScheduledCase
from reintegrate.models.life_revision import Said
from reintegrate.models.life_rule import PauseKind, pausing
from reintegrate.models.transition import regime_code_for
from reintegrate.models.user import User


class TermPart(NamedTuple):
    """Days away or elsewhere. `until` is the first day that counts again; None: it still runs, and
    `days` are those so far, which move the end only once it is over."""

    kind: PauseKind
    since: date
    until: date | None
    days: int
    counts: bool
    article: str
    note: str


class Term(NamedTuple):
    """How the last day comes about: `base_to`, then `added` days for the parts that do not count.
    Days that two parts share are added once."""

    begins: date
    base_to: date
    printed: bool
    parts: tuple[TermPart, ...]
    added: int
    ends: date


class TimedCase(ScheduledCase):
    @property
    def base_to(self) -> date:
        return self.term_base_to or self.term_to

    def term_parts(self, trial: Said | None = None) -> Term:
        """`trial`: as it would be if this rule counted."""
        parts = tuple(self._part(pause, trial) for pause in all_pauses(self.id))
        added = days_in(
            (part.since, part.until) for part in parts if part.until and not part.counts
        )
        ends = self.base_to + timedelta(days=added)
        return Term(self.term_from, self.base_to, self.term_printed, parts, added, ends)

    def _part(self, pause: Absence | Suspension, trial: Said | None) -> TermPart:
        kind, days = PauseKind.UNREPORTED, ((pause.until or today()) - pause.since).days
        if isinstance(pause, Suspension) and pause.reason_code in set(PauseKind):
            kind = PauseKind(pause.reason_code)
        rule = pausing(kind, regime_code_for(self.whole, pause.since), pause.since, trial)
        article, note = (rule.article, rule.note) if rule else ("", "")
        counts = rule is not None and rule.counts
        return TermPart(kind, pause.since, pause.until, max(0, days), counts, article, note)

    def runs_on_while(self, reason_code: str, since: date) -> bool:
        """Whether days of this kind that begin then count to the term."""
        rule = pausing(PauseKind(reason_code), regime_code_for(self.whole, since), since)
        return rule is not None and rule.counts

    def recount_term(self, *, by: User) -> None:
        """After anything it is made of changed."""
        was, self.term_to = self.term_to, self.term_parts().ends
        if self.term_to != was:
            deadline.term_changed(self.whole, by=by)


def days_in(stretches: Iterable[tuple[date, date]]) -> int:
    """How many days these cover; a day in two of them is one day. Each ends before its second."""
    days, reached = 0, date.min
    for since, until in sorted(stretches):
        days += max(0, (until - max(since, reached)).days)
        reached = max(reached, until)
    return days
