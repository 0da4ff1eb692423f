"""LifeRevision: what an administrator made of one rule about a case's life, from a day on. The rule
as it was first read stays beside it (life_rule.py); every revision stays too.
"""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, utcnow
from reintegrate.models.audit import Space, record_event
from reintegrate.models.catalogue import forget_names, remembered
from reintegrate.models.user import User

MANAGED = "managed"
"""The code of the one rule a regime's start has."""

AS_READ = 1
"""The number of the rule as it came with the system."""


class LifeTopic(StrEnum):
    TERM = "term"
    PAUSE = "pause"
    GROUND = "ground"
    SETTING = "setting"
    START = "start"
    """The regime's own first day, and what then becomes of those already managed."""


class LifeRevision(Base):
    __tablename__ = "life_revision"
    __table_args__ = (
        UniqueConstraint("regime_code", "topic", "code", "revision"),
        CheckConstraint("value BETWEEN 0 AND 10000", name="value_in_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    regime_code: Mapped[str] = mapped_column(ForeignKey("regime.code"))
    topic: Mapped[LifeTopic]
    code: Mapped[str] = mapped_column(String(40))
    """Of a TermRule; a PauseKind, the outcome a ground is for, a SettingName, or MANAGED."""
    revision: Mapped[int]
    in_force_from: Mapped[date]
    """Rehabilitation completed, days away that begin, ends written, and settings asked for on or
    after this day. Of a START the regime's first day itself."""
    value: Mapped[int]
    """Of a term its months; 0, the decision states it. Of a pause: 1, its days count to the term.
    Of a ground: 1, a case may end so. Of a setting its number. Of a start: 0, who was managed
    before keeps the earlier rules to the end; 1, each act has the rules of its own day."""
    most_days: Mapped[int | None]
    most_part: Mapped[int | None]
    ask_above_days: Mapped[int | None]
    article: Mapped[str] = mapped_column(Text, default="")
    because: Mapped[str] = mapped_column(Text)
    """Why. About the rule, never about a person."""
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime] = mapped_column(default=utcnow)

    def enter(self, *, by: User) -> None:
        """Let it count. Whoever calls it lets the terms follow."""
        self.made_by_id = by.id
        db.session.add(self)
        db.session.flush()
        forget_names()
        record_event(
            "life_revision.made",
            on=self,
            by=by,
            space=Space.SYSTEM,
            regime=self.regime_code,
            rule=self.code,
            revision=self.revision,
        )

    def __repr__(self) -> str:
        return f"<LifeRevision {self.id}>"


class Said(NamedTuple):
    """A LifeRevision as verbs read it."""

    regime_code: str
    topic: LifeTopic
    code: str
    revision: int
    in_force_from: date
    value: int
    most_days: int | None
    most_part: int | None
    ask_above_days: int | None
    article: str
    because: str


class AllSaid(NamedTuple):
    newest_first: tuple[Said, ...]


def as_said(row: LifeRevision) -> Said:
    return Said(*(getattr(row, name) for name in Said._fields))


def said_on(
    topic: LifeTopic, regime_code: str, code: str, day: date, trial: Said | None = None
) -> Said | None:
    """The newest revision that claims this day; None: the rule stands as it was read. `trial`: one
    not entered yet."""
    every: Iterable[Said] = remembered("life_revision", _read).newest_first
    for said in (trial, *every) if trial else every:
        same = (said.topic, said.regime_code, said.code) == (topic, regime_code, code)
        if same and said.in_force_from <= day:
            return said
    return None


def said_of(topic: LifeTopic, regime_code: str, day: date) -> dict[str, Said]:
    """By code: the newest that claim this day."""
    found: dict[str, Said] = {}
    for said in remembered("life_revision", _read).newest_first:
        if (said.topic, said.regime_code) == (topic, regime_code) and said.in_force_from <= day:
            found.setdefault(said.code, said)
    return found


def started(trial: Said | None = None) -> dict[str, Said]:
    """By regime: what was made of its start, whenever that is."""
    found = {trial.regime_code: trial} if trial else {}
    for said in remembered("life_revision", _read).newest_first:
        if said.topic == LifeTopic.START:
            found.setdefault(said.regime_code, said)
    return found


def _read() -> AllSaid:
    columns = (getattr(LifeRevision, name) for name in Said._fields)
    rows = select(*columns).order_by(LifeRevision.revision.desc(), LifeRevision.id)
    return AllSaid(tuple(Said(*row) for row in db.session.execute(rows)))
