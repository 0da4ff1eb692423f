"""StepRule: one thing the law wants done, from which act on, within which time, and by whom.

Rules are dated rows: an edited rule is a new row beside the old one, and what was counted by the
old one still says so.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, utcnow
from reintegrate.models.audit import Space, record_event
from reintegrate.models.catalogue import forget_names, remembered
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.regime import Regime
from reintegrate.models.user import Role

if TYPE_CHECKING:
    from reintegrate.models.user import User

TERM_END = "term_end"
"""Begins no act: the last day of the term, which moves when days do not count."""
REHABILITATION_END = "rehabilitation_end"
FIRST_DAY = date(1, 1, 1)


class StepUnit(StrEnum):
    HOURS = "hours"
    WORKING_DAYS = "working_days"
    DAYS = "days"
    AT_LEAST_DAYS_BEFORE = "at_least_days_before"
    WITHIN_WORKING_DAYS_BEFORE = "within_working_days_before"
    WITHIN_HOURS_BEFORE = "within_hours_before"


class Responsible(StrEnum):
    """Who has to do it. Only what the ward's own people owe becomes a deadline here."""

    WARD_OFFICIAL = "ward_official"
    WARD_POLICE = "ward_police"
    SOCIAL_WORKER = "social_worker"
    DISTRICT = "district"
    CENTRE = "centre"
    PERSON = "person"


OWNERS = {
    Responsible.WARD_OFFICIAL: Role.WARD_OFFICIAL,
    Responsible.WARD_POLICE: Role.WARD_POLICE,
    Responsible.SOCIAL_WORKER: Role.SOCIAL_WORKER,
}
COUNTED_FROM_END = {StepUnit.WITHIN_WORKING_DAYS_BEFORE, StepUnit.AT_LEAST_DAYS_BEFORE}


STAYS = (
    *("regime_code", "step", "name_vi", "name_en", "starts_on", "responsible"),
    *("fulfilled_by", "source", "note_vi", "note_en"),
)
"""What a revision takes over: another step, start or owner would be another rule."""


class NothingChanged(DomainError):
    """The rule already says exactly this."""


class StepRule(Base):
    __tablename__ = "step_rule"
    __table_args__ = (
        UniqueConstraint("regime_code", "step", "revision"),
        CheckConstraint("amount IS NULL OR amount BETWEEN 1 AND 400", name="amount_in_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    regime_code: Mapped[str] = mapped_column(ForeignKey(Regime.code))
    step: Mapped[str] = mapped_column(String(40))
    revision: Mapped[int] = mapped_column(default=1)
    in_force_from: Mapped[date] = mapped_column(default=FIRST_DAY)
    """Starts on or after this day are counted by this row, if no later revision claims them."""
    name_vi: Mapped[str]
    name_en: Mapped[str]
    starts_on: Mapped[str] = mapped_column(String(40))
    """The kind of act that begins it, TERM_END, or REHABILITATION_END."""
    amount: Mapped[int | None]
    """None: the text names no number, so nothing is counted until somebody sets one."""
    unit: Mapped[StepUnit]
    responsible: Mapped[Responsible]
    fulfilled_by: Mapped[str] = mapped_column(String(40))
    """The kind of act that closes it."""
    form: Mapped[str] = mapped_column(default="")
    article: Mapped[str]
    source: Mapped[str] = mapped_column(Text)
    note_vi: Mapped[str] = mapped_column(Text, default="")
    note_en: Mapped[str] = mapped_column(Text, default="")
    escalate_to: Mapped[Role | None]
    escalate_after_hours: Mapped[int | None]
    because: Mapped[str] = mapped_column(Text, default="")
    """Why this revision was made. About the rule, never about a person."""
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime] = mapped_column(default=utcnow)

    @classmethod
    def newest(cls, regime_code: str, step: str) -> "StepRule | None":
        found = select(cls).where(cls.regime_code == regime_code, cls.step == step)
        return db.session.scalar(found.order_by(cls.revision.desc()).limit(1))

    def revised(
        self,
        *,
        amount: int | None,
        unit: StepUnit,
        form: str,
        article: str,
        escalate_to: Role | None,
        escalate_after_hours: int | None,
        in_force_from: date,
        because: str,
    ) -> "StepRule":
        """What this rule would be, in no session yet. Raises NothingChanged."""
        changed = {
            "amount": amount,
            "unit": unit,
            "form": form,
            "article": article,
            "escalate_to": escalate_to,
            "escalate_after_hours": escalate_after_hours,
        }
        if all(getattr(self, name) == value for name, value in changed.items()):
            raise NothingChanged(self.id)
        return StepRule(
            **{name: getattr(self, name) for name in STAYS},
            **changed,
            revision=self.revision + 1,
            in_force_from=in_force_from,
            because=because,
        )

    def enter(self, *, by: "User") -> None:
        """Let a revision count from now on. Whoever calls it moves the open deadlines."""
        self.made_by_id, self.made_at = by.id, utcnow()
        db.session.add(self)
        db.session.flush()
        record_event(
            "step_rule.revised",
            on=self,
            by=by,
            space=Space.SYSTEM,
            regime=self.regime_code,
            step=self.step,
            revision=self.revision,
        )
        forget_names()

    def name_in(self, locale: str) -> str:
        return self.name_en if locale.startswith("en") else self.name_vi

    def note_in(self, locale: str) -> str:
        return self.note_en if locale.startswith("en") else self.note_vi

    def __repr__(self) -> str:
        return f"<StepRule {self.regime_code} {self.step} {self.revision}>"


class Rule(NamedTuple):
    """What counting needs of a StepRule: kept in memory, since every act asks."""

    id: int
    regime_code: str
    step: str
    revision: int
    in_force_from: date
    starts_on: str
    amount: int | None
    unit: StepUnit
    responsible: Responsible
    fulfilled_by: str
    escalate_to: Role | None
    escalate_after_hours: int | None

    @property
    def owner(self) -> Role | None:
        """None: not the ward's to do."""
        return OWNERS.get(self.responsible)

    @property
    def owed_by(self) -> Role:
        return OWNERS[self.responsible]

    @property
    def is_counted(self) -> bool:
        return self.amount is not None and self.owner is not None

    @property
    def number(self) -> int:
        if self.amount is None:
            raise LookupError(f"{self.regime_code} {self.step} names no number")
        return self.amount


def as_rule(row: StepRule) -> Rule:
    return Rule(*(getattr(row, name) for name in Rule._fields))


def all_rules() -> tuple[Rule, ...]:
    """Newest revision first."""
    return remembered("step_rule", _read)


def _read() -> tuple[Rule, ...]:
    columns = (getattr(StepRule, name) for name in Rule._fields)
    newest = StepRule.revision.desc()
    return tuple(Rule(*row) for row in db.session.execute(select(*columns).order_by(newest)))


def rules_on(regime_code: str, day: date, rules: tuple[Rule, ...] | None = None) -> dict[str, Rule]:
    """By step: the newest revision that claims starts of that day. `rules`: as they would be."""
    found: dict[str, Rule] = {}
    for rule in all_rules() if rules is None else rules:
        if rule.regime_code == regime_code and rule.in_force_from <= day:
            found.setdefault(rule.step, rule)
    return found


def words_of_steps() -> dict[int, tuple[str, str]]:
    """Rule id -> its name in Vietnamese and in English."""
    return remembered("step_rule_words", _read_words)


def _read_words() -> dict[int, tuple[str, str]]:
    rows = db.session.execute(select(StepRule.id, StepRule.name_vi, StepRule.name_en))
    return {row.id: (row.name_vi, row.name_en) for row in rows}
