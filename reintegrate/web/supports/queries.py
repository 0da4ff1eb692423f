"""What the support pages read: schemes, each condition judged by itself, and what was received."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import uuid4

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.benefit import Benefit
from reintegrate.models.case import Case
from reintegrate.models.eligibility import ConditionAnswer, Finding, Verdict, findings
from reintegrate.models.need import OPEN, Need
from reintegrate.models.support_scheme import (
    Rule,
    SchemeNeed,
    SupportCondition,
    SupportScheme,
    Taker,
    conditions_of,
    schemes_on,
)
from reintegrate.models.user import User
from reintegrate.web.supports.words import because


@dataclass(frozen=True)
class ConditionRow:
    """One condition: whether it holds, and why one can say so."""

    id: int
    text: str
    article: str
    verdict: Verdict
    why: str
    can_be_answered: bool
    keys: dict[str, str] = field(default_factory=lambda: {v: str(uuid4()) for v in Verdict})

    @property
    def tone(self) -> str:
        """Nobody is painted red: a condition that does not hold is the scheme's affair."""
        return {Verdict.HOLDS: "ok", Verdict.FAILS: "soon"}.get(self.verdict, "quiet")

    @property
    def is_known(self) -> bool:
        return self.verdict != Verdict.UNKNOWN


@dataclass(frozen=True)
class SchemeRow:
    scheme: SupportScheme
    name: str
    terms: str
    wanted: bool
    """It answers a need of theirs that is still open."""
    conditions: list[ConditionRow]

    @property
    def years_most(self) -> int | None:
        return self.scheme.months_most // 12 if self.scheme.months_most else None

    @property
    def for_employer(self) -> bool:
        return self.scheme.taker == Taker.EMPLOYER


class Received(NamedTuple):
    id: int
    what: str
    giver: str | None
    amount: int | None
    given_on: date
    is_struck: bool


def schemes_of(viewer: User, case: Case, locale: str) -> list[SchemeRow]:
    """All that is on offer today; what answers an open need of theirs comes first."""
    said = visible(viewer, ConditionAnswer).where(ConditionAnswer.case_id == case.id)
    answers = {
        answer.condition_id: answer
        for answer in db.session.scalars(said.order_by(ConditionAnswer.id))
    }
    wanted, offered = _wanted(viewer, case), schemes_on()
    conditions: dict[str, list[SupportCondition]] = defaultdict(list)
    for condition in conditions_of(scheme.code for scheme in offered):
        conditions[condition.scheme_code].append(condition)
    rows = [
        SchemeRow(
            scheme,
            scheme.name_in(locale),
            scheme.terms_in(locale),
            scheme.code in wanted,
            [_row(found, locale) for found in findings(case, conditions[scheme.code], answers)],
        )
        for scheme in offered
    ]
    return sorted(rows, key=lambda row: not row.wanted)


def _wanted(viewer: User, case: Case) -> set[str]:
    kinds = visible(viewer, Need).where(Need.case_id == case.id, Need.status.in_(OPEN))
    wanted = db.select(SchemeNeed.scheme_code).where(
        SchemeNeed.need_kind_code.in_(kinds.with_only_columns(Need.kind_code))
    )
    return set(db.session.scalars(wanted))


def _row(finding: Finding, locale: str) -> ConditionRow:
    condition = finding.condition
    return ConditionRow(
        condition.id,
        condition.text_in(locale),
        condition.article,
        finding.verdict,
        because(finding, locale),
        condition.rule == Rule.ASKED,
    )


def conditions_asked(viewer: User, case: Case) -> dict[str, SupportCondition]:
    """Those that somebody has to ask about, by number; none for whoever cannot see the case."""
    if db.session.scalar(visible(viewer, Case).where(Case.id == case.id)) is None:
        return {}
    found = db.select(SupportCondition).where(SupportCondition.rule == Rule.ASKED)
    return {str(condition.id): condition for condition in db.session.scalars(found)}


def received(viewer: User, case: Case, locale: str) -> list[Received]:
    """The newest first, struck ones too."""
    name = SupportScheme.name_en if locale.startswith("en") else SupportScheme.name_vi
    found = db.session.execute(
        visible(viewer, Benefit)
        .where(Benefit.case_id == case.id)
        .outerjoin(SupportScheme, SupportScheme.code == Benefit.scheme_code)
        .with_only_columns(
            *(Benefit.id, name, Benefit.what, Benefit.giver),
            *(Benefit.amount, Benefit.given_on, Benefit.struck_at),
        )
        .order_by(Benefit.given_on.desc(), Benefit.id.desc())
    )
    return [
        Received(
            id_, ": ".join(filter(None, (scheme, what))), giver, amount, on, struck is not None
        )
        for id_, scheme, what, giver, amount, on, struck in found
    ]


def schemes_to_choose(viewer: User, locale: str) -> list[tuple[str, str]]:
    """Also those no longer on offer: what they gave can still be written down."""
    found = db.select(SupportScheme).where(SupportScheme.taker == Taker.PERSON)
    schemes = db.session.scalars(found.order_by(SupportScheme.position))
    return [(scheme.code, scheme.name_in(locale)) for scheme in schemes]
