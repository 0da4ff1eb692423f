"""The term an intake would begin, as the regime in force proposes; and when somebody is asked."""

from dataclasses import dataclass
from datetime import date

from reintegrate.db import today
from reintegrate.models.age_rule import age_is_open, proposed_minor
from reintegrate.models.intake import Unfinished
from reintegrate.models.intake_answers import Section, Sheets, birth_of, day_of, unfinished
from reintegrate.models.regime import Regime, TermSays, months_later


@dataclass(frozen=True)
class Proposal:
    """What accepting would mean in law, shown before anybody accepts."""

    regime: Regime | None
    rule: TermSays | None
    minor: bool
    """As answered, or as proposed: nobody is made older than is known."""
    asks_age: bool
    """Whether an official has to say if the rules for minors hold; see `age_is_open`."""
    term_from: date
    term_to: date | None
    """None: the law leaves it to the decision, or names no term here."""

    @property
    def is_over(self) -> bool:
        return self.term_to is not None and self.term_to < today()


def propose_term(sheets: Sheets, minor: bool | None = None) -> Proposal:
    """Regime, rule and term as of today. The answers must be finished. `minor`: what an official
    answered where the age leaves it open."""
    rehabilitation = sheets[Section.REHABILITATION]
    completed_on = day_of(rehabilitation, "completed_on")
    birth = birth_of(sheets[Section.WHO])
    if completed_on is None or birth is None:
        raise Unfinished(unfinished(sheets))
    asks = age_is_open(rehabilitation["kind"], birth, completed_on)
    if minor is None or not asks:
        minor = proposed_minor(rehabilitation["kind"], birth, completed_on)
    regime = Regime.on(today())
    rule = regime.term_rule(rehabilitation["kind"], minor, completed_on) if regime else None
    term_to = months_later(completed_on, rule.months) if rule and rule.months else None
    return Proposal(regime, rule, minor, asks, completed_on, term_to)
