"""Rhythm: how often to meet in which stretch of the term. A template in versions, never in verbs.

An edit makes a new version and counts from then on; what is planned already stays as agreed.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, func, select, text
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, today, utcnow
from reintegrate.models.area import Area
from reintegrate.models.audit import Space, record_event
from reintegrate.models.case_row import CaseRow
from reintegrate.models.catalogue import forget_names, remembered
from reintegrate.models.leave import is_away
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.user import User
from reintegrate.models.working_calendar import is_working_day

USUAL = "usual"
"""The template every installation begins with."""

WITHIN_DAYS = 21
"""How far a proposal is moved at most to find a day on which somebody works."""


class NoRhythm(LookupError):
    """The rhythm has no step for this day: the reference data is not loaded or has a gap."""


class Gap(DomainError):
    """The stretches must follow one another, each ending after the one before, the last open."""


class StillUsual(DomainError):
    """New cases follow this template: choose another usual one first."""


class Rhythm(Base):
    __tablename__ = "rhythm"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"), index=True)
    """Whose own it is; None: every ward may use it, and the administrator keeps it."""
    name_vi: Mapped[str]
    name_en: Mapped[str]
    is_usual: Mapped[bool] = mapped_column(default=False)
    """What cases follow that were given no other."""
    retired_on: Mapped[date | None]
    changed_at: Mapped[datetime] = mapped_column(default=utcnow)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def make(
        cls, *, code: str, name: str, area: Area | None, steps: "Sequence[Stretch]", by: User
    ) -> "Rhythm":
        """One more template. The same `code` again gives the first. Raises Gap."""
        found = db.session.scalar(select(cls).where(cls.code == code))
        if found is not None:
            return found
        rhythm = cls(code=code, name_vi=name, name_en=name, area_id=area.id if area else None)
        db.session.add(rhythm)
        db.session.flush()
        record_event("rhythm.made", on=rhythm, by=by, space=Space.SYSTEM)
        rhythm.change(steps, why="", by=by)
        return rhythm

    def change(self, steps: "Sequence[Stretch]", *, why: str, by: User) -> "RhythmVersion":
        """From now on contacts are proposed by these. Raises Gap."""
        refuse_gaps(steps)
        newest = select(func.max(RhythmVersion.number)).where(RhythmVersion.rhythm_id == self.id)
        number = (db.session.scalar(newest) or 0) + 1
        version = RhythmVersion(rhythm_id=self.id, number=number, by_id=by.id, why=why)
        db.session.add(version)
        db.session.flush()
        begins = [0, 0, *(int(step.to_day or 0) + 1 for step in steps[1:-1])]
        db.session.add_all(
            RhythmStep(
                version_id=version.id,
                position=position,
                from_day=from_day,
                to_day=step.to_day,
                every_days=step.every_days,
                source=why,
            )
            for position, (from_day, step) in enumerate(zip(begins, steps, strict=True))
        )
        self.changed_at = utcnow()
        record_event("rhythm.changed", on=self, by=by, space=Space.SYSTEM, number=number)
        db.session.flush()
        forget_names()
        return version

    def rename(self, name_vi: str, name_en: str, *, by: User) -> None:
        self.name_vi, self.name_en = name_vi, name_en
        record_event("rhythm.renamed", on=self, by=by, space=Space.SYSTEM)
        db.session.flush()
        forget_names()

    def be_usual(self, *, by: User) -> None:
        """Cases of its ward (or of all) that were given no other follow it from now on."""
        others = Rhythm.area_id == self.area_id if self.area_id else Rhythm.area_id.is_(None)
        for other in db.session.scalars(select(Rhythm).where(others, Rhythm.is_usual)):
            other.is_usual = False
        db.session.flush()
        self.is_usual = True
        record_event("rhythm.usual", on=self, by=by, space=Space.SYSTEM)
        db.session.flush()
        forget_names()

    def retire(self, *, by: User) -> None:
        """No longer offered; cases that follow it go on with the usual one. Raises StillUsual."""
        if self.is_usual:
            raise StillUsual(self.id)
        if self.retired_on is None:
            self.retired_on = today()
            record_event("rhythm.retired", on=self, by=by, space=Space.SYSTEM)
            db.session.flush()
            forget_names()

    def __repr__(self) -> str:
        return f"<Rhythm {self.id}>"


class RhythmVersion(Base):
    __tablename__ = "rhythm_version"
    __table_args__ = (UniqueConstraint("rhythm_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    rhythm_id: Mapped[int] = mapped_column(ForeignKey(Rhythm.id))
    number: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(default=utcnow)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    why: Mapped[str] = mapped_column(Text, default="")


class RhythmStep(Base):
    """Position 0 is the first contact alone: due `every_days` after arrival. Days are counted from
    the day the term began."""

    __tablename__ = "rhythm_step"
    __table_args__ = (UniqueConstraint("version_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey(RhythmVersion.id))
    """Never None once the second release has filled what the first left."""
    position: Mapped[int]
    from_day: Mapped[int]
    to_day: Mapped[int | None]
    """Last day of the stretch, included. None: to the end of the term."""
    every_days: Mapped[int]
    source: Mapped[str] = mapped_column(Text)


for _name, _column, _where in (
    ("of_ward", Rhythm.area_id, "is_usual"),
    ("of_all", Rhythm.is_usual, "is_usual AND area_id IS NULL"),
):
    Index(
        f"uq_rhythm_usual_{_name}",
        _column,
        unique=True,
        sqlite_where=text(_where),
        postgresql_where=text(_where),
    )


class Stretch(NamedTuple):
    """As it is edited and compared: until which day of the term, and how often."""

    to_day: int | None
    every_days: int


class Template(NamedTuple):
    """A rhythm in its present version."""

    id: int
    code: str
    area_id: int | None
    name_vi: str
    name_en: str
    is_usual: bool
    retired: bool
    steps: tuple[Stretch, ...]

    def name_in(self, locale: str) -> str:
        return self.name_en if locale.startswith("en") else self.name_vi

    @property
    def first_days(self) -> int:
        return self.steps[0].every_days

    def every(self, day: int) -> int:
        """How many days after a contact on this day of the term the next is due."""
        for step in self.steps[1:]:
            if step.to_day is None or day <= step.to_day:
                return step.every_days
        raise NoRhythm(day)


def refuse_gaps(steps: "Sequence[Stretch]") -> None:
    """The first step is the first contact; the others cover the term in order. Raises Gap."""
    ends = [step.to_day for step in steps[1:]]
    closed = ends[:-1]
    in_order = all(
        end is not None and end > (before or 0)
        for before, end in zip([0, *closed], closed, strict=False)
    )
    if not ends or ends[-1] is not None or not in_order:
        raise Gap(len(steps))
    if any(not 1 <= step.every_days <= 366 for step in steps):
        raise Gap(len(steps))


def templates() -> tuple[Template, ...]:
    """Every rhythm as it is now; may be a minute old."""
    return remembered("rhythm", _read)


def template_of(case: CaseRow) -> Template:
    """What this case follows: its own, else its ward's usual one, else the usual one of all."""
    known = templates()
    for rhythm in known:
        if rhythm.id == case.rhythm_id and rhythm.area_id in {None, case.area_id}:
            if not rhythm.retired:
                return rhythm
            break
    return usual_in(case.area_id)


def usual_in(area_id: int | None) -> Template:
    usual = {t.area_id: t for t in templates() if t.is_usual and not t.retired}
    found = usual.get(area_id) or usual.get(None)
    if found is None:
        raise NoRhythm(area_id)
    return found


def offered_in(area_id: int | None) -> list[Template]:
    """The templates a case of this ward may follow."""
    return [t for t in templates() if not t.retired and t.area_id in {None, area_id}]


def next_due(
    term_from: date, after: date | None = None, *, template: Template | None = None
) -> date:
    """What the rhythm asks for. `after` is the day of the last real contact; None while there was
    none. That contact decides the step: someone met on day 30 is met again a week later, on 37."""
    steps = template or usual_in(None)
    day = -1 if after is None else (after - term_from).days
    if after is None or day < 0:
        return term_from + timedelta(days=steps.first_days)
    return after + timedelta(days=steps.every(day))


def suggest(case: CaseRow, after: date | None = None) -> date | None:
    """The day to propose after a contact on `after`: as the rhythm asks, never past, on a day the
    worker works, within the term. None once the term is over."""
    if case.term_to < today():
        return None
    asked = next_due(case.term_from, after, template=template_of(case))
    return free_day(case, asked)


def free_day(case: CaseRow, asked: date) -> date:
    """The nearest day to `asked` from today to the end of the term on which somebody can go;
    the later one of two as near. `asked` itself, kept inside the term, where there is none."""
    last = max(case.term_to, today())
    wanted = min(max(asked, today()), last)
    for day in nearest(wanted):
        if today() <= day <= last and is_working_day(day) and not is_away(case.worker_id, day):
            return day
    return wanted


def nearest(day: date) -> Iterable[date]:
    yield day
    for days in range(1, WITHIN_DAYS + 1):
        yield day + timedelta(days=days)
        yield day - timedelta(days=days)


def skips_a_meeting(case: CaseRow, proposed: date, chosen: date) -> bool:
    """Whether a day lies later than the proposal by a whole step: one meeting fewer."""
    every = template_of(case).every(max((proposed - case.term_from).days, 0))
    return (chosen - proposed).days >= every


def _read() -> tuple[Template, ...]:
    newest = (
        select(RhythmVersion.rhythm_id, func.max(RhythmVersion.id).label("id"))
        .group_by(RhythmVersion.rhythm_id)
        .subquery()
    )
    steps: dict[int, list[Stretch]] = {}
    found = db.session.execute(
        select(newest.c.rhythm_id, RhythmStep.to_day, RhythmStep.every_days)
        .join(newest, newest.c.id == RhythmStep.version_id)
        .order_by(RhythmStep.position)
    )
    for rhythm_id, to_day, every_days in found:
        steps.setdefault(rhythm_id, []).append(Stretch(to_day, every_days))
    return tuple(
        Template(
            *(row.id, row.code, row.area_id, row.name_vi, row.name_en, row.is_usual),
            retired=row.retired_on is not None,
            steps=tuple(steps.get(row.id, ())),
        )
        for row in db.session.scalars(select(Rhythm).order_by(Rhythm.area_id, Rhythm.id))
    )
