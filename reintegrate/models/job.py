"""Job: what time does, by name. Each period of a job is done once, wherever and however often the
command runs: the row that says so is written in the same transaction as the work itself."""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import HERE, Base, commit, db, lock_until_commit, utcnow
from reintegrate.models.user import User, system_user

KEPT_FOR = timedelta(days=400)
"""Longer than any period, so that a clock set back by a year brings nothing a second time."""

OVERSLEPT = timedelta(hours=2)
"""Run hourly: silent for longer than this, nobody runs the command any more."""


WHOLE = 0
"""A claim for all together, not for one subject."""


@dataclass(frozen=True)
class Job:
    """`work(by)` returns how many it settled. With `period` it is done once for each period that
    this names (None: not now); without, at every run: then the work itself finds nothing left.
    `in_steps`: the work commits by itself, each step with a claim of its own."""

    name: str
    work: Callable[[User], int]
    period: Callable[[], str | None] | None = None
    in_steps: bool = False


class JobRun(Base):
    """One period of one job, for one subject (0: for all), that is done."""

    __tablename__ = "job_run"

    name: Mapped[str] = mapped_column(primary_key=True)
    period: Mapped[str] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    done_at: Mapped[datetime] = mapped_column(default=utcnow, index=True)


class JobState(Base):
    """When a job was last gone through, and whether it failed: for those who keep the machine."""

    __tablename__ = "job_state"

    name: Mapped[str] = mapped_column(primary_key=True)
    done_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    failure: Mapped[str] = mapped_column(default="")
    """The kind of error, never its text: that may quote somebody."""


def claim(name: str, period: str, subject_id: int = WHOLE) -> bool:
    """Whether this is still to be done; then the caller does it and commits. Who asks at the same
    moment waits for that commit. Killed before it, nothing was claimed."""
    lock_until_commit(zlib.crc32(f"{name}/{period}/{subject_id}".encode()))
    if is_done(name, period, subject_id):
        return False
    db.session.add(JobRun(name=name, period=period, subject_id=subject_id))
    db.session.flush()
    return True


def is_done(name: str, period: str, subject_id: int = WHOLE) -> bool:
    """Whether somebody claimed it; without waiting for whoever is at it."""
    done = select(JobRun.done_at).where(
        JobRun.name == name, JobRun.period == period, JobRun.subject_id == subject_id
    )
    return db.session.scalar(done) is not None


def run(jobs: tuple[Job, ...]) -> Iterator[tuple[str, int | Exception]]:
    """Go through the jobs, each in a transaction of its own: how many it settled, or its error.
    One that fails leaves nothing half done and does not hold up the others."""
    for job in jobs:
        outcome: int | Exception
        try:
            outcome = _settle(job)
        except Exception as error:  # told to whoever runs the command, and kept
            db.session.rollback()
            outcome = error
        _note(job.name, outcome)
        yield job.name, outcome


def _settle(job: Job) -> int:
    by = system_user()
    if job.in_steps:
        commit()
        return job.work(by)
    period = job.period() if job.period else None
    if job.period and (period is None or not claim(job.name, period)):
        db.session.rollback()
        return 0
    lock_until_commit(zlib.crc32(job.name.encode()))
    count = job.work(by)
    commit()
    return count


def _note(name: str, outcome: int | Exception) -> None:
    lock_until_commit(zlib.crc32(f"state of {name}".encode()))
    state = db.session.get(JobState, name)
    if state is None:
        state = JobState(name=name)
        db.session.add(state)
    if isinstance(outcome, Exception):
        state.failed_at, state.failure = utcnow(), type(outcome).__name__
    else:
        state.done_at, state.failed_at, state.failure = utcnow(), None, ""
    commit()


def each_day() -> str:
    return utcnow().astimezone(HERE).date().isoformat()


def forget_old_runs(by: User) -> int:
    """Delete claims of periods long past. Returns how many."""
    found = db.session.execute(delete(JobRun).where(JobRun.done_at < utcnow() - KEPT_FOR))
    return found.rowcount  # type: ignore[attr-defined,no-any-return]


def last_run() -> datetime | None:
    """When the command was last seen at work on any job."""
    return db.session.scalar(select(db.func.max(JobState.done_at)))


def overslept() -> bool:
    """Nobody has run the command lately, or ever."""
    seen = last_run()
    return seen is None or utcnow() - seen > OVERSLEPT
