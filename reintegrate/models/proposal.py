"""Which day is proposed for the next contact: as the rhythm asks, on a day somebody works."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import func, select

from reintegrate.db import db, today
from reintegrate.models.case_row import CaseRow
from reintegrate.models.catalogue import remembered
from reintegrate.models.leave import is_away
from reintegrate.models.rhythm import Rhythm, RhythmStep, RhythmVersion, Stretch
from reintegrate.models.working_calendar import is_working_day

WITHIN_DAYS = 21
"""How far a proposal is moved at most to find a day on which somebody works."""


class NoRhythm(LookupError):
    """The rhythm has no step for this day: the reference data is not loaded or has a gap."""


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
