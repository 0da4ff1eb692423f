"""Outreach: what can be tried when somebody was not met. A way to help, never a mark against them.

Which steps an outcome opens, from which try on, is data; so is when the supervisor is told.
"""

from typing import NamedTuple

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db
from reintegrate.models.catalogue import ContactOutcome, OutreachStep, remembered


class OutcomeStep(Base):
    """After this outcome, from this try on, that step is offered."""

    __tablename__ = "outcome_step"
    __table_args__ = (UniqueConstraint("outcome_code", "step_code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    outcome_code: Mapped[str] = mapped_column(ForeignKey(ContactOutcome.code))
    step_code: Mapped[str] = mapped_column(ForeignKey(OutreachStep.code))
    from_try: Mapped[int]
    position: Mapped[int]


class Step(NamedTuple):
    outcome_code: str
    code: str
    from_try: int
    name_vi: str
    name_en: str
    hint_vi: str
    hint_en: str

    def name_in(self, locale: str) -> str:
        return self.name_en if locale.startswith("en") else self.name_vi

    def hint_in(self, locale: str) -> str:
        return self.hint_en if locale.startswith("en") else self.hint_vi


def steps_after(outcome_code: str, tries: int) -> list[Step]:
    """What may be tried next, the likeliest first."""
    return [
        step
        for step in remembered("outcome_step", _read)
        if step.outcome_code == outcome_code and step.from_try <= max(tries, 1)
    ]


def _read() -> tuple[Step, ...]:
    query = (
        select(
            OutcomeStep.outcome_code,
            OutreachStep.code,
            OutcomeStep.from_try,
            OutreachStep.name_vi,
            OutreachStep.name_en,
            OutreachStep.hint_vi,
            OutreachStep.hint_en,
        )
        .join(OutreachStep, OutreachStep.code == OutcomeStep.step_code)
        .where(OutreachStep.retired_on.is_(None))
        .order_by(OutcomeStep.outcome_code, OutcomeStep.position)
    )
    return tuple(Step(*row) for row in db.session.execute(query))
