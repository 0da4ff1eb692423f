"""What follows from each outcome of a contact, as it stands now: asked of every contact."""

from typing import NamedTuple

from sqlalchemy import select

from reintegrate.db import db
from reintegrate.models.catalogue import ContactOutcome, remembered


class OutcomeRule(NamedTuple):
    """One ContactOutcome without its words; see there."""

    code: str
    reached: bool
    try_again_days: int | None
    counts_as_try: bool
    tell_after: int | None


def outcome_coded(code: str) -> OutcomeRule:
    """May be a minute old."""
    return remembered("outcome_rule", _read)[code]


def undecided_outcomes() -> list[str]:
    """Codes of those after which nothing can be proposed: the worker says what is next."""
    known = remembered("outcome_rule", _read).values()
    return [rule.code for rule in known if not rule.reached and rule.try_again_days is None]


def _read() -> dict[str, OutcomeRule]:
    columns = [getattr(ContactOutcome, name) for name in OutcomeRule._fields]
    rows = db.session.execute(select(*columns).order_by(ContactOutcome.code))
    return {row.code: OutcomeRule(*row) for row in rows}
