"""OutcomeRevision: what an administrator let follow an outcome: when to try again, what to try,
when the supervisor is told. How it was before stays; what is planned already stays as it is."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ForeignKey, Text, UniqueConstraint, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, utcnow
from reintegrate.models.audit import Space, record_event
from reintegrate.models.catalogue import ContactOutcome, forget_names
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.outreach import OutcomeStep
from reintegrate.models.step_rule import NothingChanged
from reintegrate.models.user import User

AS_IT_CAME = 1
"""The number of what came with the system; a row only once it was changed."""


class NothingToTry(DomainError):
    """After somebody was not met there is always something to offer."""


class Following(NamedTuple):
    """What follows an outcome in which nobody was reached."""

    try_again_days: int | None
    tell_after: int | None
    steps: dict[str, int]
    """From which try on each step is offered, the likeliest first."""


class OutcomeRevision(Base):
    __tablename__ = "outcome_revision"
    __table_args__ = (UniqueConstraint("outcome_code", "revision"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    outcome_code: Mapped[str] = mapped_column(ForeignKey(ContactOutcome.code))
    revision: Mapped[int]
    try_again_days: Mapped[int | None]
    tell_after: Mapped[int | None]
    steps: Mapped[str] = mapped_column(Text)
    """`other_hour:1 family:2`"""
    because: Mapped[str] = mapped_column(Text)
    """Why. About the rule, never about a person."""
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """None: it came with the system."""
    made_at: Mapped[datetime] = mapped_column(default=utcnow)

    @property
    def following(self) -> Following:
        pairs = (pair.partition(":") for pair in self.steps.split())
        return Following(
            self.try_again_days, self.tell_after, {code: int(n) for code, _colon, n in pairs}
        )

    def __repr__(self) -> str:
        return f"<OutcomeRevision {self.id}>"


def following(outcome: ContactOutcome) -> Following:
    """As it stands now."""
    return follows(outcome, steps_by_outcome())


def follows(outcome: ContactOutcome, steps: dict[str, dict[str, int]]) -> Following:
    return Following(outcome.try_again_days, outcome.tell_after, steps.get(outcome.code, {}))


def steps_by_outcome() -> dict[str, dict[str, int]]:
    columns = (OutcomeStep.outcome_code, OutcomeStep.step_code, OutcomeStep.from_try)
    found: dict[str, dict[str, int]] = {}
    for outcome_code, step_code, from_try in db.session.execute(
        select(*columns).order_by(OutcomeStep.position)
    ):
        found.setdefault(outcome_code, {})[step_code] = from_try
    return found


def revision_of(outcome: ContactOutcome) -> int:
    newest = select(func.max(OutcomeRevision.revision))
    own = newest.where(OutcomeRevision.outcome_code == outcome.code)
    return db.session.scalar(own) or AS_IT_CAME


def revise(outcome: ContactOutcome, to: Following, *, because: str, by: User) -> OutcomeRevision:
    """From the next contact on this follows. Raises NothingToTry, NothingChanged."""
    now, number = following(outcome), revision_of(outcome)
    if not to.steps:
        raise NothingToTry(outcome.code)
    to = to._replace(steps=_in_order(now.steps, to.steps))
    if (to, list(to.steps)) == (now, list(now.steps)):
        raise NothingChanged(outcome.code)
    if number == AS_IT_CAME:
        db.session.add(_row(outcome, AS_IT_CAME, now, because=""))
    made = _row(outcome, number + 1, to, because=because)
    made.made_by_id = by.id
    db.session.add(made)
    outcome.try_again_days, outcome.tell_after = to.try_again_days, to.tell_after
    _write_steps(outcome, to.steps)
    db.session.flush()
    forget_names()
    record_event(
        "outcome_revision.made",
        on=made,
        by=by,
        space=Space.SYSTEM,
        outcome=outcome.code,
        revision=made.revision,
    )
    return made


def _in_order(was: dict[str, int], steps: dict[str, int]) -> dict[str, int]:
    """Those of an earlier try first; of the same try as they stood, and new ones after them."""
    stood = {code: place for place, code in enumerate(was)}
    ordered = sorted(steps, key=lambda code: (steps[code], stood.get(code, len(stood))))
    return {code: steps[code] for code in ordered}


def _row(outcome: ContactOutcome, number: int, said: Following, *, because: str) -> OutcomeRevision:
    return OutcomeRevision(
        outcome_code=outcome.code,
        revision=number,
        try_again_days=said.try_again_days,
        tell_after=said.tell_after,
        steps=" ".join(f"{code}:{n}" for code, n in said.steps.items()),
        because=because,
    )


def _write_steps(outcome: ContactOutcome, steps: dict[str, int]) -> None:
    db.session.execute(delete(OutcomeStep).where(OutcomeStep.outcome_code == outcome.code))
    db.session.add_all(
        OutcomeStep(outcome_code=outcome.code, step_code=code, from_try=from_try, position=place)
        for place, (code, from_try) in enumerate(steps.items(), 1)
    )
