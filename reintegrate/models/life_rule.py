"""What each regime says about a life under management: what counts to a term, which grounds end it,
which papers are expected. Dated reference data with articles; verbs know no number of days.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import ForeignKey, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, today
from reintegrate.models.act import ActKind
from reintegrate.models.audit import Space, record_event
from reintegrate.models.catalogue import ClosureOutcome, remembered
from reintegrate.models.life_revision import LifeTopic, Said, said_of, said_on
from reintegrate.models.regime import Regime
from reintegrate.models.user import User


class PauseKind(StrEnum):
    """Days spent elsewhere. The members after the first two are those of SuspensionReason."""

    REPORTED = "reported"
    UNREPORTED = "unreported"
    PRISON = "prison"
    REFORMATORY = "reformatory"
    EDUCATION_CENTRE = "education_centre"


class SettingName(StrEnum):
    REOPEN_WITHIN_DAYS = "reopen_within_days"
    NOTICE_DAYS = "notice_days"
    HELPER_PERCENT = "helper_percent"
    """The most a helper may be paid a month, in hundredths of the base salary."""
    TRANSFER_EXPIRES_DAYS = "transfer_expires_days"
    """After so many days without an answer a transfer is no longer asked for."""
    NOTES_AFTER_TRANSFER_DAYS = "notes_after_transfer_days"
    """So long the worker before still reads the notes they wrote."""
    REVEAL_REVIEW_DAYS = "reveal_review_days"
    """After so many days an urgent look nobody reviewed is said to be late."""
    REVEAL_WORDS_DAYS = "reveal_words_days"
    """So long its words are kept where nobody has found it in order."""
    BREACH_HOURS = "breach_hours"
    """Within so many hours of its detection a breach of data is told to the responsible body."""


class PauseRule(Base):
    """Whether such days count to the term. Read by the regime of the day they began: the law says
    nothing of those that straddle a change."""

    __tablename__ = "pause_rule"
    __table_args__ = (UniqueConstraint("regime_code", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    regime_code: Mapped[str] = mapped_column(ForeignKey(Regime.code))
    kind: Mapped[PauseKind]
    counts: Mapped[bool]
    """The term runs on meanwhile. Otherwise it ends later by as many days."""
    most_days: Mapped[int | None]
    """At most so many at one time."""
    most_part: Mapped[int | None]
    """All together at most one such part of the term: 3 is a third."""
    ask_above_days: Mapped[int | None]
    """Longer than this needs somebody's consent beforehand."""
    article: Mapped[str | None]
    """As cited: "Luật 120/2025/QH15, Điều 47(1)"."""
    note: Mapped[str | None] = mapped_column(Text)
    """Where the text is open, which reading this is."""


class ClosureGround(Base):
    """That a regime lets a case end this way, and by which article. Empty: it puts the record
    right, or the text has not been read."""

    __tablename__ = "closure_ground"
    __table_args__ = (UniqueConstraint("regime_code", "outcome_code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    regime_code: Mapped[str] = mapped_column(ForeignKey(Regime.code))
    outcome_code: Mapped[str] = mapped_column(ForeignKey(ClosureOutcome.code))
    article: Mapped[str | None]


class RegimeSetting(Base):
    """A number a regime sets, or this project proposes where it sets none (`article` is empty)."""

    __tablename__ = "regime_setting"
    __table_args__ = (UniqueConstraint("regime_code", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    regime_code: Mapped[str] = mapped_column(ForeignKey(Regime.code))
    name: Mapped[SettingName]
    number: Mapped[int]
    article: Mapped[str | None]


class ExpectedAct(Base):
    """One act a file is expected to show, in the order of the regime. Its form and article are the
    step rule's that it fulfils; where no step is known, those written here."""

    __tablename__ = "expected_act"
    __table_args__ = (UniqueConstraint("regime_code", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    regime_code: Mapped[str] = mapped_column(ForeignKey(Regime.code))
    position: Mapped[int]
    kind: Mapped[ActKind]
    at_end: Mapped[bool] = mapped_column(default=False)
    """Expected when the case ends, not before."""
    form: Mapped[str | None]
    article: Mapped[str | None]


class BaseSalary(Base):
    """Mức lương cơ sở in đồng a month, from a day on. Entered by the ward's province or the
    administrator with its decree: no installation guesses it."""

    __tablename__ = "base_salary"

    id: Mapped[int] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(unique=True)
    amount: Mapped[int]
    source: Mapped[str] = mapped_column(Text)

    @classmethod
    def on(cls, day: date) -> "BaseSalary | None":
        """None: nobody has entered what it was."""
        newest = select(cls).where(cls.valid_from <= day).order_by(cls.valid_from.desc()).limit(1)
        return db.session.scalar(newest)

    @classmethod
    def enter(cls, valid_from: date, amount: int, source: str, *, by: User) -> "BaseSalary":
        """From that day on; the same day again puts that one right."""
        salary = db.session.scalar(select(cls).where(cls.valid_from == valid_from))
        if salary is None:
            salary = cls(valid_from=valid_from)
            db.session.add(salary)
        was, salary.amount, salary.source = salary.amount, amount, source
        db.session.flush()
        record_event(
            "base_salary.entered", on=salary, by=by, space=Space.SYSTEM, amount=amount, was=was
        )
        return salary


class Pausing(NamedTuple):
    """A PauseRule as verbs read it."""

    counts: bool
    most_days: int | None
    most_part: int | None
    ask_above_days: int | None
    article: str
    note: str


class Expected(NamedTuple):
    kind: ActKind
    at_end: bool
    form: str
    article: str


def pausing(
    kind: PauseKind, regime_code: str | None, day: date, trial: Said | None = None
) -> Pausing | None:
    """For days away that began then. `trial`: a revision not entered yet. None: no rule is known
    there. The days are then taken not to count."""
    said = said_on(LifeTopic.PAUSE, regime_code or "", kind, day, trial)
    if said is not None:
        limits = (said.most_days, said.most_part, said.ask_above_days)
        return Pausing(bool(said.value), *limits, said.article, said.because)
    rules = remembered("pause_rule", _pause_rules)
    return rules.get((regime_code or "", kind))


def _pause_rules() -> dict[tuple[str, PauseKind], Pausing]:
    rules = db.session.scalars(select(PauseRule))
    return {
        (r.regime_code, r.kind): Pausing(
            r.counts,
            r.most_days,
            r.most_part,
            r.ask_above_days,
            r.article or "",
            r.note or "",
        )
        for r in rules
    }


def grounds_of(regime_code: str | None, day: date) -> dict[str, str]:
    """How a case may end under it then: outcome code -> article. Empty: nothing is known of it."""
    grounds = remembered("closure_ground", _grounds).get(regime_code or "", {})
    revised = said_of(LifeTopic.GROUND, regime_code or "", day)
    if not revised:
        return grounds
    kept = {code: article for code, article in grounds.items() if code not in revised}
    return kept | {code: said.article for code, said in revised.items() if said.value}


def _grounds() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for ground in db.session.scalars(select(ClosureGround)):
        found.setdefault(ground.regime_code, {})[ground.outcome_code] = ground.article or ""
    return found


class Set(NamedTuple):
    number: int
    article: str
    """Empty: no text says it."""
    because: str
    """Why an administrator changed it."""


def setting(name: SettingName, regime_code: str) -> int | None:
    """As it stands today. None: neither the regime nor this installation sets it."""
    found = set_by(name, regime_code)
    return None if found is None else found.number


def set_by(name: SettingName, regime_code: str) -> Set | None:
    """The same, and by what."""
    said = said_on(LifeTopic.SETTING, regime_code, name, today())
    if said is not None:
        return Set(said.value, said.article, said.because)
    return remembered("regime_setting", _settings).get((regime_code, name))


def _settings() -> dict[tuple[str, SettingName], Set]:
    return {
        (s.regime_code, s.name): Set(s.number, s.article or "", "")
        for s in db.session.scalars(select(RegimeSetting))
    }


def expected_acts(regime_code: str) -> tuple[Expected, ...]:
    """What a file under this regime is expected to show, in order."""
    found = remembered("expected_act", _expected)
    return found.get(regime_code, ())


def _expected() -> dict[str, tuple[Expected, ...]]:
    found: dict[str, tuple[Expected, ...]] = {}
    for row in db.session.scalars(select(ExpectedAct).order_by(ExpectedAct.position)):
        one = Expected(row.kind, row.at_end, row.form or "", row.article or "")
        found[row.regime_code] = (*found.get(row.regime_code, ()), one)
    return found
