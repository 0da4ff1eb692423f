"""How far each task and target is: the number wanted, the number counted, and the light."""

from dataclasses import dataclass
from datetime import date

from reintegrate.access.community_counts import Numbers, is_kept, shown
from reintegrate.models.user import User
from reintegrate.models.work_plan import OF_PROGRAMME, Figure, Light, Target, WorkTask, light
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

    year: int
    tasks: list[TaskLine]
    targets: list[TargetLine]
    numbers: Numbers

    @property
    def year_before(self) -> int:
        return self.year - 1

    def of(self, programme: str) -> list[TaskLine]:
        return [line for line in self.tasks if line.task.programme_code == programme]


def years_work(viewer: User, year: int) -> YearsWork:
    numbers = queries.counted(viewer, year)
    aims = queries.targets(viewer, year)
    return YearsWork(
        year,
        [task_line(viewer, task, numbers) for task in queries.tasks(viewer, year)],
        [target_line(viewer, figure, aims.get(figure), numbers, year) for figure in Figure],
        numbers,
    )


def task_line(viewer: User, task: WorkTask, numbers: Numbers) -> TaskLine:
    programme = task.programme_code if task.figure in OF_PROGRAMME else ""
    reached = numbers[task.figure, programme]
    state = light(reached, task.wanted, task.due_on)
    kept = is_kept(viewer, task.figure, reached)
    return TaskLine(task, reached, state, TONES[state], kept)


def target_line(
    viewer: User, figure: Figure, target: Target | None, numbers: Numbers, year: int
) -> TargetLine:
    reached = numbers[figure, ""]
    kept = is_kept(viewer, figure, reached)
    if target is None:
        return TargetLine(figure, reached, None, None, "quiet", kept)
    state = light(reached, target.wanted, date(year, 12, 31))
    return TargetLine(figure, reached, target.wanted, state, TONES[state], kept)
