"""The plan of the year: tasks by programme, and targets. How far they are is counted from what was
done; nobody ticks a task off."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, today, utcnow
from reintegrate.models.audit import Space, record_event
from reintegrate.models.catalogue import Programme
from reintegrate.models.encrypted import EncryptedText
from reintegrate.models.idempotency import first_result, receipt_of
from reintegrate.models.lifecycle import DomainError, Lifecycle
from reintegrate.models.period import PeriodKind
from reintegrate.models.plan_year import PlanYear, plan_period
from reintegrate.models.user import User

MOST_WANTED = 1_000_000
NEARLY = 0.9
"""On course: this much of what the days gone by would ask for."""


class Figure(StrEnum):
    """What the system counts by itself."""

    ACTIVITIES = "activities"
    ATTENDING = "attending"
    INFORMATION = "information"
    HANDLED_IN_TIME = "handled_in_time"
    CONTACTS = "contacts"
    BENEFITS = "benefits"


OF_PROGRAMME = (Figure.ACTIVITIES, Figure.ATTENDING)
"""Counted for one programme; the others are the ward's whole."""


class Light(StrEnum):
    REACHED = "reached"
    ON_COURSE = "on_course"
    BEHIND = "behind"
    MISSED = "missed"


def light(reached: int, wanted: int, first: date, due_on: date) -> Light:
    """How a number stands to what is wanted by a day, counted from the first of the year."""
    if reached >= wanted:
        return Light.REACHED
    if today() > due_on:
        return Light.MISSED
    gone = max(0, (today() - first).days) / max(1, (due_on - first).days)
    return Light.ON_COURSE if reached >= wanted * gone * NEARLY else Light.BEHIND


class TaskStatus(StrEnum):
    PLANNED = "planned"
    DROPPED = "dropped"


TASK = Lifecycle(
    "work_task",
    {TaskStatus.PLANNED: {TaskStatus.DROPPED}, TaskStatus.DROPPED: {TaskStatus.PLANNED}},
    space=Space.SYSTEM,
)


class OtherYear(DomainError):
    """The day lies in another year than the plan."""


class TaskOutside(DomainError):
    """A task of the plan would lie outside the year that was chosen."""


class WorkTask(Base):
    """One task of the plan of a ward or of the province."""

    __tablename__ = "work_task"
    __table_args__ = (CheckConstraint("wanted > 0", name="wanted"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    year: Mapped[int]
    programme_code: Mapped[str] = mapped_column(ForeignKey(Programme.code))
    words: Mapped[str] = mapped_column(EncryptedText("work_task.words"))
    body: Mapped[str] = mapped_column(EncryptedText("work_task.body"))
    """Who is responsible: an office or organisation."""
    due_on: Mapped[date]
    figure: Mapped[Figure]
    wanted: Mapped[int]
    status: Mapped[TaskStatus] = mapped_column(default=TaskStatus.PLANNED)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    written_at: Mapped[datetime] = mapped_column(default=utcnow)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def plan(
        cls,
        *,
        key: str,
        year: int,
        programme_code: str,
        words: str,
        body: str,
        due_on: date,
        figure: Figure,
        wanted: int,
        by: User,
    ) -> "WorkTask":
        """Put a task into the year's plan. Raises OtherYear, KeyTaken."""
        earlier = first_result(cls, key, by=by, area_id=by.area_id)
        if earlier is not None:
            return earlier
        task = cls(key=key, area_id=by.area_id, year=year, by_id=by.id)
        said = programme_code, words, body, due_on, figure, wanted
        task._say(*said)
        db.session.add(task)
        db.session.flush()
        record_event("work_task.planned", on=task, by=by, space=Space.SYSTEM, wanted=wanted)
        return task

    def change(
        self,
        *,
        programme_code: str,
        words: str,
        body: str,
        due_on: date,
        figure: Figure,
        wanted: int,
        by: User,
    ) -> None:
        """Raises OtherYear."""
        was = self.wanted
        self._say(programme_code, words, body, due_on, figure, wanted)
        record_event(
            "work_task.changed", on=self, by=by, space=Space.SYSTEM, was=was, wanted=wanted
        )

    def drop(self, *, by: User) -> None:
        TASK.move(self, TaskStatus.DROPPED, by=by)

    def take_up_again(self, *, by: User) -> None:
        TASK.move(self, TaskStatus.PLANNED, by=by)

    def _say(
        self, programme_code: str, words: str, body: str, due_on: date, figure: Figure, wanted: int
    ) -> None:
        year = plan_period(self.area_id, self.year)
        if not year.first <= due_on <= year.last:
            raise OtherYear(due_on)
        self.programme_code, self.words, self.body = programme_code, words, body
        self.due_on, self.figure, self.wanted = due_on, figure, wanted

    @property
    def is_planned(self) -> bool:
        return self.status == TaskStatus.PLANNED

    @property
    def receipt(self) -> str:
        return receipt_of(self.key)

    def __repr__(self) -> str:
        return f"<WorkTask {self.id}>"


Index("ix_work_task_plan", WorkTask.area_id, WorkTask.year, WorkTask.programme_code, WorkTask.id)


class Target(Base):
    """What one area wants of one figure in one year."""

    __tablename__ = "target"
    __table_args__ = (
        UniqueConstraint("area_id", "year", "figure"),
        CheckConstraint("wanted > 0", name="wanted"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    year: Mapped[int]
    figure: Mapped[Figure]
    wanted: Mapped[int]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    set_at: Mapped[datetime] = mapped_column(default=utcnow)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def of(cls, area_id: int | None, year: int, figure: Figure) -> "Target | None":
        return db.session.scalar(
            select(cls).where(cls.area_id == area_id, cls.year == year, cls.figure == figure)
        )

    @classmethod
    def aim(cls, year: int, figure: Figure, wanted: int, *, by: User) -> "Target":
        """Say what the own area wants this year; said before, it is changed."""
        target = cls.of(by.area_id, year, figure)
        was = target.wanted if target else None
        if target is None:
            target = cls(area_id=by.area_id, year=year, figure=figure)
            db.session.add(target)
        target.wanted, target.by_id, target.set_at = wanted, by.id, utcnow()
        db.session.flush()
        facts: dict[str, Any] = {"figure": str(figure), "was": was, "wanted": wanted}
        record_event("target.set", on=target, by=by, space=Space.SYSTEM, **facts)
        return target

    def __repr__(self) -> str:
        return f"<Target {self.id}>"


def choose_year(year: int, kind_code: str, *, by: User) -> PlanYear:
    """Which days the own area's year of the plan has. Raises TaskOutside."""
    days = PeriodKind.coded(kind_code).period(year, 1)
    tasks = select(WorkTask.id).where(WorkTask.area_id == by.area_id, WorkTask.year == year)
    outside = tasks.where(~WorkTask.due_on.between(days.first, days.last)).limit(1)
    if db.session.scalar(outside) is not None:
        raise TaskOutside(year)
    return PlanYear.choose(year, kind_code, by=by)
