"""How far each task and target is: the number wanted, the number counted, and the light."""

from dataclasses import dataclass

from reintegrate.access.community_counts import Numbers, is_kept, shown
from reintegrate.models.period import Period
from reintegrate.models.user import User
from reintegrate.models.work_plan import OF_PROGRAMME, Figure, Light, Target, WorkTask, light
from reintegrate.web.ui.books import book_of
from reintegrate.web.work_plans import queries

TONES = {Light.REACHED: "ok", Light.ON_COURSE: "info", Light.BEHIND: "soon", Light.MISSED: "late"}


@dataclass(frozen=True)
class TaskLine:
    task: WorkTask
    reached: int
    light: Light
    tone: str
    kept: bool
    """Of few people: this viewer reads a range."""
    book: str | None
    """Where what is counted is listed."""

    @property
    def said(self) -> str:
        return shown(self.reached) if self.kept else str(self.reached)

    @property
    def percent(self) -> int | None:
        return None if self.kept else round(100 * self.reached / self.task.wanted)


@dataclass(frozen=True)
class TargetLine:
    figure: Figure
    reached: int
    wanted: int | None
    light: Light | None
    tone: str
    kept: bool
    book: str | None

    @property
    def said(self) -> str:
        return shown(self.reached) if self.kept else str(self.reached)

    @property
    def percent(self) -> int | None:
        if self.wanted is None or self.kept:
            return None
        return round(100 * self.reached / self.wanted)


@dataclass(frozen=True)
class YearsWork:
    """The plan of one year and how far it is."""

    days: Period
    tasks: list[TaskLine]
    targets: list[TargetLine]
    numbers: Numbers

    @property
    def year(self) -> int:
        return self.days.year

    @property
    def year_before(self) -> int:
        return self.year - 1

    def of(self, programme: str) -> list[TaskLine]:
        return [line for line in self.tasks if line.task.programme_code == programme]


def years_work(viewer: User, days: Period) -> YearsWork:
    numbers = queries.counted(viewer, days)
    aims = queries.targets(viewer, days.year)
    return YearsWork(
        days,
        [task_line(viewer, task, numbers, days) for task in queries.tasks(viewer, days.year)],
        [target_line(viewer, figure, aims.get(figure), numbers, days) for figure in Figure],
        numbers,
    )


def task_line(viewer: User, task: WorkTask, numbers: Numbers, days: Period) -> TaskLine:
    programme = task.programme_code if task.figure in OF_PROGRAMME else ""
    reached = numbers[task.figure, programme]
    state = light(reached, task.wanted, days.first, task.due_on)
    kept = is_kept(viewer, task.figure, reached)
    return TaskLine(task, reached, state, TONES[state], kept, book_of(task.figure, days, programme))


def target_line(
    viewer: User, figure: Figure, target: Target | None, numbers: Numbers, days: Period
) -> TargetLine:
    reached, book = numbers[figure, ""], book_of(figure, days)
    kept = is_kept(viewer, figure, reached)
    if target is None:
        return TargetLine(figure, reached, None, None, "quiet", kept, book)
    state = light(reached, target.wanted, days.first, days.last)
    return TargetLine(figure, reached, target.wanted, state, TONES[state], kept, book)
