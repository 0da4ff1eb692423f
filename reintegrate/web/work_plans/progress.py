"""How far each task and target is: the number wanted, the number counted, and the light."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from reintegrate.access.community_counts import Numbers
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

    @property
    def percent(self) -> int:
        return round(100 * self.reached / self.task.wanted)


@dataclass(frozen=True)
class TargetLine:
    figure: Figure
    reached: int
    wanted: int | None
    light: Light | None
    tone: str

    @property
    def percent(self) -> int | None:
        return None if self.wanted is None else round(100 * self.reached / self.wanted)


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
        [task_line(task, numbers) for task in queries.tasks(viewer, year)],
        [target_line(figure, aims.get(figure), numbers, year) for figure in Figure],
        numbers,
    )


def task_line(task: WorkTask, numbers: Any) -> TaskLine:
    programme = task.programme_code if task.figure in OF_PROGRAMME else ""
    reached = numbers[task.figure, programme]
    shown = light(reached, task.wanted, task.due_on)
    return TaskLine(task, reached, shown, TONES[shown])


def target_line(figure: Figure, target: Target | None, numbers: Any, year: int) -> TargetLine:
    reached = numbers[figure, ""]
    if target is None:
        return TargetLine(figure, reached, None, None, "quiet")
    shown = light(reached, target.wanted, date(year, 12, 31))
    return TargetLine(figure, reached, target.wanted, shown, TONES[shown])
