"""Which conditions of a scheme hold for a case, which do not, which nobody knows, and why.

Each condition is judged alone by its declared rule. Nothing is added up, and nothing is decided.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, today, utcnow
from reintegrate.models.audit import Space, record_event
from reintegrate.models.case import Case
from reintegrate.models.contact import CaseClosed
from reintegrate.models.idempotency import first_result
from reintegrate.models.regime import months_later
from reintegrate.models.support_scheme import Rule, SupportCondition
from reintegrate.models.user import User


class Verdict(StrEnum):
    HOLDS = "holds"
    FAILS = "fails"
    UNKNOWN = "unknown"


class ConditionAnswer(Base):
    """What was found out about a condition the record cannot know. The newest counts."""

    __tablename__ = "condition_answer"
    __table_args__ = (Index("ix_condition_answer_case_id_id", "case_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    condition_id: Mapped[int] = mapped_column(ForeignKey(SupportCondition.id))
    verdict: Mapped[Verdict]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    said_at: Mapped[datetime] = mapped_column(default=utcnow)

    @classmethod
    def note(
        cls, case: Case, condition: SupportCondition, verdict: Verdict, *, key: str, by: User
    ) -> "ConditionAnswer":
        """UNKNOWN takes an earlier answer back. Raises CaseClosed, KeyTaken."""
        earlier = first_result(cls, key, by=by, case_id=case.id)
        if earlier is not None:
            return earlier
        if not case.is_open:
            raise CaseClosed(case.id)
        answer = cls(key=key, case_id=case.id, condition_id=condition.id, by_id=by.id)
        answer.verdict = verdict
        db.session.add(answer)
        db.session.flush()
        facts: dict[str, Any] = {"condition": condition.id, "verdict": str(verdict)}
        record_event("condition.noted", on=answer, by=by, space=Space.SUPPORT, **facts)
        return answer


@dataclass(frozen=True)
class Finding:
    """One condition, whether it holds, and the fact that says so."""

    condition: SupportCondition
    verdict: Verdict
    facts: Mapping[str, Any] = field(default_factory=dict)


def findings(
    case: Case, conditions: Iterable[SupportCondition], answers: Mapping[int, ConditionAnswer]
) -> list[Finding]:
    """`answers`: the newest of each condition, by its id."""
    return [judge(case, condition, answers.get(condition.id)) for condition in conditions]


def judge(case: Case, condition: SupportCondition, answer: ConditionAnswer | None) -> Finding:
    if condition.rule == Rule.ASKED:
        if answer is None or answer.verdict == Verdict.UNKNOWN:
            return Finding(condition, Verdict.UNKNOWN)
        return Finding(condition, answer.verdict, {"said_at": answer.said_at})
    return RULES[condition.rule](case, condition)


def _age_from(case: Case, condition: SupportCondition) -> Finding:
    youngest, oldest = case.person.birth.ages_on(today())
    years = condition.number or 0
    certain = Verdict.HOLDS if youngest >= years else Verdict.FAILS
    return Finding(
        condition,
        certain if (youngest >= years) == (oldest >= years) else Verdict.UNKNOWN,
        {"youngest": youngest, "oldest": oldest},
    )


def _age_under(case: Case, condition: SupportCondition) -> Finding:
    opposite = {Verdict.HOLDS: Verdict.FAILS, Verdict.FAILS: Verdict.HOLDS}
    found = _age_from(case, condition)
    return Finding(condition, opposite.get(found.verdict, found.verdict), found.facts)


def _completed(case: Case, condition: SupportCondition) -> Finding:
    """A case is only opened for somebody who has."""
    facts = {"kind": case.rehabilitation_kind_code, "on": case.term_from}
    return Finding(condition, Verdict.HOLDS, facts)


def _years_since_decision(case: Case, condition: SupportCondition) -> Finding:
    decided_on: date | None = case.decided_on
    if decided_on is None:
        return Finding(condition, Verdict.UNKNOWN)
    until = months_later(decided_on, 12 * (condition.number or 0))
    verdict = Verdict.HOLDS if today() <= until else Verdict.FAILS
    return Finding(condition, verdict, {"decided_on": decided_on, "until": until})


def _under_management(case: Case, condition: SupportCondition) -> Finding:
    verdict = Verdict.HOLDS if case.is_open else Verdict.FAILS
    return Finding(condition, verdict, {"term_to": case.term_to})


RULES: dict[Rule, Callable[[Case, SupportCondition], Finding]] = {
    Rule.AGE_FROM: _age_from,
    Rule.AGE_UNDER: _age_under,
    Rule.COMPLETED: _completed,
    Rule.YEARS_SINCE_DECISION: _years_since_decision,
    Rule.UNDER_MANAGEMENT: _under_management,
}


def answers_now(case_id: int) -> dict[int, ConditionAnswer]:
    """The newest answer to each condition that was asked about."""
    said = select(ConditionAnswer).where(ConditionAnswer.case_id == case_id)
    found = db.session.scalars(said.order_by(ConditionAnswer.id))
    return {answer.condition_id: answer for answer in found}
